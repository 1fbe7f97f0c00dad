import type { Random } from './random.ts';
import type { Weighted } from './words.ts';

const weightsOf = new Map<Weighted, number[]>();

/** One of the words, in proportion to their weights. */
export function draw(words: Weighted, random: Random): string {
	let weights = weightsOf.get(words);
	if (!weights) weightsOf.set(words, (weights = words.map(([, weight]) => weight)));
	return words[random.weighted(weights)]![0];
}

/** The same for reasons, where '' stands for none given. */
export const drawReason = (words: Weighted, random: Random) => draw(words, random) || undefined;
