/** Likely ranges of rates and of differences between rates (METHODS, section 1). */

/** The two-sided 95 % point of the normal distribution. */
export const z95 = 1.959963984540054;

export type Interval = [lo: number, hi: number] | [lo: null, hi: null];

/**
 * Wilson's interval of the rate k / n, as fractions: 95 %, or that of another two-sided point `z` of the normal
 * distribution. Nulls where there is no rate: n is 0, or k is not among the n (the two count different leads).
 */
export function wilson(k: number, n: number, z = z95): Interval {
	if (!(n > 0) || k < 0 || k > n) return [null, null];
	const p = k / n;
	const z2 = z * z;
	const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
	const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
	return [k === 0 ? 0 : Math.max(0, centre - half), k === n ? 1 : Math.min(1, centre + half)];
}

/**
 * Newcombe's 95 % interval (hybrid score) of the difference k1 / n1 − k2 / n2. Nulls where either rate is missing.
 */
export function newcombe(k1: number, n1: number, k2: number, n2: number): Interval {
	const [lo1, hi1] = wilson(k1, n1);
	const [lo2, hi2] = wilson(k2, n2);
	if (lo1 === null || lo2 === null) return [null, null];
	const p1 = k1 / n1;
	const p2 = k2 / n2;
	return [p1 - p2 - Math.hypot(p1 - lo1, hi2 - p2), p1 - p2 + Math.hypot(hi1 - p1, p2 - lo2)];
}

/** 95 % interval of the mean behind a count of independent events (the score interval of a Poisson count). */
export function poissonInterval(count: number): [lo: number, hi: number] {
	const centre = count + z95 ** 2 / 2;
	const half = z95 * Math.sqrt(count + z95 ** 2 / 4);
	return [count === 0 ? 0 : centre - half, centre + half];
}
