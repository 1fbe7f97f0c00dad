/** The lines of the trend: what each measure is, and the one scale that all rows share. */
import type { ChannelTrend } from '#lib/channels/trend.ts';
import type { Range } from '#lib/channels/report.ts';
import { quantile } from '#lib/stats/quantile.ts';
import type { Filters } from '#lib/filters/filters.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import { formatCostRange } from '#lib/ui/cost-range.ts';
import { formatCost, formatCount, formatMonth, formatPercent, formatPercentRange } from '#lib/ui/format.ts';
import { monthHref } from '#lib/ui/links.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { roundUp } from '#lib/ui/round-up.ts';
import type { TrendPoint, TrendScale } from '#lib/ui/trend-option.ts';
import type { LineMonth, LineSeries, TrendView } from './trend-view.ts';

export const trendMeasures = ['cac', 'costPerSql', 'conversion', 'leads', 'cost'] as const;
export type TrendMeasure = (typeof trendMeasures)[number];

interface Measure {
	value: (row: LineMonth) => number | null;
	range: (row: LineMonth) => Range;
	format: (value: number | null, currency: string) => string;
	formatRange: (range: Range, currency: string) => string;
	/** Whether it changes while the clients of a month come. */
	grows?: boolean;
	/** False: so few that the value is little more than chance, and does not stretch the scale. */
	firm: (row: LineMonth) => boolean;
	/** The leads behind a point: those that reached this stage. */
	opens: Stage;
}

const noRange: Range = [null, null];
const cost = {
	format: formatCost,
	formatRange: formatCostRange
};
const percent = {
	format: (value: number | null) => formatPercent(value),
	formatRange: (range: Range) => formatPercentRange(range)
};

export const measures: Record<TrendMeasure, Measure> = {
	cac: {
		...cost,
		grows: true,
		value: (row) => row.cac,
		range: (row) => row.cacInterval,
		firm: ({ clients }) => clients >= 5,
		opens: 'client'
	},
	costPerSql: {
		...cost,
		value: (row) => row.costPerSql,
		range: (row) => row.costPerSqlInterval,
		firm: ({ sql }) => sql >= 5,
		opens: 'sql'
	},
	conversion: {
		...percent,
		grows: true,
		value: (row) => row.conversion,
		range: (row) => row.interval,
		firm: ({ leads, clients }) => leads >= 30 && clients >= 2,
		opens: 'client'
	},
	leads: {
		format: formatCount,
		formatRange: () => '',
		value: (row) => row.leads,
		range: () => noRange,
		firm: () => true,
		opens: 'lead'
	},
	cost: { ...cost, value: (row) => row.cost, range: () => noRange, firm: () => true, opens: 'lead' }
};

/** What can be drawn: costs only where they are known, SQL leads only where they are recorded. */
export function offeredMeasures(
	{ series }: Pick<TrendView, 'series'>,
	recorded: readonly Stage[]
): TrendMeasure[] {
	const priced = series.some(({ months }) => months.some((row) => row.cost !== null));
	return trendMeasures.filter((name) => {
		if (name === 'costPerSql' && !recorded.includes('sql')) return false;
		return priced || name === 'conversion' || name === 'leads';
	});
}

/** Whether at least half of the months that can have a value rest on enough to be judged one by one. */
export function isFirm(series: readonly LineSeries[], name: TrendMeasure): boolean {
	const { value, range, firm } = measures[name];
	const rows = series
		.flatMap(({ months }) => months)
		.filter((row) => value(row) !== null || range(row)[0] !== null);
	return rows.filter(firm).length * 2 >= rows.length;
}

/** Where a scale may end: half of it is a round number too. */
export const tops = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10];

/**
 * The top of the scale: the largest value that is firm with its range, but at most half as much again as that value;
 * and high enough for four of five of all values.
 */
export function trendScale(series: readonly LineSeries[], name: TrendMeasure, currency: string): TrendScale {
	const { value, range, firm, format } = measures[name];
	const rows = series.flatMap(({ months }) => months).filter((row) => value(row) !== null);
	const counted = rows.filter(firm);
	const most = Math.max(0, ...counted.map((row) => value(row)!));
	const ends = counted.map((row) => Math.min(range(row)[1] ?? 0, most * 1.5));
	const all = rows.map((row) => value(row)!).sort((a, b) => a - b);
	const top = Math.max(most, ...ends, quantile(all, 0.8) ?? 0);
	const least = all[0] ?? 0;
	return {
		top: top > 0 ? roundUp(top, tops) : 1,
		bottom: least < 0 ? -roundUp(-least, tops) : 0,
		format: (value) => format(value, currency)
	};
}

interface PointsOf {
	trend: Pick<ChannelTrend, 'by' | 'months'>;
	name: TrendMeasure;
	filters: Filters;
	currency: string;
}

/** The leads behind one month of a row. */
export const pointHref = (
	{ by }: Pick<ChannelTrend, 'by'>,
	key: string | null,
	month: string,
	reached: Stage,
	filters: Filters
) => monthHref(month, reached, { ...filters, by: [by] }, key);

/** One row by month, for its chart. */
export function linePoints({ key, months }: LineSeries, of: PointsOf): TrendPoint[] {
	const { value, range, format, formatRange, opens, grows } = measures[of.name];
	return months.map((row, i) => {
		const month = of.trend.months[i]!;
		const [lo, hi] = range(row);
		const shown = format(value(row), of.currency);
		const young = grows ? row.young : null;
		return {
			month,
			rate: value(row),
			range: [lo, hi],
			lines: [
				formatMonth(month),
				lo === null ? shown : `${shown} · ${m.likely({ range: formatRange([lo, hi], of.currency) })}`,
				m.ch_trend_counts({
					leads: formatCount(row.leads),
					clients: formatCount(row.clients),
					cost: formatCost(row.cost, of.currency)
				}),
				...(young ? [young.hover] : [])
			],
			href: pointHref(of.trend, key, month, opens, of.filters),
			isYoung: young !== null
		};
	});
}
