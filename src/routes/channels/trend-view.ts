import type { ChannelTrend, TrendFigures } from '#lib/channels/trend.ts';
import { youngOf, type Young } from '#lib/ui/maturity-text.ts';

/** One month of a row as the page draws it. */
export type LineMonth = Omit<TrendFigures, 'maturity'> & { young: Young | null };

export interface LineSeries {
	key: string | null;
	months: LineMonth[];
}

/** The rows of the trend that are sent; `rows`: how many there are in all. */
export type TrendView = Omit<ChannelTrend, 'series'> & { series: LineSeries[]; rows: number };

export const trendView = ({ series, ...trend }: ChannelTrend, most: number): TrendView => ({
	...trend,
	series: series.slice(0, most).map(({ key, months }) => ({
		key,
		months: months.map(({ maturity, ...row }) => ({ ...row, young: youngOf(maturity) }))
	})),
	rows: series.length
});
