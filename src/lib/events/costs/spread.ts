/** Spreads what a period cost over its days (mapping option `spread`). */
import { isoDay, dayNumber } from '../zone.ts';

/** About ten years. */
export const mostDays = 3653;

/** The days from `first` to `last` (`YYYY-MM-DD`), both in. */
export const daysOf = (first: string, last: string): string[] => {
	const start = dayNumber(first);
	return Array.from({ length: dayNumber(last) - start + 1 }, (_, i) => isoDay(start + i));
};

/** The first and the last day of the month of a day. */
export function monthOf(day: string): [first: string, last: string] {
	const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
	return [`${day.slice(0, 8)}01`, new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)];
}

/**
 * Splits whole units into `parts` that differ by one at most and add up exactly (largest remainder); the larger parts
 * are spread evenly.
 */
export function splitUnits(units: bigint, parts: number): bigint[] {
	const total = units < 0n ? -units : units;
	const count = BigInt(parts);
	const upTo = (part: number) => (total * BigInt(part)) / count;
	return Array.from({ length: parts }, (_, i) => {
		const part = upTo(i + 1) - upTo(i);
		return units < 0n ? -part : part;
	});
}

/** Splits decimal text, in steps of its last digit or of `digits` after the point, whichever is finer. */
export function splitDecimal(decimal: string, digits: number, parts: number): string[] {
	const point = decimal.indexOf('.');
	const places = Math.max(digits, point < 0 ? 0 : decimal.length - point - 1);
	const own = point < 0 ? 0 : decimal.length - point - 1;
	const units = BigInt(decimal.replace('.', '') + '0'.repeat(places - own));
	return splitUnits(units, parts).map((part) => unitsText(part, places));
}

function unitsText(units: bigint, places: number): string {
	const text = String(units < 0n ? -units : units).padStart(places + 1, '0');
	const at = text.length - places;
	return `${units < 0n ? '-' : ''}${text.slice(0, at)}${places ? `.${text.slice(at)}` : ''}`;
}

/** A count over `parts` days; null stays unknown. */
export const splitCount = (count: number | null, parts: number): (number | null)[] =>
	count === null ? Array.from({ length: parts }, () => null) : splitUnits(BigInt(count), parts).map(Number);
