import { poissonInterval } from './intervals.ts';

export interface CostPerResult {
	/** null without a result. */
	value: number | null;
	/** 95 %; the upper end is null without a result: it has no limit. */
	interval: [lo: number | null, hi: number | null];
}

/**
 * Cost of one result: cost / results, with the range of the results that the same money brings by chance (the score
 * interval of a Poisson count; METHODS, section 3). Nulls where nothing was paid, or more was paid back than paid.
 */
export function costPerResult(cost: number | null, results: number): CostPerResult {
	if (cost === null || !(cost > 0)) return { value: null, interval: [null, null] };
	const [lo, hi] = poissonInterval(results);
	return {
		value: results > 0 ? cost / results : null,
		interval: [cost / hi, results > 0 ? cost / lo : null]
	};
}
