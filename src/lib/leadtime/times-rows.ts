/** Time to client beside time to loss. */
import { quantile } from '#lib/stats/quantile.ts';
import { eachDay } from './exits.ts';
import type { Incidence } from './report.ts';

export interface TimesRow {
	outcome: 'client' | 'lost';
	leads: number;
	/** Share of all leads that comes to it by the last day of the curve; null without a curve. */
	end: number | null;
	/** Its likely range, of clients alone. */
	range: [lo: number, hi: number] | null;
	/** Day by which half of that share has. */
	half: number | null;
	/** Days of those that did, with a usable date: 25, 50, 75 and 90 % took at most so many. */
	quantiles: (number | null)[];
	/** Leads without a usable date. */
	undated: number;
}

const shares = [0.25, 0.5, 0.75, 0.9];

export function timesRows(whole: Incidence): TimesRow[] {
	const { converted, curve } = whole;
	const last = curve.at(-1) ?? null;
	const lost = eachDay(curve.map((point) => ({ day: point.day, leads: point.lost })));
	return [
		{
			outcome: 'client',
			leads: whole.clients,
			end: last && last.incidence,
			range: last && last.lo !== null && last.hi !== null ? [last.lo, last.hi] : null,
			half: whole.halfTimeDays,
			quantiles: [converted.p25, converted.median, converted.p75, converted.p90],
			undated: whole.leftOutClients
		},
		{
			outcome: 'lost',
			leads: whole.lost,
			end: last && last.lostIncidence,
			range: null,
			half: whole.lossHalfTimeDays,
			quantiles: shares.map((share) => quantile(lost, share)),
			undated: whole.leftOutLost
		}
	];
}
