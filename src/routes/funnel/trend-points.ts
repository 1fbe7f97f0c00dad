import type { Filters } from '#lib/filters/filters.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import { wilson, type Interval } from '#lib/stats/intervals.ts';
import { formatCount, formatMonth, formatPercent, formatPercentRange } from '#lib/ui/format.ts';
import { monthHref } from '#lib/ui/links.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import type { TrendPoint } from '#lib/ui/trend-option.ts';
import type { ShownMonth } from './trend-view.ts';

export interface TrendStep {
	from: Stage;
	to: Stage;
}

/** The steps that have a line each; the first is the whole road, unless it is the only step. */
export function trendSteps(recorded: readonly Stage[]): TrendStep[] {
	const steps = recorded.slice(1).map((to, i) => ({ from: recorded[i]!, to }));
	return steps.length > 1 ? [{ from: recorded[0]!, to: recorded.at(-1)! }, ...steps] : steps;
}

interface StepOfMonth {
	reached: number;
	before: number;
	rate: number | null;
	range: Interval;
}

/** How many of a month's leads took a step. In period mode the two counts are of different leads: no range. */
export function stepOfMonth(month: ShownMonth, { from, to }: TrendStep, mode: Filters['mode']): StepOfMonth {
	const count = (name: Stage) => month.stages.find(({ stage }) => stage === name)?.reached ?? 0;
	const reached = count(to);
	const before = count(from);
	return {
		reached,
		before,
		rate: before > 0 ? reached / before : null,
		range: mode === 'cohort' ? wilson(reached, before) : [null, null]
	};
}

/** One step by month, for its chart. */
export function trendPoints(months: readonly ShownMonth[], step: TrendStep, filters: Filters): TrendPoint[] {
	return months.map((month) => {
		const { reached, before, rate, range } = stepOfMonth(month, step, filters.mode);
		const counts = m.trend_of({ reached: formatCount(reached), before: formatCount(before) });
		return {
			month: month.month,
			rate,
			range,
			lines: [
				formatMonth(month.month),
				`${formatPercent(rate)} · ${counts}`,
				...(range[0] === null ? [] : [m.likely({ range: formatPercentRange(range) })]),
				...(month.young ? [month.young.hover] : [])
			],
			href: monthHref(month.month, step.to, filters),
			isYoung: month.young !== null
		};
	});
}
