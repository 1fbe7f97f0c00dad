import { describe, expect, it } from 'vitest';
import { channelFigures, noCounts } from '#lib/channels/figures.ts';
import { channelTrend as trendOf } from '#lib/channels/trend.ts';
import { filtersSchema } from '#lib/filters/filters.ts';
import { roundUp } from '#lib/ui/round-up.ts';
import { isFirm, linePoints, offeredMeasures, tops, trendScale, type TrendMeasure } from './trend-lines.ts';
import { trendView } from './trend-view.ts';

const settings = { digits: 2, margin: 1, minutesPerLead: 20, intervals: true };
const months = ['2026-01-01', '2026-02-01'];
const rows = (key: string, ...counts: [leads: number, clients: number, cost: number][]) =>
	counts.map(([leads, clients, cost], i) => ({
		key,
		month: months[i]!,
		row: channelFigures({ ...noCounts(0), leads, clients, cost: cost * 100 }, settings)
	}));
const channelTrend = (...of: Parameters<typeof trendOf>) => trendView(trendOf(...of), 9);
const trend = channelTrend(
	'channel',
	months,
	[...rows('Ads', [100, 10, 1000], [100, 1, 900]), ...rows('Mail', [50, 20, 200], [0, 0, 0])],
	0
);
const ladder = ['lead', 'mql', 'sal', 'sql', 'client'] as const;

describe('the scale', () => {
	it('ends with a round number whose half is round', () => {
		expect([0.041, 0.9, 1, 1.1, 17, 99, 333, 4100].map((value) => roundUp(value, tops))).toEqual([
			0.05, 1, 1, 1.2, 20, 100, 400, 5000
		]);
	});

	it('takes the largest value of all rows, its range up to half as much again, and most of what rests on few', () => {
		// 1,000 for 10 clients: 100, likely up to 184; 900 for 1 is 900, so that four of five are below 580.
		expect(trendScale(trend.series, 'cac', 'EUR').top).toBe(600);
		const firm = channelTrend('channel', months, rows('Ads', [100, 10, 1000], [100, 20, 1000]), 0);
		expect(trendScale(firm.series, 'cac', 'EUR').top).toBe(160);
		expect(trendScale(trend.series, 'leads', 'EUR').top).toBe(100);
		const few = channelTrend('channel', months, rows('Ads', [10, 1, 100]), 0);
		expect(trendScale(few.series, 'cac', 'EUR').top).toBe(100);
		expect(trendScale([], 'cac', 'EUR')).toMatchObject({ top: 1, bottom: 0 });
	});

	it('goes below 0 where more was paid back than spent', () => {
		const refunded = channelTrend('channel', months, rows('Ads', [10, 1, 500], [10, 0, -130]), 0);
		expect(trendScale(refunded.series, 'cost', 'EUR')).toMatchObject({ top: 500, bottom: -160 });
	});

	it('is labelled in the measure', () => {
		expect(trendScale(trend.series, 'cac', 'EUR').format(160)).toBe('€160');
		expect(trendScale(trend.series, 'conversion', 'EUR').format(0.05)).toBe('5%');
	});
});

it('knows whether most months rest on enough to be judged one by one', () => {
	// Two of three months with costs have 5 clients or more, none as many SQL leads.
	expect(isFirm(trend.series, 'cac')).toBe(true);
	expect(isFirm(trend.series, 'costPerSql')).toBe(false);
	const few = channelTrend('channel', months, rows('Ads', [10, 1, 100], [10, 0, 100]), 0);
	expect([isFirm(few.series, 'cac'), isFirm(few.series, 'leads'), isFirm([], 'cac')]).toEqual([
		false,
		true,
		true
	]);
});

it('offers costs where they are known, SQL leads where they are recorded', () => {
	expect(offeredMeasures(trend, ladder)).toEqual(['cac', 'costPerSql', 'conversion', 'leads', 'cost']);
	expect(offeredMeasures(trend, ['lead', 'client'])).toEqual(['cac', 'conversion', 'leads', 'cost']);
	const unpriced = channelTrend('page', months, [], null);
	expect(offeredMeasures(unpriced, ladder)).toEqual(['conversion', 'leads']);
});

it('draws a point a month that opens its leads, and says its numbers', () => {
	const filters = filtersSchema.parse({ from: '2026-01-10', values: { manager: ['Anna'] } });
	const points = linePoints(trend.series[0]!, { trend, name: 'cac', filters, currency: 'EUR' });
	expect(points[0]).toEqual({
		month: '2026-01-01',
		rate: 100,
		range: [expect.closeTo(54.32, 2), expect.closeTo(184.09, 2)],
		lines: ['Jan 2026', '€100 · likely €54–€184', '100 leads, 10 clients, €1,000 spent'],
		href: '/leads?from=2026-01-10&to=2026-02-01&channel=Ads&manager=Anna&reached=client',
		isYoung: false
	});
	const [, none] = linePoints(trend.series[1]!, { trend, name: 'cac', filters, currency: 'EUR' });
	expect(none).toMatchObject({
		rate: null,
		range: [null, null],
		lines: ['Feb 2026', '–', expect.anything()]
	});
	const hover = '30% complete: about 12 clients expected in the end (9–15)';
	const { key, months: known } = trend.series[0]!;
	const mark = { complete: 0.3, mark: '30% complete', hover };
	const young = { key, months: [{ ...known[0]!, young: mark }] };
	const drawn = (name: TrendMeasure) => linePoints(young, { trend, name, filters, currency: 'EUR' })[0]!;
	expect(drawn('cac').isYoung).toBe(true);
	expect(drawn('cac').lines.at(-1)).toBe(hover);
	expect(drawn('leads').isYoung).toBeFalsy();
	const [lead] = linePoints(trend.series[1]!, {
		trend,
		name: 'leads',
		filters: { ...filters, mode: 'period' },
		currency: 'EUR'
	});
	expect(lead).toMatchObject({
		rate: 50,
		href: '/leads?from=2026-01-10&to=2026-02-01&mode=period&channel=Mail&manager=Anna&reached=lead'
	});
});
