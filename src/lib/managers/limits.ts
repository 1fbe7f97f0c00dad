/** The normal range of a count (METHODS, section 6): the ends of the funnel plot. */
import { countTails, type CountTails } from '#lib/stats/tail.ts';
import { alarmChance, alertChance } from './levels.ts';
import type { Limits } from './report.ts';

/**
 * The range for `leads` leads of which `expected` are to reach the goal, as rates. An end that no count can pass is
 * 0 or 1. `variance` above 0.
 */
export function limitsOf(leads: number, expected: number, variance: number): Limits {
	const tails = countTails(expected, variance);
	const low = (chance: number) => lowEnd(tails, expected, chance) / leads;
	const high = (chance: number) => highEnd(tails, expected, leads, chance) / leads;
	return {
		low95: low(alertChance),
		high95: high(alertChance),
		low998: low(alarmChance),
		high998: high(alarmChance)
	};
}

/** The count, not whole, that a count at most as high as it has this chance; 0 where none is that unlikely. */
function lowEnd({ upTo }: CountTails, expected: number, chance: number): number {
	if (upTo(0) >= chance) return 0;
	return root((count) => Math.log(upTo(count) / chance), 0, expected);
}

function highEnd({ from }: CountTails, expected: number, leads: number, chance: number): number {
	if (expected >= leads || from(leads) >= chance) return leads;
	return root((count) => -Math.log(from(count) / chance), expected, leads);
}

/**
 * Where a rising function is 0, between a place where it is below 0 and one where it is above: the Illinois method, and
 * halves where an end is infinite or hardly moves.
 */
function root(rising: (at: number) => number, low: number, high: number): number {
	let [atLow, atHigh] = [rising(low), rising(high)];
	for (let step = 0; high - low > NEAR * high; step++) {
		const isHalf = step % 4 === 3 || !Number.isFinite(atLow) || !Number.isFinite(atHigh);
		const at = isHalf ? (low + high) / 2 : (low * atHigh - high * atLow) / (atHigh - atLow);
		const value = rising(at);
		if (value === 0 || at <= low || at >= high) return at;
		if (value < 0) {
			[low, atLow] = [at, value];
			if (!isHalf) atHigh /= 2;
		} else {
			[high, atHigh] = [at, value];
			if (!isHalf) atLow /= 2;
		}
	}
	return (low + high) / 2;
}

/** How near both sides of the root are to be, as a share of it. */
const NEAR = 1e-13;
