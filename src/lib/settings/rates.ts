/** Exchange rates as the settings keep them: how much of the reporting currency one unit of another one is. */

/** Decimal text for all days, or by the first day (`YYYY-MM-DD`) that it is for, until the next one. */
export type Rate = string | Readonly<Record<string, string>>;
/** By currency (ISO 4217). */
export type Rates = Readonly<Record<string, Rate>>;

const firstDays = new WeakMap<object, readonly string[]>();

function sortedDays(dated: Readonly<Record<string, string>>): readonly string[] {
	let days = firstDays.get(dated);
	if (!days) firstDays.set(dated, (days = Object.keys(dated).sort()));
	return days;
}

/** The rate of a currency on a day (`YYYY-MM-DD`), as decimal text; null where none is set, or only later ones. */
export function rateOn(rates: Rates, currency: string, day: string): string | null {
	const rate = Object.hasOwn(rates, currency) ? rates[currency]! : null;
	if (rate === null || typeof rate === 'string') return rate;
	if (Object.hasOwn(rate, day)) return rate[day]!;
	const days = sortedDays(rate);
	let [low, high] = [0, days.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (days[middle]! <= day) low = middle + 1;
		else high = middle;
	}
	return low === 0 ? null : rate[days[low - 1]!]!;
}

export interface RateRow {
	currency: string;
	/** Null: for all days. */
	from: string | null;
	rate: string;
}

/** The rates of all currencies as rows, by currency and day. */
export const rateRows = (rates: Rates): RateRow[] =>
	Object.entries(rates)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([currency, rate]): RateRow[] =>
			typeof rate === 'string'
				? [{ currency, from: null, rate }]
				: sortedDays(rate).map((from) => ({ currency, from, rate: rate[from]! }))
		);
