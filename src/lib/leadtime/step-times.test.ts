import { describe, expect, it } from 'vitest';
import { stageIndex, type Stage } from '#lib/funnel/stages.ts';
import { madeStep, slowestSteps, stepDetail, untimedReason, type StepDetail } from './step-times.ts';

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

describe('untimedReason', () => {
	const bits = (...stages: Stage[]) => stages.reduce((mask, stage) => mask | (1 << stageIndex[stage]), 0);

	it('says why there is no duration', () => {
		expect(untimedReason(bits('lead', 'sal'), 0, step)).toBe('implied');
		expect(untimedReason(bits('lead', 'sql'), 0, step)).toBe('implied');
		expect(untimedReason(bits('sal', 'sql'), bits('sal'), step)).toBe('wrongOrder');
		expect(untimedReason(bits('sal', 'sql'), bits('mql'), step)).toBe('approximate');
	});
});

describe('slowestSteps', () => {
	const steps = (...found: [median: number, lo: number, hi: number, n?: number][]) =>
		found.map(([median, lo, hi, n = 50]): Pick<StepDetail, 'n' | 'median' | 'medianRange'> => ({
			n,
			median,
			medianRange: [lo, hi]
		}));
	const medians = (...found: Parameters<typeof steps>) =>
		slowestSteps(steps(...found)).map(({ median }) => median);

	it('is one where its range is above all others', () =>
		expect(medians([2, 1, 3], [9, 7, 12], [5, 4, 6.9])).toEqual([9]));

	it('are all that could be as slow', () =>
		expect(medians([2, 1, 3], [8, 7, 12], [9, 6, 12], [7, 5, 7])).toEqual([9, 8, 7]));

	it('takes no step with few durations, and needs two to compare', () => {
		expect(medians([2, 1, 3], [1, 0.5, 0.9], [20, 8, 40, 9])).toEqual([2]);
		expect(medians([2, 1, 3], [20, 8, 40, 9])).toEqual([]);
		expect(slowestSteps([])).toEqual([]);
	});

	it('tells steps of no time at all not apart', () => expect(medians([0, 0, 0], [0, 0, 0])).toEqual([0, 0]));
});
