/** Arrays of numbers that a query gives as text. */

/** Read as JSON, ten times as fast as an array of the driver; null: none. */
export const readNumbers = (array: string | null): Float64Array =>
	Float64Array.from(array === null ? [] : (JSON.parse(`[${array.slice(1, -1)}]`) as number[]));

/** All of them in ascending order. */
export function sortedNumbers(parts: readonly Float64Array[]): Float64Array {
	const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all.sort();
}
