/** The rates as the settings page shows them: short lists to edit, long ones in one line each. */
import { rateRows, type RateRow, type Rates } from '#lib/settings/rates.ts';

/** Rates of one currency that a form lists row by row. */
const mostRows = 24;

export interface LongRates {
	currency: string;
	count: number;
	first: string;
	last: { from: string; rate: string };
}

export function rateGroups(rates: Rates): { rows: RateRow[]; long: LongRates[] } {
	const rows: RateRow[] = [];
	const long: LongRates[] = [];
	for (const [currency, rate] of Object.entries(rates)) {
		const days = rateRows({ [currency]: rate });
		if (days.length <= mostRows) rows.push(...days);
		else {
			const { from, rate: last } = days.at(-1)!;
			const { from: first } = days[0]!;
			long.push({ currency, count: days.length, first: first!, last: { from: from!, rate: last } });
		}
	}
	return {
		rows: rows.sort((a, b) => (a.currency < b.currency ? -1 : a.currency > b.currency ? 1 : 0)),
		long
	};
}
