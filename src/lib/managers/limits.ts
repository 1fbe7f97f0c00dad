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
	return root((count) => upTo(count) - chance, 0, expected);
}

function highEnd({ from }: CountTails, expected: number, leads: number, chance: number): number {
	if (expected >= leads || from(leads) >= chance) return leads;
	return root((count) => chance - from(count), expected, leads);
}

/** Where a rising function is 0, between a place where it is not above 0 and one where it is not below. */
function root(rising: (at: number) => number, low: number, high: number): number {
	for (;;) {
		const middle = (low + high) / 2;
		if (middle <= low || middle >= high) return middle;
		if (rising(middle) < 0) low = middle;
		else high = middle;
	}
}
