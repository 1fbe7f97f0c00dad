import { expect, it } from 'vitest';
import { medianRange } from './median-range.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

it('goes from the l-th value to the l-th from the end', () => {
	// The ranks of the tables for 95 %: 1 of 6, 2 of 10, 6 of 20, 18 of 50, 40 of 100.
	expect(medianRange(upTo(6))).toEqual([1, 6]);
	expect(medianRange(upTo(10))).toEqual([2, 9]);
	expect(medianRange(upTo(20))).toEqual([6, 15]);
	expect(medianRange(upTo(50))).toEqual([18, 33]);
	expect(medianRange(upTo(100))).toEqual([40, 61]);
});

it('holds the middle however many there are', () => {
	// ± 1.96 √n / 2 about the middle: 980 of a million.
	expect(medianRange(upTo(1_000_000))).toEqual([499_020, 500_981]);
	expect(medianRange(new Float64Array(9).fill(2))).toEqual([2, 2]);
});

it('is none for fewer than six', () => {
	expect(medianRange([])).toEqual([null, null]);
	expect(medianRange([1, 2, 3, 4, 5])).toEqual([null, null]);
});
