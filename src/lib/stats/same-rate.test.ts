import { expect, it } from 'vitest';
import { sameRate } from './same-rate.ts';

it.each([
	// Five on one side of two equals: 2 × 1/32.
	[0, 10, 5, 10, 0.0625],
	[5, 3, 0, 3, 0.0625],
	// None of 4 where three quarters are expected: 2 × 1/256.
	[0, 30, 4, 10, 2 / 256],
	// 2 or more of 3, each with 1/4: 2 × (9 + 1) / 64.
	[2, 1, 1, 3, 20 / 64],
	[10, 100, 10, 100, 1],
	[0, 10, 0, 20, 1]
])('%i in %i against %i in %i', (count1, exposure1, count2, exposure2, chance) => {
	expect(sameRate(count1, exposure1, count2, exposure2)).toBeCloseTo(chance, 12);
	expect(sameRate(count2, exposure2, count1, exposure1)).toBeCloseTo(chance, 12);
});
