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

/** The exact product of two decimal texts without exponents. */
export function timesDecimal(a: string, b: string): string {
	const digitsAfterPoint = (text: string) => (text.includes('.') ? text.length - text.indexOf('.') - 1 : 0);
	const whole = (text: string) => BigInt(text.replace('.', ''));
	const product = whole(a) * whole(b);
	const places = digitsAfterPoint(a) + digitsAfterPoint(b);
	const digits = String(product < 0n ? -product : product).padStart(places + 1, '0');
	const at = digits.length - places;
	return `${product < 0n ? '-' : ''}${digits.slice(0, at)}${places ? `.${digits.slice(at)}` : ''}`;
}

export const fromMinor = (minor: number, digits: number): number => minor / 10 ** digits;
