import { tail } from './tail.ts';

/**
 * Where a count with this mean and variance lies with the probability `share`: the smallest whole numbers that it does
 * not pass with a probability of at least (1 − share) / 2, and of at least (1 + share) / 2.
 */
export function countRange(mean: number, variance: number, share: number): [lo: number, hi: number] {
	if (mean <= 0 || variance <= 0) return [mean, mean];
	const smallest = (probability: number) => {
		let below = -1;
		let reached = Math.ceil(mean + 10 * Math.sqrt(variance) + 10);
		while (reached - below > 1) {
			const middle = Math.floor((below + reached) / 2);
			if (tail(middle, mean, variance).atMost >= probability) reached = middle;
			else below = middle;
		}
		return reached;
	};
	return [smallest((1 - share) / 2), smallest((1 + share) / 2)];
}
