import { expect, test } from 'vitest';
import { asOf, asOfDepth } from './as-of.ts';

const day = 86_400_000;
const base = Date.UTC(2026, 0, 1);
/** Times in days after the base, the newest first. */
const times = (...days: number[]) => days.map((d) => base + d * day);

test('the newest time counts while the events are few', () => {
	expect(asOf(times(400), 999)).toBe(base + 400 * day);
	expect(asOfDepth(999)).toBe(1);
});

test('a tail of at most 0.1 % behind 14 days does not count', () => {
	expect(asOfDepth(3000)).toBe(4);
	expect(asOf(times(400, 399, 100, 99), 3000)).toBe(base + 100 * day);
	expect(asOf(times(400, 399, 398, 100), 3000)).toBe(base + 100 * day);
});

test('of several gaps the earliest ends the data', () => {
	expect(asOf(times(400, 300, 200, 100), 3000)).toBe(base + 100 * day);
	expect(asOf(times(400, 300, 290, 289), 3000)).toBe(base + 300 * day);
});

test('13 days are no gap, and a larger tail counts', () => {
	expect(asOf(times(113, 100, 99, 98), 3000)).toBe(base + 113 * day);
	expect(asOf(times(400, 399, 398, 397), 3000)).toBe(base + 400 * day);
});

test('no events, no date', () => {
	expect(asOf([], 0)).toBeNull();
});
