import { expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { stepOfMonth, trendPoints, trendSteps } from './trend-points.ts';

const stage = (name: 'lead' | 'sal' | 'client', reached: number) => ({
	stage: name,
	reached,
	fromPrevious: null,
	fromFirst: null,
	interval: [null, null] as [null, null]
});
const january = {
	month: '2026-01-01',
	leads: 100,
	stages: [stage('lead', 100), stage('sal', 20), stage('client', 7)],
	young: null
};

it('has the whole road first, then each step', () => {
	expect(trendSteps(['lead', 'sal', 'client'])).toEqual([
		{ from: 'lead', to: 'client' },
		{ from: 'lead', to: 'sal' },
		{ from: 'sal', to: 'client' }
	]);
	expect(trendSteps(['lead', 'client'])).toEqual([{ from: 'lead', to: 'client' }]);
	expect(trendSteps(['lead'])).toEqual([]);
});

it('counts a step of a month with its likely range', () => {
	const road = stepOfMonth(january, { from: 'lead', to: 'client' }, 'cohort');
	expect(road).toMatchObject({ reached: 7, before: 100, rate: 0.07 });
	expect(road.range[1]).toBeCloseTo(0.1375, 4);
	expect(stepOfMonth(january, { from: 'sal', to: 'client' }, 'period').range).toEqual([null, null]);
	expect(stepOfMonth({ ...january, stages: [] }, { from: 'lead', to: 'sal' }, 'cohort').rate).toBeNull();
});

it('says the numbers of a point and opens its leads', () => {
	const filters = filtersSchema.parse({ from: '2026-01-10', values: { channel: ['Ads'] } });
	expect(trendPoints([january], { from: 'lead', to: 'client' }, filters)).toMatchObject([
		{
			lines: ['Jan 2026', '7% · 7 of 100', 'likely 3.4–13.7%'],
			href: '/leads?from=2026-01-10&to=2026-02-01&channel=Ads&reached=client'
		}
	]);
});

it('says of a young month how complete it is', () => {
	const hover = '30% complete: about 12 clients expected in the end (9–15)';
	const young = { ...january, young: { complete: 0.3, mark: '30% complete', hover } };
	const [point] = trendPoints([young], { from: 'lead', to: 'client' }, filtersSchema.parse({}));
	expect(point!.isYoung).toBe(true);
	expect(point!.lines.at(-1)).toBe(hover);
});
