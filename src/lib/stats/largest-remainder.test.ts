import { expect, it } from 'vitest';
import { largestRemainder } from './largest-remainder.ts';

it.each([
	[[3333.67, 3333.67, 3333.67], 10_001, [3334, 3334, 3333]],
	[[-3.6, -2.7, -0.7], -7, [-3, -3, -1]],
	[[2.5, -2.5], 0, [3, -3]],
	[[1, 2], 3, [1, 2]],
	[[], 0, []]
])('%j makes %i', (parts, sum, rounded) => {
	expect(largestRemainder(parts, sum)).toEqual(rounded);
});
