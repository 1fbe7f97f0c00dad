/** A replayed lead in COPY text: one row of `lead_rows`, one of `lead_details`, one of `touches` for each
 * touch, and one of `assignments` for each manager. */
import type { Zone } from '#lib/events/zone.ts';
import { requestKinds, type ReplayedLead } from '#lib/funnel/replay.ts';
import { movePath } from '#lib/funnel/move-path.ts';
import { salVisits } from '#lib/funnel/sal-visits.ts';
import { outcomes, stageIndex, stages } from '#lib/funnel/stages.ts';
import { isCardField } from '#lib/settings/cards.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { copyText } from '../db/copy-text.ts';
import { dayText, instantText } from '../db/instant-text.ts';

/** Every pair of stages of which the first comes earlier: the durations that are stored. */
const pairs = stages.flatMap((from, i) => stages.slice(i + 1).map((to) => [from, to] as const));

export const durationColumn = (from: string, to: string) => `${from}_${to}`;

const leadRowColumns = [
	'generation',
	'deepest',
	'outcome',
	'own',
	'out_of_order',
	'returned_from',
	'exact',
	'stage',
	'arrived',
	'amount_minor',
	'created_at',
	'lead_id',
	'channel',
	'campaign',
	'manager',
	'first_manager',
	'content',
	'term',
	'page',
	'source',
	'company',
	'reason',
	'outcome_at',
	'outcome_exact',
	'outcome_days',
	'moved_at',
	'reopens',
	'reopened_reason',
	'reopened_days',
	'arrived_hour',
	'contact_minutes',
	'contact_work_minutes',
	'attempts_to_contact',
	'sal_visits',
	'sal_passes',
	'sal_first_passed',
	'sal_last_passed',
	'accepted',
	'accepted_temperature',
	'manager_changes',
	'assigned_at',
	'missed_calls',
	'missed_call_at',
	'sales_activities',
	'unsubscribed',
	'move_path',
	'decided_at',
	'manager_team',
	'manager_role',
	...stages.slice(1).map((stage) => `entered_${stage}`),
	'first_returned_at',
	'return_reason',
	'hot_until',
	'warm_until',
	'hot_from',
	'warm_from',
	'fit',
	'engagement',
	'score',
	'last_activity_at',
	'first_contact_at',
	'contact_attempts',
	'returns',
	'exact_events',
	'late_events',
	'lead_card',
	'client_card',
	'name',
	...pairs.map(([from, to]) => durationColumn(from, to))
];

/** The tables that hold replayed leads, partitioned by generation: their columns and their keys within one. */
export const leadTables = {
	lead_rows: { columns: leadRowColumns, key: ['lead_id'] },
	lead_details: { columns: ['generation', 'lead_id', 'attributes', 'moves', 'statuses'], key: ['lead_id'] },
	touches: {
		columns: [
			...['generation', 'lead_id', 'place', 'request', 'is_touch', 'day', 'at'],
			...['channel', 'campaign', 'content', 'term', 'page']
		],
		key: ['lead_id', 'place']
	},
	assignments: {
		columns: ['generation', 'lead_id', 'place', 'since', 'until', 'stage', 'manager', 'previous', 'next'],
		key: ['lead_id', 'place']
	}
};
export type LeadTable = keyof typeof leadTables;
export const leadTableNames = Object.keys(leadTables) as LeadTable[];

/** What the rows of one generation are written with. */
export interface RowContext {
	generation: number;
	cards: Settings['cards'];
	managerFields: Settings['managerFields'];
	zone: Zone;
	/** Minutes of the working hours between two instants (ms). */
	workMinutes: (from: number, to: number) => number;
}

/** The lines of one lead for each table. */
export const leadLines = (
	context: RowContext,
	id: string,
	lead: ReplayedLead
): Record<LeadTable, string> => ({
	lead_rows: leadRowLine(context, id, lead),
	lead_details: leadDetailLine(context.generation, id, lead),
	touches: touchLines(context, id, lead),
	assignments: assignmentLines(context.generation, id, lead)
});

const NULL = '\\N';
const time = (ms: number | null | undefined) =>
	ms === null || ms === undefined ? NULL : ms === Infinity ? 'infinity' : instantText(ms);
const truth = (value: boolean | null) => (value === null ? NULL : value ? 't' : 'f');
const number = (value: number | null) => (value === null ? NULL : String(value));

/** Share of a card's fields that are filled; null if it lists none. */
function completeness(lead: ReplayedLead, card: readonly string[]): number | null {
	const filled = card.filter((field) => {
		if (field === 'contact') return lead.hasContact;
		return isCardField(field) ? lead[field] !== null : Object.hasOwn(lead.attributes, field);
	});
	return card.length === 0 ? null : filled.length / card.length;
}

