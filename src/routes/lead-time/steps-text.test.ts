import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import { stepDetail } from '#lib/leadtime/step-detail.ts';
import type { StepDetail } from '#lib/leadtime/step-times.ts';
import { dayRange, spokenDays, stepSentences } from './steps-text.ts';
import { stepsView } from './steps-view.ts';

const none = { implied: 0, approximate: 0, wrongOrder: 0 };

/** A step that `n` leads made, in times from `days` − 0.5 to `days` + 0.5. */
const step = (from: Stage, to: Stage, days: number, n = 21, untimed: Partial<typeof none> = {}) =>
	stepDetail(
		{ from, to },
		Float64Array.from({ length: n }, (_, i) => days + (n > 1 ? i / (n - 1) - 0.5 : 0)),
		{ ...none, ...untimed }
	);

const say = (steps: StepDetail[], filters: object = {}) => stepSentences(steps, filtersSchema.parse(filters));

describe('the sentences on the steps', () => {
	it('name the slowest step where it is one', () =>
		expect(say([step('lead', 'sal', 2), step('sal', 'sql', 9), step('sql', 'client', 4)])).toEqual([
			'The slowest step: SAL → SQL lead, half take 9 days or less.',
			'The likely range of that middle is 8.8 d to 9.3 d, above that of every other step with enough leads.'
		]));

	it('name none that could be slowest by chance', () => {
		expect(say([step('lead', 'sal', 2), step('sal', 'sql', 9), step('sql', 'client', 8.9)])).toEqual([
			'SAL → SQL lead (9 d) and SQL lead → Client (8.9 d) take longest, and which of them is slower could be chance.'
		]);
		expect(say([step('sal', 'sql', 9), step('sql', 'client', 8.9)])).toEqual([
			'No step is slower than the others by more than chance: half take 9 days or less in SAL → SQL lead, where they take longest.'
		]);
	});

	it('name none where only one has enough times', () => {
		expect(say([step('lead', 'sal', 2), step('sal', 'sql', 9, 9)])).toEqual([
			'Half of the leads go from Lead to SAL in 2 days or less; no other step has enough times to compare.'
		]);
		expect(say([step('lead', 'sal', 2, 3), step('sal', 'sql', 9, 9)])).toEqual([
			'Too few leads made a step at times that are known to say how long it takes.'
		]);
	});

	it('say what is missing where only arrival and sale are recorded', () => {
		expect(say([step('lead', 'client', 14)])).toEqual([
			'Half of the leads go from Lead to Client in 14 days or less.',
			'Only the arrival and the sale are recorded, so there is one step. With the dates of acceptance or qualification by sales, this section shows where the time goes.'
		]);
		expect(say([step('lead', 'client', 14, 0)])).toEqual([
			'No lead chosen here has gone on to a further stage: there is no time to show.'
		]);
	});

	it('say which steps leave many leads out, and why', () => {
		const [, , third, ...more] = say([
			step('lead', 'sal', 2, 20, { implied: 5 }),
			step('sal', 'sql', 9, 20, { implied: 1, approximate: 9, wrongOrder: 2 })
		]);
		expect(third).toBe(
			'37.5% of the leads that made the step SAL → SQL lead are left out: 9 because a date is unknown, 2 because the stages are recorded in the wrong order and 1 because a stage is not recorded but taken from a later one.'
		);
		expect(more).toEqual([]);
	});

	it('say how a period and a window count', () => {
		const steps = [step('lead', 'sal', 2), step('sal', 'sql', 9)];
		expect(say(steps, { mode: 'period', window: 30 }).slice(2)).toEqual([
			'By date of event: steps that were completed in these dates, whenever the lead arrived.',
			'Only steps completed within 30 days of arrival count, so the slow ones are missing.'
		]);
		expect(say([step('lead', 'sal', 2, 0)], { mode: 'period' })).toEqual([
			'No lead entered a further stage in these dates: there is no time to show.'
		]);
	});
});

it('speaks of days, and of hours below two', () => {
	expect([0, 0.5, 1.5, 2, 2.34, 9.96, 14.4, 1200].map(spokenDays)).toEqual([
		...['0 days', '12 h', '36 h', '2 days', '2.3 days', '10 days', '14 days', '1,200 days']
	]);
});

it('gives a range once where both ends read the same', () => {
	expect(dayRange([0, 0])).toBe('0');
	expect(dayRange([3, 12])).toBe('3 d to 12 d');
	expect(dayRange([null, null])).toBeNull();
});

it('puts groups with most times first, months in their order', () => {
	const groups = [
		{ key: '2026-02-01', steps: [step('lead', 'sal', 2, 5)] },
		{ key: '2026-01-01', steps: [step('lead', 'sal', 2, 3)] },
		{ key: '2026-03-01', steps: [step('lead', 'sal', 2, 8)] }
	];
	const keys = (by: string) =>
		stepsView({ steps: [], groups }, filtersSchema.parse({ by: [by] })).groups.map(({ key }) =>
			String(key).slice(5, 7)
		);
	expect(keys('month')).toEqual(['01', '02', '03']);
	expect(keys('channel')).toEqual(['03', '02', '01']);
});
