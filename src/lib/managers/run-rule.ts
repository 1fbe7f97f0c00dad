/** A run of months that are each too small to tell: together they may (METHODS, section 6). */
import { isEnough } from '#lib/stats/enough.ts';
import { alarmChance, standingOf } from './levels.ts';
import type { RunRule } from './report.ts';
import type { Moments } from './spread.ts';

/** How many months are taken together. */
export const runMonths = 6;

/** The months together. */
export function runRule(months: Iterable<Moments>): RunRule {
	const sum = { observed: 0, expected: 0, variance: 0 };
	for (const { observed, expected, variance } of months) {
		sum.observed += observed;
		sum.expected += expected;
		sum.variance += variance;
	}
	if (!isEnough(Math.max(sum.observed, sum.expected)) || sum.variance === 0) return { ...sum, signal: null };
	const { verdict, chance } = standingOf(sum.observed, sum.expected, sum.variance);
	return { ...sum, signal: chance < alarmChance && verdict !== 'within' ? verdict : null };
}
