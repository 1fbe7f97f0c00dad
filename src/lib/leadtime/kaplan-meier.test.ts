import { describe, expect, it } from 'vitest';
import { quantile } from '#lib/stats/quantile.ts';
import { kaplanMeierMedian } from './kaplan-meier.ts';

describe('kaplanMeierMedian', () => {
	it('is that of the leukaemia data of R (survival::aml)', () => {
		const maintained = { events: [9, 13, 18, 23, 31, 34, 48], open: [13, 28, 45, 161] };
		const other = { events: [5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45], open: [16] };
		expect(kaplanMeierMedian(maintained.events, maintained.open)).toBe(31);
		expect(kaplanMeierMedian(other.events, other.open)).toBe(23);
	});

	it('is that of the remissions under 6-MP and placebo (Freireich and others, 1963)', () => {
		const treated = [6, 6, 6, 7, 10, 13, 16, 22, 23];
		const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
		const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
		expect(kaplanMeierMedian(treated, censored)).toBe(23);
		expect(kaplanMeierMedian(placebo, [])).toBe(8);
	});

	it('takes times in any order, and arrivals before those followed as long', () => {
		expect(kaplanMeierMedian([3, 1], [3, 3, 3])).toBeNull();
		expect(kaplanMeierMedian([3, 1, 3], [3])).toBe(3);
		expect(kaplanMeierMedian([3, 1, 3], [0.5, 0.9])).toBe(3);
	});

	it('is the lower of two middle values when nobody is under way', () => {
		expect(kaplanMeierMedian([4, 1, 2, 3], [])).toBe(2);
		// 1/2 is reached exactly, though 9/10 · 8/9 · … is not in binary.
		expect(kaplanMeierMedian([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [])).toBe(5);
	});

	it('is not known while most are under way, nor of nobody', () => {
		expect(kaplanMeierMedian([1, 2], [5, 5, 5])).toBeNull();
		expect(kaplanMeierMedian([], [5])).toBeNull();
		expect(kaplanMeierMedian([], [])).toBeNull();
	});

	it('lets each arrival stand for several', () => {
		expect(kaplanMeierMedian([1, 2], [5, 5, 5], 2)).toBe(2);
		expect(kaplanMeierMedian([1, 2], [5, 5, 5], 1.4)).toBeNull();
		expect(kaplanMeierMedian([1, 2], [5, 5, 5], 1.5)).toBe(2);
	});

	it('does not make the last days look fast: a steady step has the same median wherever the data end', () => {
		// One lead enters a day and needs 1 to 20 days in turn, so that half of any 20 need at most 10.
		const needs = (day: number) => 1 + ((day * 7) % 20);
		const entered = (first: number, last: number, end: number) => {
			const days = Array.from({ length: last - first }, (_, i) => first + i);
			return {
				events: days.filter((day) => day + needs(day) <= end).map(needs),
				open: days.filter((day) => day + needs(day) > end).map((day) => end - day)
			};
		};
		const medians = (of: { events: number[]; open: number[] }) => [
			quantile(
				of.events.toSorted((a, b) => a - b),
				0.5
			),
			kaplanMeierMedian(of.events, of.open)
		];
		const whole = entered(160, 200, 400);
		expect(whole.open).toEqual([]);
		expect(medians(whole)).toEqual([10.5, 10]);
		const cut = entered(180, 200, 200);
		expect(cut.open).toHaveLength(11);
		// The nine who made it so far are the fast ones.
		expect(medians(cut)).toEqual([5, 10]);
		const youngest = entered(192, 200, 200);
		expect(youngest.open).toHaveLength(7);
		expect(medians(youngest)).toEqual([5, null]);
	});
});
