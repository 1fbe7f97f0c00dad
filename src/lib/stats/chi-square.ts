import gammainc from '@stdlib/math-base-special-gammainc';

/** The chance of a chi-square of `df` (above 0) degrees of freedom at least as great as `value`. */
export const chiSquareTail = (value: number, df: number): number =>
	value <= 0 ? 1 : gammainc(value / 2, df / 2, true, true);
