/** Chances (p values) of many comparisons made at once, adjusted so that some may be called "not chance". */

/** Differences whose adjusted chance is at most this are called no chance. */
export const level = 0.05;

/** Places of the values in ascending order. */
const ascending = (values: readonly number[]) =>
	values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!);

/**
 * Benjamini–Hochberg: of those called different at or below 5 %, at most 5 % on average are not. In the order given.
 */
export function benjaminiHochberg(chances: readonly number[]): number[] {
	const adjusted = new Array<number>(chances.length);
	let least = 1;
	for (const [place, i] of [...ascending(chances).entries()].reverse()) {
		least = Math.min(least, (chances[i]! * chances.length) / (place + 1));
		adjusted[i] = least;
	}
	return adjusted;
}

/** Holm: with at most 5 % chance is any one called different at or below 5 % that is not. In the order given. */
export function holm(chances: readonly number[]): number[] {
	const adjusted = new Array<number>(chances.length);
	let most = 0;
	for (const [place, i] of ascending(chances).entries()) {
		most = Math.max(most, Math.min(1, chances[i]! * (chances.length - place)));
		adjusted[i] = most;
	}
	return adjusted;
}
