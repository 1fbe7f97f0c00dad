/** Money as whole minor units, so that sums are exact. */

/** Digits after the point in a currency (ISO 4217, as Intl knows it): 2 for EUR, 0 for JPY. */
export const currencyDigits = (currency: string): number =>
	new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/**
 * Decimal text as minor units, halves away from zero.
 * Throws RangeError above 2^53 minor units, where a number is no longer exact.
 */
export function toMinor(decimal: string, digits: number): number {
	const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(decimal);
	if (!match) throw new RangeError(`"${decimal}" is not a decimal number`);
	const fraction = (match[3] ?? '').padEnd(digits + 1, '0');
	const up = fraction[digits]! >= '5' ? 1 : 0;
	const minor = Number(match[2] + fraction.slice(0, digits)) + up;
	if (!Number.isSafeInteger(minor)) throw new RangeError(`"${decimal}" is too large for an amount of money`);
	return match[1] && minor ? -minor : minor;
}

const placesOf = (text: string) => (text.includes('.') ? text.length - text.indexOf('.') - 1 : 0);
const withoutPoint = (text: string) => BigInt(text.replace('.', ''));

function withPoint(whole: bigint, places: number): string {
	const digits = String(whole < 0n ? -whole : whole).padStart(places + 1, '0');
	const at = digits.length - places;
	return `${whole < 0n ? '-' : ''}${digits.slice(0, at)}${places ? `.${digits.slice(at)}` : ''}`;
}

/** The exact product of two decimal texts without exponents. */
export const timesDecimal = (a: string, b: string): string =>
	withPoint(withoutPoint(a) * withoutPoint(b), placesOf(a) + placesOf(b));

/** The exact sum of decimal texts without exponents; of none 0. */
export function sumDecimals(terms: readonly string[]): string {
	const places = Math.max(0, ...terms.map(placesOf));
	const scaled = (text: string) => withoutPoint(text) * 10n ** BigInt(places - placesOf(text));
	return withPoint(
		terms.reduce((sum, term) => sum + scaled(term), 0n),
		places
	);
}

export const fromMinor = (minor: number, digits: number): number => minor / 10 ** digits;
