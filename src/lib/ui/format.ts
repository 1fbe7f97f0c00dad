/**
 * Numbers, money, durations and dates as the pages show them. Everything that is missing reads "–". The locale is
 * fixed, so that a page says the same on every machine.
 */
const locale = 'en-GB';

export const missing = '–';

type Maybe<T> = T | null | undefined;

const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
const largePercents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const smallPercents = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 });

export const formatCount = (n: Maybe<number>): string => (n == null ? missing : integers.format(n));

/** A number with at most one digit after the point. */
export const formatNumber = (n: Maybe<number>): string => (n == null ? missing : oneDigit.format(n));

/**
 * A fraction as a percentage: 0.5421 → "54.2%"; below 1 % two significant digits, so that 0.04 % is not 0 %, and from
 * 1,000 % none after the point.
 */
export function formatPercent(rate: Maybe<number>): string {
	if (rate == null) return missing;
	const size = Math.abs(rate);
	const format = size < 0.01 ? smallPercents : size < 10 ? percents : largePercents;
	return withMinus(format.format(rate));
}

/** With the sign that the differences have. */
const withMinus = (text: string) => text.replace('-', '−');

/** The two ends of a range of fractions: "53.5–54.9%". */
export function formatPercentRange(range: readonly [Maybe<number>, Maybe<number>]): string {
	const [lo, hi] = range;
	if (lo == null || hi == null) return missing;
	return `${formatPercent(lo).replace('%', '')}–${formatPercent(hi)}`;
}

/** A difference of two fractions in percentage points, signed, without the unit: −0.0912 → "−9.1". */
export function formatPoints(difference: Maybe<number>): string {
	if (difference == null) return missing;
	const points = Math.round(difference * 1000) / 10;
	if (points === 0) return '0';
	return `${points > 0 ? '+' : '−'}${oneDigit.format(Math.abs(points))}`;
}

export function formatMoney(amount: Maybe<number>, currency: string): string {
	if (amount == null) return missing;
	const digits = Math.abs(amount) >= 1000 || Number.isInteger(amount) ? 0 : 2;
	const format = new Intl.NumberFormat(locale, {
		style: 'currency',
		currency,
		currencyDisplay: 'narrowSymbol',
		minimumFractionDigits: digits,
		maximumFractionDigits: digits
	});
	return withMinus(format.format(amount));
}

/** What one of something costs, as precise as it is read: cents below 20 units. */
export function formatCost(amount: Maybe<number>, currency: string): string {
	if (amount == null) return missing;
	return formatMoney(Math.abs(amount) < 20 ? amount : Math.round(amount), currency);
}

/** A duration given in days: minutes below an hour, hours below two days. */
export function formatDays(days: Maybe<number>): string {
	if (days == null) return missing;
	if (days === 0) return '0';
	if (days < 1 / 24) return `${Math.max(1, Math.round(days * 24 * 60))} min`;
	if (days < 2) return `${oneDigit.format(days * 24)} h`;
	return `${days < 10 ? oneDigit.format(days) : integers.format(days)} d`;
}

const part = (options: Intl.DateTimeFormatOptions) => {
	const made = new Map<string, Intl.DateTimeFormat>();
	return (zone: string) => {
		let format = made.get(zone);
		if (!format) {
			format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
			made.set(zone, format);
		}
		return format;
	};
};
const dates = part({ day: 'numeric', month: 'short', year: 'numeric' });
const times = part({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const months = part({ month: 'short', year: 'numeric' });
const isoDates = part({ year: 'numeric', month: '2-digit', day: '2-digit' });

/** A calendar date `YYYY-MM-DD`, or the day of an instant in `zone`: "31 Mar 2026". */
export function formatDate(at: Maybe<string>, zone = 'UTC'): string {
	if (!at) return missing;
	return dates(at.length === 10 ? 'UTC' : zone).format(new Date(at));
}

/** An instant in `zone`: "31 Mar 2026, 14:05". A mere date stays one. */
export function formatTime(at: Maybe<string>, zone: string): string {
	if (!at) return missing;
	return at.length === 10 ? formatDate(at) : times(zone).format(new Date(at));
}

/** A month by its first day, or as `YYYY-MM`: "Mar 2026". */
export const formatMonth = (month: string): string => months('UTC').format(new Date(month.slice(0, 7)));

const weekdays = { long: part({ weekday: 'long' }), short: part({ weekday: 'short' }) };

/** A day of the week, 0 is Monday: "Wednesday", or short "Wed". */
export const formatWeekday = (day: number, length: keyof typeof weekdays = 'long'): string =>
	weekdays[length]('UTC').format(Date.UTC(1970, 0, 5 + day));

/** The calendar date `YYYY-MM-DD` of an instant in `zone`. */
export function isoDay(at: string, zone: string): string {
	const parts = Object.fromEntries(
		isoDates(zone)
			.formatToParts(new Date(at))
			.map(({ type, value }) => [type, value])
	);
	return `${parts.year}-${parts.month}-${parts.day}`;
}

/** A calendar date `days` later, or earlier. */
export function addDays(date: string, days: number): string {
	const at = new Date(`${date}T00:00:00Z`);
	at.setUTCDate(at.getUTCDate() + days);
	return at.toISOString().slice(0, 10);
}

/**
 * The range from `from` to the day before `to`, in words: "1 Jan – 31 Mar 2026". Open ends read "until …", "from …",
 * and no range at all is null.
 */
export function formatRange(from: Maybe<string>, to: Maybe<string>): string | null {
	const last = to ? addDays(to, -1) : null;
	if (from && last) {
		if (from === last) return formatDate(from);
		const first = from.slice(0, 4) === last.slice(0, 4) ? formatDate(from).slice(0, -5) : formatDate(from);
		return `${first} – ${formatDate(last)}`;
	}
	if (from) return `${formatDate(from)} –`;
	return last ? `– ${formatDate(last)}` : null;
}
