import { expect, it } from 'vitest';
import { isFirmMonth, stepMonth, stepTrend, type StepEntries } from './step-trend.ts';

const entries = (made: number[], open: number[] = [], untimed = 0, lost = 0): StepEntries => ({
	made: Float64Array.from(made),
	open: Float64Array.from(open),
	untimed,
	lost
});
const steps = [
	{ from: 'lead', to: 'sal' },
	{ from: 'sal', to: 'client' }
] as const;

it('gives each month the median of those not lost', () => {
	expect(stepMonth('2026-01-01', entries([4, 2, 9], [5, 1], 0, 7))).toEqual({
		month: '2026-01-01',
		n: 3,
		untimed: 0,
		open: 2,
		lost: 7,
		median: 4
	});
	expect(stepMonth('2026-01-01', entries([4], [5, 6])).median).toBeNull();
});

it('lets those with a time stand for those without one', () => {
	expect(stepMonth('2026-01-01', entries([2, 3], [9, 9, 9])).median).toBeNull();
	expect(stepMonth('2026-01-01', entries([2, 3], [9, 9, 9], 2)).median).toBe(3);
	expect(stepMonth('2026-01-01', entries([], [9], 5)).median).toBeNull();
});

it('has the months of all steps, without a gap, the newest 24 of them', () => {
	const trend = stepTrend(steps, [
		new Map([['2025-12-01', entries([1, 2, 3])]]),
		new Map([['2026-02-01', entries([], [20])]])
	]);
	expect(trend.months).toEqual(['2025-12-01', '2026-01-01', '2026-02-01']);
	expect(trend.steps.map(({ from, months }) => [from, months.map(({ median }) => median)])).toEqual([
		['lead', [2, null, null]],
		['sal', [null, null, null]]
	]);
	expect(trend.steps[1]!.months[2]).toMatchObject({ n: 0, open: 1 });
	const long = stepTrend(steps, [
		new Map([
			['2020-01-01', entries([1])],
			['2026-02-01', entries([2])]
		]),
		new Map()
	]);
	expect([long.months.length, long.months[0]]).toEqual([24, '2024-03-01']);
});

it('has no months without entries', () => expect(stepTrend([], [])).toEqual({ months: [], steps: [] }));

it('calls a month firm from ten times on, unless more leads are still open', () => {
	const month = (n: number, open = 0, untimed = 0) =>
		stepMonth('2026-01-01', entries(new Array<number>(n).fill(1), new Array<number>(open).fill(2), untimed));
	const months = [month(9), month(10), month(12, 12), month(12, 13), month(12, 13, 1)];
	expect(months.map(isFirmMonth)).toEqual([false, true, true, false, true]);
});
