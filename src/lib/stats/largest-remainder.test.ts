import { expect, it } from 'vitest';
import { largestRemainder } from './largest-remainder.ts';

it.each([
	// Fixture money-largest-remainder of METHODS.
	[[10_001 / 3, 10_001 / 3, 10_001 / 3], 10_001, [3334, 3334, 3333]],
	[[-3.6, -2.7, -0.7], -7, [-3, -3, -1]],
	[[2.5, -2.5], 0, [3, -3]],
	[[-2.5, -2.5], -5, [-2, -3]],
	[[3.2, 3.7, 3.1], 10, [3, 4, 3]],
	[[1, 2], 3, [1, 2]],
	[[], 0, []]
])('%j makes %i', (parts, total, whole) => {
	expect(largestRemainder(parts, total)).toEqual(whole);
});

it('refuses parts of another total', () => {
	expect(() => largestRemainder([1, 2], 100)).toThrow('The parts of 100 add up to 3.');
});

it('adds up also where the parts are too large to be exact', () => {
	expect(largestRemainder([2 ** 52 + 1, 2 ** 52 + 1], 2 ** 53 - 1)).toEqual([2 ** 52, 2 ** 52 - 1]);
});