function leadRowLine(
	{ generation, cards, managerFields, workMinutes, zone }: RowContext,
	id: string,
	lead: ReplayedLead
): string {
	let exact = 0;
	lead.entries.forEach((entry, i) => {
		if (entry?.exact) exact |= 1 << i;
	});
	let line =
		`${generation}\t${lead.deepest}\t${outcomes.indexOf(lead.outcome)}\t${lead.own}\t${lead.outOfOrder}\t` +
		`${lead.returnedFrom}\t${exact}\t${lead.stage}\t${dayText(lead.arrivedDay)}\t${number(lead.amount)}\t` +
		`${time(lead.createdAt)}\t${id}\t${copyText(lead.channel)}\t${copyText(lead.campaign)}\t` +
		`${copyText(lead.manager)}\t${copyText(lead.firstManager)}\t${copyText(lead.content)}\t${copyText(lead.term)}\t` +
		`${copyText(lead.page)}\t${copyText(lead.source)}\t${copyText(lead.company)}\t${copyText(lead.reason)}\t` +
		`${time(lead.outcomeAt?.ms)}\t${lead.outcomeAt?.exact ? 't' : 'f'}`;
	const visits = salVisits(lead.moves);
	line +=
		`\t${number(lead.outcomeDays)}\t${time(lead.moves.at(-1)!.ms)}\t${lead.reopens}\t` +
		`${copyText(lead.lastReopened?.reason ?? null)}\t${number(lead.lastReopened?.days ?? null)}\t` +
		`${number(lead.arrivedHour)}\t${number(lead.contactMinutes)}\t` +
		`${number(lead.contactMinutes === null ? null : workMinutes(lead.createdAt, lead.firstContactAt!))}\t` +
		`${number(lead.attemptsToContact)}\t${visits.count}\t${visits.passes}\t${truth(visits.first)}\t${truth(visits.last)}`;
	const accepted = lead.entries[stageIndex.sal];
	// Since when the manager has it, closed and opened again or not.
	const assigned = lead.assignments.findLast(({ manager, previous }) => manager !== previous);
	const ofManager = (field: string | null) =>
		copyText(field !== null && Object.hasOwn(lead.attributes, field) ? lead.attributes[field]! : null);
	line +=
		`\t${accepted ? dayText(zone.dayOf(accepted.ms)) : NULL}\t${number(lead.acceptedTemperature)}\t` +
		`${lead.assignments.filter(({ manager, previous }) => previous !== null && manager !== previous).length}\t` +
		`${time(assigned?.since)}\t${lead.missedCalls}\t${time(lead.missedCallAt)}\t${lead.salesActivities}\t` +
		`${truth(lead.unsubscribed)}\t${movePath(lead.moves)}\t${time(lead.decidedAt)}\t${ofManager(managerFields.team)}\t${ofManager(managerFields.role)}`;
	for (let s = 1; s < stages.length; s++) line += `\t${time(lead.entries[s]?.ms)}`;
	line +=
		`\t${time(lead.firstReturnedAt)}\t${copyText(lead.returnReason)}\t${time(lead.hotUntil)}\t` +
		`${time(lead.warmUntil)}\t${time(lead.hotFrom)}\t${time(lead.warmFrom)}\t${number(lead.fit)}\t${number(lead.engagement)}\t` +
		`${number(lead.score)}\t${time(lead.lastActivityAt)}\t${time(lead.firstContactAt)}\t${lead.contactAttempts}\t` +
		`${lead.returns}\t${lead.exactEvents}\t${lead.lateEvents}\t${number(completeness(lead, cards.lead))}\t` +
		`${lead.outcome === 'client' ? number(completeness(lead, cards.client)) : NULL}\t${copyText(lead.name)}`;
	for (let from = 0; from < stages.length; from++)
		for (let to = from + 1; to < stages.length; to++)
			line += `\t${number(lead.durations[from * stages.length + to]!)}`;
	return line + '\n';
}

function leadDetailLine(generation: number, id: string, lead: ReplayedLead): string {
	const moves = lead.moves.map((move) => [move.ms, move.from, move.to, move.manager]);
	return `${generation}\t${id}\t${json(lead.attributes)}\t${copyText(JSON.stringify(moves))}\t${json(lead.statuses)}\n`;
}

const requestCode = Object.fromEntries(requestKinds.map((kind, i) => [kind, String(i)]));

function touchLines({ generation, zone }: RowContext, id: string, { touches }: ReplayedLead): string {
	let lines = '';
	touches.forEach(({ ms, request, isTouch, channel, campaign, content, term, page }, place) => {
		lines +=
			`${generation}\t${id}\t${place}\t${request === null ? NULL : requestCode[request]}\t${isTouch ? 't' : 'f'}\t` +
			`${dayText(zone.dayOf(ms))}\t${instantText(ms)}\t${copyText(channel)}\t${copyText(campaign)}\t` +
			`${copyText(content)}\t${copyText(term)}\t${copyText(page)}\n`;
	});
	return lines;
}

function assignmentLines(generation: number, id: string, { assignments }: ReplayedLead): string {
	let lines = '';
	assignments.forEach(({ manager, since, until, stage, previous, next }, place) => {
		lines +=
			`${generation}\t${id}\t${place}\t${time(since)}\t${time(until)}\t${stage}\t` +
			`${copyText(manager)}\t${copyText(previous)}\t${copyText(next)}\n`;
	});
	return lines;
}

/** A record as JSON with its keys in order, so that equal leads give equal rows; null if empty. */
function json(value: Record<string, string>): string {
	const keys = Object.keys(value);
	return keys.length === 0 ? NULL : copyText(JSON.stringify(value));
}
