import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

const take = (n: number, draw: () => number) => Array.from({ length: n }, draw);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('createRandom', () => {
	it('gives the same numbers for the same seed and stream, whatever was drawn before', () => {
		const one = createRandom('a');
		const two = createRandom('a');
		two.restart(5);
		take(100, two.next);
		one.restart(7);
		two.restart(7);
		expect(take(20, one.next)).toEqual(take(20, two.next));
	});

	it('gives other numbers for another seed or stream', () => {
		const one = createRandom('a');
		const other = createRandom('b');
		expect(one.next()).not.toBe(other.next());
		one.restart(1);
		const first = one.next();
		one.restart(2);
		expect(one.next()).not.toBe(first);
	});

	it('spreads the first numbers of neighbouring streams evenly', () => {
		const random = createRandom('streams');
		const pairs = Array.from({ length: 20_000 }, (_, stream) => {
			random.restart(stream);
			return [random.next(), random.next()] as const;
		});
		expect(mean(pairs.map(([a]) => a))).toBeCloseTo(0.5, 2);
		expect(mean(pairs.map(([a, b]) => (a - 0.5) * (b - 0.5) * 12))).toBeCloseTo(0, 1);
	});

	it('draws by weight, never what has none', () => {
		const random = createRandom('weights');
		const counts = [0, 0, 0, 0];
		for (let i = 0; i < 30_000; i++) counts[random.weighted([1, 0, 3, 0])]!++;
		expect(counts[1]).toBe(0);
		expect(counts[3]).toBe(0);
		expect(counts[2]! / 30_000).toBeCloseTo(0.75, 1);
	});

	it('has the mean, the median and the spread that were asked for', () => {
		const random = createRandom('shapes');
		const values = take(20_000, () => random.around(8, 0.5)).sort((a, b) => a - b);
		expect(values[10_000]! / 8).toBeCloseTo(1, 1);
		expect(mean(take(20_000, () => random.poisson(3.5)))).toBeCloseTo(3.5, 0);
		expect(mean(take(20_000, () => random.exponential(2)))).toBeCloseTo(2, 0);
	});
});
