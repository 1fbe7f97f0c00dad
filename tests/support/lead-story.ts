import type { EventType } from '#lib/events/event.ts';
import { dayNumber, timeZone, type Zone } from '#lib/events/zone.ts';
import { replay, type ReplayedLead, type ReplayEvent } from '#lib/funnel/replay.ts';
import { stageIndex, stages, type Stage } from '#lib/funnel/stages.ts';
import type { Scorer } from '#lib/scoring/scorer.ts';

export const utc = timeZone('UTC');
export const berlin = timeZone('Europe/Berlin');

const endOfDay = new Set<EventType>(['client', 'refused', 'unfit', 'junk', 'returned']);

/**
 * One event of a story: `at` is a mere date or a local time of the zone, such as `2026-05-01 10:00`. Record `a` of the
 * source `crm`, in no row, unless `more` says otherwise.
 */
export function event(
	type: EventType,
	at: string,
	more: Partial<ReplayEvent> = {},
	zone: Zone = utc
): ReplayEvent {
	const dateOnly = at.length === 10;
	const day = dayNumber(at.slice(0, 10));
	const ms = dateOnly
		? endOfDay.has(type)
			? zone.endOfDay(day)
			: zone.startOfDay(day)
		: zone.fromLocal(Date.parse(`${at.replace(' ', 'T')}Z`));
	return {
		key: `${type} ${at}`,
		type,
		ms,
		dateOnly,
		approximate: false,
		record: 'a',
		row: null,
		source: 'crm',
		contact: false,
		channel: null,
		campaign: null,
		content: null,
		term: null,
		page: null,
		activity: null,
		manager: null,
		amount: null,
		reason: null,
		status: null,
		name: null,
		company: null,
		attributes: null,
		...more
	};
}

export const told = (events: ReplayEvent[], zone: Zone = utc, scorer: Scorer | null = null): ReplayedLead =>
	replay(events, zone, scorer);

/** `2026-05-01 10:00` in UTC, with seconds only where there are any. */
export const time = (ms: number): string =>
	new Date(ms)
		.toISOString()
		.replace('T', ' ')
		.replace(/(:00)?(\.000)?Z$/, '');

/** Every stage that was entered: when, then `own` or `implied`, and marks. */
export function entered(lead: ReplayedLead): Partial<Record<Stage, string>> {
	const told: Partial<Record<Stage, string>> = {};
	for (const stage of stages) {
		const i = stageIndex[stage];
		const entry = lead.entries[i];
		if (!entry) continue;
		const bit = 1 << i;
		const words = [time(entry.ms), lead.own & bit ? 'own' : 'implied'];
		if (!entry.exact) words.push('approximate');
		if (lead.outOfOrder & bit) words.push('out of order');
		told[stage] = words.join(', ');
	}
	return told;
}

/** Days from one stage to another. */
export const days = (lead: ReplayedLead, from: Stage, to: Stage): number | null =>
	lead.durations[stageIndex[from] * stages.length + stageIndex[to]]!;

/** All durations that there are, as `lead-sal`. */
export function durations(lead: ReplayedLead): Record<string, number> {
	const found: Record<string, number> = {};
	for (const [i, from] of stages.entries())
		for (const to of stages.slice(i + 1)) {
			const value = days(lead, from, to);
			if (value !== null) found[`${from}-${to}`] = value;
		}
	return found;
}

/** The stages whose bits are set. */
export const stagesOf = (bits: number): Stage[] => stages.filter((_, i) => bits & (1 << i));

/** Moves as `from → to`, with the time and the manager. */
export const moves = (lead: ReplayedLead): string[] =>
	lead.moves.map(
		(move) =>
			`${time(move.ms)} ${move.from ?? ''} → ${move.to}${move.manager === null ? '' : ` (${move.manager})`}`
	);
