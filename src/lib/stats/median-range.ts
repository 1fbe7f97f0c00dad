import type { Interval } from './intervals.ts';
import { tail } from './tail.ts';

/**
 * The 95 % range of the median of values in ascending order, without any assumption on how they are spread: from the
 * l-th to the l-th from the end, with the largest l for which at most l − 1 of n tosses of a coin are heads with a
 * probability of at most 2.5 % (David and Nagaraja, Order Statistics, 7.1). Nulls below six values, which have none.
 */
export function medianRange(sorted: ArrayLike<number>): Interval {
	const n = sorted.length;
	const isRare = (heads: number) => tail(heads, n / 2, n / 4).atMost <= 0.025;
	if (n === 0 || !isRare(0)) return [null, null];
	let low = 0;
	let high = Math.ceil(n / 2);
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (isRare(middle)) low = middle;
		else high = middle;
	}
	return [sorted[low]!, sorted[n - 1 - low]!];
}
