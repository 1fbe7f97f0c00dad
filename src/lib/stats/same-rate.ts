import { tail } from './tail.ts';

/**
 * The chance that two counts are as far apart as they are, on either side, if both come at the same rate per exposure
 * (cost, say): given their sum the first is binomial with its share of the exposure. Exposures above 0; 1 without counts.
 */
export function sameRate(count1: number, exposure1: number, count2: number, exposure2: number): number {
	const all = count1 + count2;
	if (all === 0) return 1;
	const p = exposure1 / (exposure1 + exposure2);
	const { atMost, atLeast } = tail(count1, all * p, all * p * (1 - p));
	return Math.min(1, 2 * Math.min(atMost, atLeast));
}
