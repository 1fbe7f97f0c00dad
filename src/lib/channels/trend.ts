/** What each channel (or campaign, …) cost and brought month by month, the rows that cost most first. */
import { addMonths } from '#lib/filters/compare.ts';
import { maturityColumns, maturityValues } from '#lib/leadtime/maturity-columns.ts';
import type { ChannelFigures, ChannelKey, ChannelRow } from './report.ts';

/** Figures of one month that a line is drawn of, or that its points rest on. */
export const trendFigures = [
	'leads',
	'sql',
	'clients',
	'conversion',
	'interval',
	'cost',
	'cac',
	'cacInterval',
	'costPerSql',
	'costPerSqlInterval'
] as const;
export type TrendFigures = Pick<ChannelFigures, (typeof trendFigures)[number] | 'maturity'>;

export interface TrendSeries {
	/** The value of the breakdown, null for none. */
	key: string | null;
	/** One for each month of the trend. */
	months: TrendFigures[];
}

export interface ChannelTrend {
	/** The breakdown that the rows are values of. */
	by: string;
	/** First days of months, one after the other, the newest last. */
	months: string[];
	/** Most spend first, then most leads. */
	series: TrendSeries[];
}

/** The lines of longer histories could not be read. */
export const mostMonths = 24;

/** The first day of the month of a date. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** The newest months up to `last`, at most `mostMonths` and none before `first`, in order. */
export function lastMonths(last: string, first: string | null = null): string[] {
	const months: string[] = [];
	for (
		let month = last;
		months.length < mostMonths && (!first || month >= first);
		month = addMonths(month, -1)
	)
		months.unshift(month);
	return months;
}

/** The figures of one row in one month. */
export interface MonthRow {
	key: string | null;
	month: string;
	row: TrendFigures;
}

/** A row by two keys, the second of which is a month. */
export const monthRow = ({ key, ...row }: ChannelRow): MonthRow => {
	const [value, month] = key as Extract<ChannelKey, unknown[]>;
	return { key: value, month: month!, row };
};

/**
 * Rows of months as one series a key. Months without any leads or costs before the first that has some are left out;
 * where a row has nothing in a month, it had no leads, and cost `none`.
 */
export function channelTrend(
	by: string,
	months: readonly string[],
	rows: readonly MonthRow[],
	none: 0 | null
): ChannelTrend {
	const known = new Map<string | null, Map<string, TrendFigures>>();
	for (const { key, month, row } of rows) {
		const ofKey = known.get(key) ?? new Map<string, TrendFigures>();
		known.set(key, ofKey.set(month, row));
	}
	const filled = new Set(rows.filter(({ row }) => isAny(row)).map(({ month }) => month));
	const first = months.findIndex((month) => filled.has(month));
	const shown = first < 0 ? [] : months.slice(first);
	const series = [...known]
		.map(([key, ofKey]): TrendSeries => ({
			key,
			months: shown.map((month) => pick(ofKey.get(month)) ?? nothing(none))
		}))
		.filter(({ months }) => months.some(isAny));
	return { by, months: shown, series: series.sort(bySpend) };
}

const isAny = ({ leads, sql, clients, cost }: TrendFigures) => leads + sql + clients > 0 || !!cost;

const pick = (row: TrendFigures | undefined): TrendFigures | undefined =>
	row &&
	(Object.fromEntries(
		[...trendFigures, 'maturity' as const].map((name) => [name, row[name]])
	) as unknown as TrendFigures);

const nothing = (cost: 0 | null): TrendFigures => ({
	leads: 0,
	sql: 0,
	clients: 0,
	conversion: null,
	interval: [null, null],
	cost,
	cac: null,
	cacInterval: [null, null],
	costPerSql: null,
	costPerSqlInterval: [null, null],
	maturity: null
});

function bySpend(a: TrendSeries, b: TrendSeries): number {
	const sum = ({ months }: TrendSeries, name: 'cost' | 'leads') =>
		months.reduce((total, month) => total + (month[name] ?? 0), 0);
	return (
		sum(b, 'cost') - sum(a, 'cost') ||
		sum(b, 'leads') - sum(a, 'leads') ||
		((a.key ?? '') < (b.key ?? '') ? -1 : 1)
	);
}

/** A row a month of each series, with the names of the JSON. */
export const trendTable = ({ by, months, series }: ChannelTrend) => ({
	header: [
		by,
		'month',
		...trendFigures.flatMap((name) =>
			name === 'interval' || name.endsWith('Interval') ? [`${name}Low`, `${name}High`] : [name]
		),
		...maturityColumns
	],
	rows: series.flatMap(({ key, months: figures }) =>
		figures.map((row, i) => [
			...[key, months[i]!, ...trendFigures.flatMap((name) => row[name])],
			...maturityValues(row.maturity)
		])
	)
});
