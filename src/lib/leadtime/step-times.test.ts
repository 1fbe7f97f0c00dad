import { describe, expect, it } from 'vitest';
import { stageIndex, type Stage } from '#lib/funnel/stages.ts';
import { slowestSteps, untimedReason, type StepDetail } from './step-times.ts';

const step = { from: 'sal', to: 'sql' } as const;

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
