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

/** More would slow down every report, which reads them all. */
export const mostRates = 50_000;

export const countRates = (rates: Rates): number =>
	Object.values(rates).reduce(
		(sum, rate) => sum + (typeof rate === 'string' ? 1 : Object.keys(rate).length),
		0
	);

/** What a file of rates changes for one currency. */
export interface RateChange {
	currency: string;
	/** Days that had no rate of their own, that had another one, and that had the same. */
	added: number;
	changed: number;
	known: number;
	/** The rate for all days that the dated ones take the place of. */
	replaced: string | null;
	/** The last one of the file. */
	last: { from: string; rate: string };
}

/** The rates with those of a file put in, by currency and day, and what that changes, by currency. */
export function mergeRates(
	rates: Rates,
	given: readonly { currency: string; from: string; rate: string }[]
): { rates: Rates; changes: RateChange[] } {
	const merged = new Map<string, Record<string, string>>();
	const changes = new Map<string, RateChange>();
	for (const { currency, from, rate } of given) {
		let dated = merged.get(currency);
		let change = changes.get(currency);
		if (!dated || !change) {
			const before = rates[currency];
			dated = typeof before === 'object' ? { ...before } : {};
			const replaced = typeof before === 'string' ? before : null;
			change = { currency, added: 0, changed: 0, known: 0, replaced, last: { from, rate } };
			merged.set(currency, dated);
			changes.set(currency, change);
		}
		const before = dated[from];
		change[before === undefined ? 'added' : before === rate ? 'known' : 'changed']++;
		if (from >= change.last.from) change.last = { from, rate };
		dated[from] = rate;
	}
	return {
		rates: { ...rates, ...Object.fromEntries(merged) },
		changes: [...changes.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1))
	};
}
