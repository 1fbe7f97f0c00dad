/** Rules that know the answer in advance (METHODS, section 7: Leak). */
import { normalPoint } from '#lib/stats/chi-square.ts';
import { wilson } from '#lib/stats/intervals.ts';
import { rateRatio, type Ratio } from './rate-ratio.ts';

/** Leads with the hit at their decision, among those that became clients in time and among the others. */
export interface HitCounts {
	clientsHit: number;
	clients: number;
	othersHit: number;
	others: number;
}

/** Leads that met the rule at some time, and those of them that first did at or after their decision. */
export interface FirstHits {
	leads: number;
	late: number;
}

export interface Leak {
	/** How many times as common the hit is among clients as among the others; null where there are none of either. */
	ratio: Ratio | null;
	/** The same for leads without the hit. */
	without: Ratio | null;
	/** The likely range of the share of first hits at or after the decision; nulls without hits. */
	late: { share: number; lo: number; hi: number } | null;
	/** What gives it away; null: nothing. */
	by: 'hit' | 'noHit' | 'time' | null;
}

/** Such a ratio, with its range beyond half of it, is more than an answer can tell before the outcome. */
const leakRatio = 20;
const leakEnd = 10;
/** Leads with a hit, for a word on when they first had it. */
const enoughFirst = 20;

const tellsAll = (ratio: Ratio | null): boolean =>
	ratio !== null &&
	((ratio.value >= leakRatio && ratio.lo > leakEnd) ||
		(ratio.value <= 1 / leakRatio && ratio.hi < 1 / leakEnd));

/** How far ranges go so that, over `rules` (1 or more) that know nothing, 5 % at most flag any: 1 − .05/(3 rules). */
export const leakZ = (rules: number): number => normalPoint(0.05 / (3 * rules));

/** `z`: see {@link leakZ}. */
export function findLeak(counts: HitCounts, first: FirstHits, z: number): Leak {
	const { clientsHit: a, clients, othersHit: b, others } = counts;
	const ratio = rateRatio(a, clients, b, others, z);
	const without = rateRatio(clients - a, clients, others - b, others, z);
	const [lo, hi] = wilson(first.late, first.leads, z);
	const late = lo === null ? null : { share: first.late / first.leads, lo, hi };
	const isLate = late !== null && first.leads >= enoughFirst && late.lo > 0.5;
	return {
		ratio,
		without,
		late,
		by: tellsAll(ratio) ? 'hit' : tellsAll(without) ? 'noHit' : isLate ? 'time' : null
	};
}
