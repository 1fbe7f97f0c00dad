/** From how and when leads leave to the figures of their lead time, and to what the test of groups compares. */
import { quantile } from '#lib/stats/quantile.ts';
import { curveUpTo, halfTimeDays, incidenceCurve, type IncidenceCell } from './incidence.ts';
import type { DayCount, GroupTimes } from './log-rank.ts';
import type { Incidence } from './report.ts';

/**
 * How a lead leaves: still open at the as-of date; by its outcome; by one without a usable date; by one that is later
 * than the as-of date (open in the curve until then); by one beyond the window (open in the curve at its end).
 */
export const exits = [
	'open',
	'client',
	'lost',
	'undatedClient',
	'undatedLost',
	'afterAsOfClient',
	'afterAsOfLost',
	'beyondClient',
	'beyondLost'
] as const;
export type Exit = (typeof exits)[number];

/** Leads that leave so on one whole day since their arrival. The day of those without a usable date says nothing. */
export interface ExitCell {
	exit: Exit;
	day: number;
	leads: number;
}

/** What each exit is in the curve; null: it is left out of it. */
const inCurve: Record<Exit, 'open' | 'client' | 'lost' | null> = {
	open: 'open',
	client: 'client',
	lost: 'lost',
	undatedClient: null,
	undatedLost: null,
	afterAsOfClient: 'open',
	afterAsOfLost: 'open',
	// Later than the curve goes: there it stands for as many leads as any other client or loss.
	beyondClient: 'client',
	beyondLost: 'lost'
};

/**
 * The figures of these leads, in whatever order. Clients and losses without a usable date, and those later than the
 * as-of date, count among `clients` and `lost`. With a `window` of days what comes after it counts as open: leads are
 * to be that old, and exits after it `beyond`, on a later day than it.
 */
export function incidenceOf(cells: readonly ExitCell[], window?: number): Incidence {
	const counts = Object.fromEntries(exits.map((exit) => [exit, 0])) as Record<Exit, number>;
	const left: IncidenceCell[] = [];
	for (const { exit, day, leads } of cells) {
		counts[exit] += leads;
		const kind = inCurve[exit];
		if (kind) left.push({ day, open: 0, client: 0, lost: 0, [kind]: leads });
	}
	const leftOut = { clients: counts.undatedClient, lost: counts.undatedLost };
	const whole = incidenceCurve(left, leftOut);
	const curve = window === undefined ? whole : curveUpTo(whole, window);
	const days = eachDay(cells.filter(({ exit }) => exit === 'client'));
	const afterAsOf = counts.afterAsOfClient + counts.afterAsOfLost;
	return {
		leads: exits.reduce((sum, exit) => sum + counts[exit], 0),
		clients: counts.client + counts.undatedClient + counts.afterAsOfClient,
		lost: counts.lost + counts.undatedLost + counts.afterAsOfLost,
		open: counts.open + counts.beyondClient + counts.beyondLost,
		leftOut: leftOut.clients + leftOut.lost,
		leftOutClients: leftOut.clients,
		leftOutLost: leftOut.lost,
		afterAsOf,
		curve,
		halfTimeDays: halfTimeDays(curve),
		lossHalfTimeDays: halfTimeDays(curve, 'lostIncidence'),
		converted: {
			n: days.length,
			p25: quantile(days, 0.25),
			median: quantile(days, 0.5),
			p75: quantile(days, 0.75),
			p90: quantile(days, 0.9)
		}
	};
}

/** The day of each lead, in ascending order. */
export function eachDay(cells: readonly { day: number; leads: number }[]): Float64Array {
	const days = new Float64Array(cells.reduce((sum, { leads }) => sum + leads, 0));
	let at = 0;
	for (const { day, leads } of cells) {
		days.fill(day, at, at + leads);
		at += leads;
	}
	return days.sort();
}

/**
 * The same leads as the test compares them: those that are lost could have become clients up to the as-of date, so that
 * theirs are the days from their arrival to it (`lossAges`), or with a `window` all of it.
 */
export function timesOf(
	cells: readonly ExitCell[],
	lossAges: readonly DayCount[],
	window?: number
): GroupTimes {
	const clients: DayCount[] = [];
	const others: DayCount[] = [];
	for (const { exit, day, leads } of cells) {
		if (exit === 'client') clients.push([day, leads]);
		else if (inCurve[exit] && (window !== undefined || exit !== 'lost')) others.push([window ?? day, leads]);
	}
	return { clients, others: window === undefined ? [...others, ...lossAges] : others };
}
