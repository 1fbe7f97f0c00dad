import { describe, expect, it } from 'vitest';
import { stepDetail } from './step-detail.ts';
import { madeStep } from './step-times.ts';

const step = { from: 'sal', to: 'sql' } as const;
const none = { implied: 0, approximate: 0, wrongOrder: 0 };
const of = (days: number[], untimed = none) => stepDetail(step, Float64Array.from(days), untimed);

describe('stepDetail', () => {
	it('is made of sorted durations and of what is left out', () => {
		const found = of([0, 0.5, 1, 1.5, 2, 4, 8, 15, 31, 91], { implied: 2, approximate: 3, wrongOrder: 1 });
		expect(found).toEqual({
			from: 'sal',
			to: 'sql',
			n: 10,
			median: 3,
			p75: 13.25,
			p90: expect.closeTo(37, 9),
			leftOut: 6,
			medianRange: [0.5, 31],
			bins: [2, 2, 1, 1, 1, 1, 1, 1],
			untimed: { implied: 2, approximate: 3, wrongOrder: 1 }
		});
		expect(madeStep(found)).toBe(16);
	});

	it('has half-open bins', () =>
		expect(of([0.999, 1, 1.999, 2, 3.999, 7.999, 8, 14.999, 30.999, 90.999, 4000]).bins).toEqual([
			...[1, 2, 2, 1, 2, 1, 1, 1]
		]));

	it('has no quantiles of nobody', () =>
		expect(of([])).toMatchObject({
			n: 0,
			median: null,
			p75: null,
			p90: null,
			leftOut: 0,
			medianRange: [null, null],
			bins: [0, 0, 0, 0, 0, 0, 0, 0]
		}));
});
