/** The periods that the filter bar offers, as whole months around the day up to which there are data. */

export const periodNames = [
	'thisMonth',
	'lastMonth',
	'last3Months',
	'last12Months',
	'thisQuarter',
	'thisYear',
	'all'
] as const;
export type PeriodName = (typeof periodNames)[number];

export interface Period {
	from?: string;
	/** Not included. */
	to?: string;
}

const monthStart = (year: number, month: number): string =>
	new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);

/**
 * Each preset's range. `today` (`YYYY-MM-DD`) is the last day with data; "last N months" are the N calendar months
 * that end with its month, so that the newest leads are in.
 */
export function periodPresets(today: string): Record<PeriodName, Period> {
	const year = Number(today.slice(0, 4));
	const month = Number(today.slice(5, 7)) - 1;
	const months = (first: number, after: number): Period => ({
		from: monthStart(year, first),
		to: monthStart(year, after)
	});
	const quarter = month - (month % 3);
	return {
		thisMonth: months(month, month + 1),
		lastMonth: months(month - 1, month),
		last3Months: months(month - 2, month + 1),
		last12Months: months(month - 11, month + 1),
		thisQuarter: months(quarter, quarter + 3),
		thisYear: months(0, 12),
		all: {}
	};
}
