/** What a number of a sheet is, told by the format in which Excel shows it. */

export interface NumberFormat {
	date: boolean;
	time: boolean;
	/** Hours go on beyond 24. */
	elapsed: boolean;
}

const builtIn: [from: number, to: number, format: NumberFormat][] = [
	[14, 17, { date: true, time: false, elapsed: false }],
	[18, 21, { date: false, time: true, elapsed: false }],
	[22, 22, { date: true, time: true, elapsed: false }],
	// Dates of East Asian editions.
	[27, 31, { date: true, time: false, elapsed: false }],
	[32, 35, { date: false, time: true, elapsed: false }],
	[36, 36, { date: true, time: false, elapsed: false }],
	[45, 45, { date: false, time: true, elapsed: false }],
	[46, 46, { date: false, time: true, elapsed: true }],
	[47, 47, { date: false, time: true, elapsed: false }],
	[50, 58, { date: true, time: false, elapsed: false }]
];

/** Of a format that Excel knows by number; null if it shows a number. */
export const builtInFormat = (id: number): NumberFormat | null =>
	builtIn.find(([from, to]) => id >= from && id <= to)?.[2] ?? null;

/** Of a format's code such as `dd.mm.yyyy hh:mm`; null if it shows a number. */
export function numberFormat(code: string): NumberFormat | null {
	const elapsed = /\[(?:h+|m+|s+)\]/i.test(code);
	const letters = code
		.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
		.split(';', 1)[0]!
		.replaceAll(/general|am\/pm|a\/p/gi, '')
		.toLowerCase();
	const time = elapsed || /[hs]/.test(letters);
	const date = /[yd]/.test(letters) || (letters.includes('m') && !time);
	return date || time ? { date, time, elapsed } : null;
}

const day = 86_400_000;
/** Excel counts from here, and takes 1900 for a leap year. */
const epoch = Date.UTC(1899, 11, 30);
const leapDay = 61;
const offset1904 = 1462;
const mostDays = 2_958_466;

/** A number as the sheet means it: ISO 8601 without an offset, a duration `26:43:00`, or a decimal number. */
export function numberText(value: number, format: NumberFormat | null, from1904: boolean): string {
	if (!format || value < 0 || value >= mostDays) return decimalText(value);
	const ms = Math.round(value * day);
	if (format.elapsed || !format.date || (ms < day && !from1904))
		return clock(ms, value < 1 && !format.elapsed);
	const days = value + (from1904 ? offset1904 : value < leapDay - 1 ? 1 : 0);
	const iso = new Date(epoch + Math.round(days * day)).toISOString();
	if (!format.time && ms % day === 0) return iso.slice(0, 10);
	return iso.slice(0, -1).replace(/\.000$/, '');
}

function clock(ms: number, ofDay: boolean): string {
	const seconds = Math.round(ms / 1000);
	const hours = String(Math.floor(seconds / 3600)).padStart(ofDay ? 2 : 1, '0');
	const pair = (value: number) => String(value % 60).padStart(2, '0');
	return `${hours}:${pair(Math.floor(seconds / 60))}:${pair(seconds)}`;
}

/**
 * Plain digits, without the noise that Excel's own 15 digits do not show. A number beyond those that are exact, such as a
 * long id, stays `5.8E+18`, so that it shows that it was rounded.
 */
function decimalText(value: number): string {
	if (Math.abs(value) >= 2 ** 53) return value.toExponential().toUpperCase();
	if (Number.isInteger(value)) return String(value);
	const exact = Number(value.toPrecision(15));
	const text = String(exact);
	return text.includes('e') ? exact.toFixed(20).replace(/\.?0+$/, '') : text;
}
