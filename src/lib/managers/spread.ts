/** By how much managers differ among themselves, beyond what luck makes of their counts (METHODS, section 6). */
import { isEnough } from '#lib/stats/enough.ts';
import { quantile } from '#lib/stats/quantile.ts';

/** What was made and what was to be expected of the same leads. */
export interface Moments {
	observed: number;
	expected: number;
	variance: number;
}

export interface Spread {
	/** How many times as much as luck alone makes them differ; null where too few can be measured. */
	dispersion: number | null;
	/** τ, as a share of what is expected: 0.27 is ± 27 %; 0 where luck explains the differences. */
	spread: number;
}

/** Fewer managers than this do not tell a spread. */
const fewest = 5;

/** Mean square of normal deviates winsorised at their 10th and 90th percentile; fitted to simulations. */
export const winsorisedSquare = (k: number): number => 0.6787 + 0.26 / k;

/** The sum of k such squares that luck alone hardly passes (one time in twenty). */
export const spreadLimit = (k: number): number => 0.6787 * k + 1.9 * Math.sqrt(k) + 1.35;

export function spreadOf(managers: Iterable<Moments>): Spread {
	const measured = [...managers].filter(({ expected, variance }) => isEnough(expected) && variance > 0);
	const k = measured.length;
	if (k < fewest) return { dispersion: null, spread: 0 };
	const deviations = Float64Array.from(
		measured,
		({ observed, expected, variance }) => (observed - expected) / Math.sqrt(variance)
	).sort();
	const low = quantile(deviations, 0.1)!;
	const high = quantile(deviations, 0.9)!;
	const squares = deviations.reduce((sum, z) => sum + Math.min(high, Math.max(low, z)) ** 2, 0);
	const dispersion = squares / (k * winsorisedSquare(k));
	if (squares <= spreadLimit(k)) return { dispersion, spread: 0 };
	let weights = 0;
	let weightsSquared = 0;
	for (const { expected, variance } of measured) {
		const weight = expected ** 2 / variance;
		weights += weight;
		weightsSquared += weight ** 2;
	}
	const square = (k * dispersion - (k - 1)) / (weights - weightsSquared / weights);
	return { dispersion, spread: Math.sqrt(Math.max(0, square)) };
}
