import { expect, it } from 'vitest';
import { quantile } from './quantile.ts';

it('is linear between neighbours', () => {
	expect(quantile([1, 2, 4, 8], 0.5)).toBe(3);
	expect(quantile([1, 2, 4, 8], 0.25)).toBe(1.75);
	expect(quantile([1, 2, 3, 4, 5], 0.9)).toBeCloseTo(4.6, 12);
});

it('takes the ends', () => {
	expect(quantile([1, 2, 9], 0)).toBe(1);
	expect(quantile([1, 2, 9], 1)).toBe(9);
	expect(quantile([3], 0.5)).toBe(3);
});

it('is null for nothing', () => {
	expect(quantile([], 0.5)).toBeNull();
});
