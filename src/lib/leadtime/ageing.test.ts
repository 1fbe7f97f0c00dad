import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { stageIndex, type Stage } from '#lib/funnel/stages.ts';
import {
	ageing,
	benchmark,
	benchmarkFilters,
	stageLimit,
	waitingFilters,
	waitSteps,
	type WaitingCounts
} from './ageing.ts';

const ladder: Stage[] = ['lead', 'iql', 'mql', 'sal', 'sql', 'client'];

describe('the stages in which leads wait', () => {
	it('are the recorded ones, with the unrecorded ones after them', () => {
		expect(waitSteps(ladder, new Set<Stage>(['lead', 'mql', 'sal', 'client']))).toEqual([
			{ stage: 'lead', next: 'mql', folded: ['lead', 'iql', 'eql'] },
			{ stage: 'mql', next: 'sal', folded: ['mql'] },
			{ stage: 'sal', next: 'client', folded: ['sal', 'sql'] }
		]);
	});

	it('are all one where only arrivals and clients are recorded', () => {
		expect(waitSteps(ladder, new Set<Stage>(['lead', 'client']))).toEqual([
			{ stage: 'lead', next: 'client', folded: ['lead', 'iql', 'eql', 'mql', 'sal', 'sql'] }
		]);
	});
});

describe('the limit', () => {
	const [step] = waitSteps(ladder, new Set<Stage>(['lead', 'client']));
	const days = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

	it('is the 90th percentile of 10 leads or more', () => {
		expect(benchmark(days)).toEqual({ timed: 11, p50: 5, p90: 9 });
		expect(benchmark(days.slice(2))).toEqual({ timed: 9, p50: null, p90: null });
		expect(stageLimit(step!, benchmark(days), undefined)).toMatchObject({ agreed: null, limit: 9 });
		expect(stageLimit(step!, benchmark([]), undefined)).toMatchObject({ agreed: null, limit: null });
	});

	it('is none where 9 of 10 go on at once, unless one was agreed', () => {
		const atOnce = benchmark(Array<number>(20).fill(0));
		expect(stageLimit(step!, atOnce, undefined)).toMatchObject({ p50: 0, p90: 0, limit: null });
		expect(stageLimit(step!, atOnce, 2)).toMatchObject({ p50: 0, p90: 0, limit: 2 });
	});

	it('is what was agreed, longer or not', () => {
		expect(stageLimit(step!, benchmark(days), 30)).toMatchObject({ agreed: 30, limit: 30, p90: 9 });
		expect(stageLimit(step!, benchmark([]), 0.5)).toMatchObject({ agreed: 0.5, limit: 0.5 });
	});
});

describe('filters', () => {
	const filters = filtersSchema.parse({
		...{ from: '2026-01-01', to: '2026-02-01', asOf: '2026-03-01', mode: 'period', window: 30 },
		values: {
			...{ channel: ['Ads'], manager: ['Anna'], firstManager: ['Boris'], team: ['North'], role: ['closer'] },
			...{ stage: ['mql'], outcome: ['open'], temperature: ['hot'], 'attr.City': ['Bonn'] }
		}
	});

	it('of those that wait have no window and no period', () => {
		expect(waitingFilters(filters)).toEqual({ ...filters, mode: 'cohort', window: undefined });
	});

	it('of the usual time have no days of arrival, and nothing about where leads stand now', () => {
		expect(benchmarkFilters(filters)).toEqual({
			...waitingFilters(filters),
			...{ from: undefined, to: undefined, values: { channel: ['Ads'], 'attr.City': ['Bonn'] } }
		});
	});
});

describe('open leads', () => {
	const limits = waitSteps(ladder, new Set<Stage>(['lead', 'mql', 'client'])).map((step) =>
		stageLimit(
			step,
			step.stage === 'lead' ? { timed: 10, p50: 2, p90: 5 } : { timed: 3, p50: null, p90: null },
			undefined
		)
	);
	const cell = (stage: Stage, manager: string | null, numbers: Partial<WaitingCounts>): WaitingCounts => ({
		...{ stage: stageIndex[stage], manager, open: 0, hot: 0, withinP50: 0, withinP90: 0 },
		...{ overdue: 0, hotOverdue: 0, longestDays: 0 },
		...numbers
	});
	const counts = [
		cell('lead', 'Boris', {
			open: 4,
			hot: 2,
			withinP50: 1,
			withinP90: 3,
			overdue: 1,
			hotOverdue: 1,
			longestDays: 9
		}),
		cell('iql', 'Anna', { open: 2, overdue: 2, longestDays: 12.5 }),
		cell('sal', null, { open: 3, hot: 1, longestDays: 40 })
	];

	it('add up by stage and by manager', () => {
		const found = ageing(limits, counts, true);
		expect([found.open, found.overdue, found.hotOverdue]).toEqual([9, 3, 1]);
		expect(found.stages).toMatchObject([
			{ stage: 'lead', open: 6, hot: 2, overdue: 3, upToP50: 1, upToP90: 2, beyondP90: 3, longestDays: 12.5 },
			{ stage: 'mql', open: 3, hot: 1, overdue: 0, upToP50: null, upToP90: null, beyondP90: null }
		]);
		expect(found.managers).toEqual([
			{ key: 'Anna', open: 2, overdue: 2, hot: 0, hotOverdue: 0, longestDays: 12.5 },
			{ key: 'Boris', open: 4, overdue: 1, hot: 2, hotOverdue: 1, longestDays: 9 },
			{ key: null, open: 3, overdue: 0, hot: 1, hotOverdue: 0, longestDays: 40 }
		]);
	});

	it('have no temperature without a model', () => {
		const { hotOverdue, stages, managers } = ageing(limits, counts, false);
		expect([hotOverdue, stages[0]!.hot, managers[0]!.hotOverdue]).toEqual([null, null, null]);
	});

	it('may be none', () => {
		const found = ageing(limits, [], true);
		expect([found.open, found.overdue, found.managers]).toEqual([0, 0, []]);
		expect(found.stages[0]).toMatchObject({ open: 0, upToP50: 0, longestDays: null });
	});
});
