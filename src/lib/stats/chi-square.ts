import gammainc from '@stdlib/math-base-special-gammainc';

/** The chance of a chi-square of `df` (above 0) degrees of freedom at least as great as `value`. */
export const chiSquareTail = (value: number, df: number): number =>
	value <= 0 ? 1 : gammainc(value / 2, df / 2, true, true);

/** The value that a chi-square of `df` (above 0) degrees of freedom exceeds with this chance (0..1, ends excluded). */
export function chiSquarePoint(chance: number, df: number): number {
	let low = 0;
	let high = df + 1;
	while (chiSquareTail(high, df) > chance) {
		low = high;
		high *= 2;
	}
	while (high - low > 1e-13 * high) {
		const mid = (low + high) / 2;
		if (mid === low || mid === high) break;
		if (chiSquareTail(mid, df) > chance) low = mid;
		else high = mid;
	}
	return (low + high) / 2;
}

/** The value that a normal variable exceeds with this chance (0 to .5, ends excluded): its square is a chi-square. */
export const normalPoint = (chance: number): number => Math.sqrt(chiSquarePoint(2 * chance, 1));
