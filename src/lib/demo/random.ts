/** Repeatable chance: every lead has its own stream of numbers, so it can be made again without those before it. */
export interface Random {
	/** Starts the stream of this number over. */
	restart(stream: number): void;
	/** From 0 up to, not including, 1. */
	next(): number;
	chance(probability: number): boolean;
	/** A whole number from 0 up to, not including, `n`. */
	below(n: number): number;
	between(low: number, high: number): number;
	pick<T>(list: readonly T[]): T;
	/** An index, chosen in proportion to the weights (not all zero). */
	weighted(weights: ArrayLike<number>): number;
	normal(): number;
	/** Log-normal: half of the values lie below `median`; `spread` is the standard deviation of the logarithm. */
	around(median: number, spread: number): number;
	exponential(mean: number): number;
	poisson(mean: number): number;
}

/** A 32-bit number of any text (FNV-1a). */
function hash(text: string): number {
	let h = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	return h >>> 0;
}

/** Random numbers by the sfc32 generator. The same seed and stream give the same numbers on every machine. */
export function createRandom(seed: string): Random {
	const key1 = hash(seed);
	const key2 = hash(`${seed}/2`);
	let a = 0;
	let b = 0;
	let c = 0;
	let counter = 1;

	const next = () => {
		const t = (((a + b) | 0) + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (c << 21) | (c >>> 11);
		c = (c + t) | 0;
		return (t >>> 0) / 4294967296;
	};
	const restart = (stream: number) => {
		a = key1;
		b = key2 ^ Math.imul(stream, 0x9e3779b1);
		c = stream | 0;
		counter = 1;
		for (let i = 0; i < 15; i++) next();
	};
	restart(0);

	const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
	return {
		restart,
		next,
		chance: (probability) => next() < probability,
		below: (n) => Math.floor(next() * n),
		between: (low, high) => low + (high - low) * next(),
		pick: (list) => list[Math.floor(next() * list.length)]!,
		weighted(weights) {
			let total = 0;
			for (let i = 0; i < weights.length; i++) total += weights[i]!;
			let left = next() * total;
			let last = 0;
			for (let i = 0; i < weights.length; i++) {
				if (!(weights[i]! > 0)) continue;
				last = i;
				left -= weights[i]!;
				if (left < 0) break;
			}
			return last;
		},
		normal,
		around: (median, spread) => median * Math.exp(spread * normal()),
		exponential: (mean) => -mean * Math.log(1 - next()),
		poisson(mean) {
			const limit = Math.exp(-mean);
			let n = 0;
			for (let p = next(); p > limit; p *= next()) n++;
			return n;
		}
	};
}
