import betainc from '@stdlib/math-base-special-betainc';
import gammainc from '@stdlib/math-base-special-gammainc';

/** Variances this near to the mean, as a share of it, are that of the Poisson distribution. */
const nearly = 1e-10;

/**
 * How likely a count with this mean and variance (both above 0) is at most, and at least, the observed one (METHODS,
 * section 2): binomial where the variance is below the mean, Poisson where it is equal, negative binomial above. The
 * number of trials need not be whole, nor the observed count.
 */
export function tail(observed: number, mean: number, variance: number): { atMost: number; atLeast: number } {
	const { upTo, from } = countTails(mean, variance);
	return { atMost: upTo(observed), atLeast: from(observed) };
}

/** The same for several counts of one distribution, or for one side only. */
export function countTails(mean: number, variance: number): CountTails {
	const { upTo, from } =
		Math.abs(variance - mean) <= nearly * mean
			? poisson(mean)
			: variance < mean
				? binomial(mean, variance)
				: negativeBinomial(mean, variance);
	return { upTo: (k) => (k < 0 ? 0 : upTo(k)), from: (k) => (k <= 0 ? 1 : from(k)) };
}

export interface CountTails {
	/** Chance of k or less. */
	upTo(k: number): number;
	/** Chance of k or more. */
	from(k: number): number;
}

function poisson(mean: number): CountTails {
	return { upTo: (k) => gammainc(mean, k + 1, true, true), from: (k) => gammainc(mean, k) };
}

function binomial(mean: number, variance: number): CountTails {
	const p = 1 - variance / mean;
	const n = mean / p;
	return {
		upTo: (k) => (k >= n ? 1 : betainc(p, k + 1, n - k, true, true)),
		from: (k) => (k >= n + 1 ? 0 : betainc(p, k, n - k + 1))
	};
}

function negativeBinomial(mean: number, variance: number): CountTails {
	const r = mean ** 2 / (variance - mean);
	const q = mean / variance;
	return { upTo: (k) => betainc(q, r, k + 1), from: (k) => betainc(q, r, k, true, true) };
}
