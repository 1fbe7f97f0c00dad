/** How many leads arrive and would be handed over in each week. */
import { isoDay, type Zone } from '#lib/events/zone.ts';
import { gateCounter, type GateCount } from './by-channel.ts';
import type { Cohort } from './cohort.ts';

/** ISO weeks of a table: those from the first to the last with a lead. */
export interface Weeks {
	/** Of each lead of the table. */
	week: Uint16Array;
	/** The Monday of each week, as a date. */
	mondays: string[];
	/** The place of the week of a moment (ms); below 0 or beyond the last where no lead came. */
	at: (ms: number) => number;
}

export interface WeekCount extends GateCount {
	monday: string;
}

/** Local weeks of arrivals (ms). 1970-01-01 was a Thursday. */
export function weeksOf(createdAt: Float64Array, zone: Zone): Weeks {
	const weekOf = (ms: number) => Math.floor((zone.dayOf(ms) + 3) / 7);
	let [first, last] = [Infinity, -Infinity];
	const all = Float64Array.from(createdAt, weekOf);
	for (const week of all) {
		first = Math.min(first, week);
		last = Math.max(last, week);
	}
	return {
		week: Uint16Array.from(all, (week) => week - first),
		mondays: Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => isoDay((first + i) * 7 - 3)),
		at: (ms) => weekOf(ms) - first
	};
}

/**
 * Weeks from the first to the last in which a lead of the cohort came, those without any among them. Weeks after the
 * cohort's `until` hold few of their leads, and are left out.
 */
export function weeklyCounter(
	{ leads, isClient, until }: Pick<Cohort, 'leads' | 'isClient' | 'until'>,
	{ week, mondays, at }: Weeks
): (passes: Uint8Array) => WeekCount[] {
	const count = gateCounter(leads, week, mondays.length, isClient);
	const end = until === null ? mondays.length : Math.max(0, at(until) + 1);
	return (passes) => {
		const counts = count(passes).slice(0, end);
		const first = counts.findIndex(({ n }) => n > 0);
		const last = counts.findLastIndex(({ n }) => n > 0);
		return first < 0 ? [] : counts.map((one, i) => ({ monday: mondays[i]!, ...one })).slice(first, last + 1);
	};
}
