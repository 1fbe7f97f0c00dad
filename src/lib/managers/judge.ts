/** What each manager made of their leads, against what the others made of the same kinds of leads (METHODS, section 6). */
import { againstOthers, type AgainstOthers } from '#lib/stats/strata.ts';
import { besideAll, cellsByManager, stratumTotals, type ManagerCells } from './cells.ts';
import { standingOf } from './levels.ts';
import { limitsOf } from './limits.ts';
import type { Judgement, RunRule } from './report.ts';
import { runMonths, runRule } from './run-rule.ts';
import { spreadOf, type Spread } from './spread.ts';

export interface JudgedManager {
	/** Leads of the base, and those of them that reached the goal. */
	base: number;
	made: number;
	judgement: Judgement;
	run: RunRule;
}

export interface Judged extends Spread {
	/** By the manager's number. */
	managers: JudgedManager[];
	/** The months of the run rule, both included; null without months. */
	run: { from: number; to: number } | null;
}

/**
 * Yields after each manager. `newest`: the month of the as-of date, later ones are not in the run rule. Give the cells
 * of all managers, shown or not, chosen by nothing that depends on how leads end.
 */
export function* judge(data: ManagerCells, newest: number): Generator<void, Judged> {
	const totals = stratumTotals(data);
	const run = lastMonths(data, newest);
	const inRun = data.strata.map(({ month }) => run !== null && month >= run.from && month <= run.to);
	yield;
	const own = cellsByManager(data);
	yield;
	const found = [];
	for (const cells of own) {
		const all = againstOthers(cells.map((cell) => besideAll(cell, totals)));
		const last = cells.filter(({ stratum }) => inRun[stratum]);
		found.push({
			base: cells.reduce((sum, { leads }) => sum + leads, 0),
			all,
			run: runRule([againstOthers(last.map((cell) => besideAll(cell, totals)))])
		});
		yield;
	}
	const spread = spreadOf(found.map(({ all }) => all));
	const managers: JudgedManager[] = [];
	for (const { base, all, run } of found) {
		managers.push({ base, made: all.observed, judgement: judgementOf(base, all, spread.spread), run });
		yield;
	}
	return { ...spread, managers, run };
}

/** The six months up to the last one that has leads. */
function lastMonths({ strata }: Pick<ManagerCells, 'strata'>, newest: number): Judged['run'] {
	let to = -Infinity;
	for (const { month } of strata) if (month <= newest && month > to) to = month;
	return to === -Infinity ? null : { from: to - runMonths + 1, to };
}

function judgementOf(base: number, all: AgainstOthers, spread: number): Judgement {
	const { observed, expected, variance, others, few } = all;
	const moments = { expected, variance, others, ratio: expected > 0 ? observed / expected : null };
	if (few) return { ...moments, verdict: 'few', level: null, luck: null, limits: null };
	const widened = variance + (spread * expected) ** 2;
	const { verdict, level } = standingOf(observed, expected, widened);
	return {
		...moments,
		verdict,
		level,
		luck: standingOf(observed, expected, variance).chance,
		limits: limitsOf(base, expected, widened)
	};
}

/** Where nothing is judged. */
export const unjudged: Judgement = {
	expected: null,
	variance: null,
	others: null,
	ratio: null,
	verdict: null,
	level: null,
	luck: null,
	limits: null
};
