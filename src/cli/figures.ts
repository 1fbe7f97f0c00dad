/** Figures as reports on a terminal write them; null: missing. */

export const n = (value: number) => value.toLocaleString('en');

/** "1 lead", "1,204 leads". */
export const count = (value: number, one: string) => `${n(value)} ${one}${value === 1 ? '' : 's'}`;

export const decimals = (value: number | null, digits = 1) =>
	value === null
		? null
		: value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const percent = (share: number | null) => (share === null ? null : `${decimals(100 * share)} %`);

type Ends = readonly [lo: number | null, hi: number | null];

export const between = (lo: string | null, hi: string | null) =>
	lo === null ? null : `${lo} – ${hi ?? '…'}`;
export const percentRange = ([lo, hi]: Ends) => between(percent(lo), percent(hi));
export const range = ([lo, hi]: Ends, digits = 0) => between(decimals(lo, digits), decimals(hi, digits));
