/** How many times one rate is another, with its range. */

export interface Ratio {
	value: number;
	lo: number;
	hi: number;
}

/**
 * The rate a / n against the rate b / m, each with half an event added so that neither is nothing:
 * ((a + .5)/(n + 1)) / ((b + .5)/(m + 1)), se² of its logarithm 1/(a + .5) − 1/(n + 1) + 1/(b + .5) − 1/(m + 1)
 * (METHODS, section 7: Leak). `z`: how many of them the range goes to either side. Null if nobody is on one side.
 */
export function rateRatio(a: number, n: number, b: number, m: number, z: number): Ratio | null {
	if (n === 0 || m === 0) return null;
	const value = (a + 0.5) / (n + 1) / ((b + 0.5) / (m + 1));
	const se = Math.sqrt(1 / (a + 0.5) - 1 / (n + 1) + 1 / (b + 0.5) - 1 / (m + 1));
	return { value, lo: value * Math.exp(-z * se), hi: value * Math.exp(z * se) };
}
