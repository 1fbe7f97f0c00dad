import { expect, it } from 'vitest';
import { costPerResult } from './cost-per-result.ts';

it.each([
	[1000, 4, 250, 97.22011773230587, 642.8710585610769],
	[25000, 812, 30.788177339901477, 28.74210332778459, 32.97990592765317]
])('%f for %i results', (cost, results, value, lo, hi) => {
	const made = costPerResult(cost, results);
	expect(made.value).toBeCloseTo(value, 9);
	expect(made.interval[0]).toBeCloseTo(lo, 9);
	expect(made.interval[1]).toBeCloseTo(hi, 9);
});

it('has only a lower end without results', () => {
	const { value, interval } = costPerResult(1000, 0);
	expect(value).toBeNull();
	expect(interval[0]).toBeCloseTo(260.3177716270057, 9);
	expect(interval[1]).toBeNull();
});

it.each([[null], [0], [-20]])('has none for a cost of %s', (cost) => {
	expect(costPerResult(cost, 3)).toEqual({ value: null, interval: [null, null] });
});
