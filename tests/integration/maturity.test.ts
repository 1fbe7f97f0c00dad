/** How complete young cohorts are, over a small company that can be counted by hand. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema, type Filters } from '#lib/filters/filters.ts';
import type { Maturity } from '#lib/leadtime/report.ts';
import { channelTrendReport } from '#lib/server/reports/channel-trend.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { countedChannels } from '#lib/server/reports/full-channels.ts';
import { fullFunnelReport, funnelTrend } from '#lib/server/reports/funnel.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

interface Kind {
	channel: string;
	created: string;
	/** How it ended, and when; without it the lead is open. */
	ended?: [type: string, at: string];
}

let next = 0;
/** So many leads alike. */
const leads = (count: number, { channel, created, ended }: Kind) =>
	Array.from({ length: count }, () => {
		const lead = String(next++);
		return [
			{ lead, source: 'crm', type: 'created', at: created, channel },
			...(ended ? [{ lead, source: 'crm', type: ended[0], at: ended[1] }] : [])
		];
	}).flat();

/**
 * Data up to 12 February, 00:00. Of 100 leads of January 20 were clients on their day 1 and 40 lost on their day 2; the
 * rest are open. On 10 February, 12:00, ten came: one was a client on its day 1, one lost at once, eight are open, with
 * an age of 1.5 days. One came at the very end.
 */
beforeAll(async () => {
	const january = '2026-01-05T00:00:00Z';
	const february = '2026-02-10T12:00:00Z';
	await loadEvents(db.pool, [
		...leads(20, { channel: 'Ads', created: january, ended: ['client', '2026-01-06T06:00:00Z'] }),
		...leads(30, { channel: 'Ads', created: january, ended: ['refused', '2026-01-07T06:00:00Z'] }),
		...leads(10, { channel: 'SMM', created: january, ended: ['junk', '2026-01-07T06:00:00Z'] }),
		...leads(40, { channel: 'SMM', created: january }),
		...leads(1, { channel: 'Ads', created: february, ended: ['client', '2026-02-11T18:00:00Z'] }),
		...leads(1, { channel: 'Ads', created: february, ended: ['refused', '2026-02-10T13:00:00Z'] }),
		...leads(6, { channel: 'Ads', created: february }),
		...leads(2, { channel: 'SMM', created: february }),
		...leads(1, { channel: 'Late', created: '2026-02-12T00:00:00Z' })
	]);
	await replayAll(db.pool);
});

const funnel = (filters: Record<string, unknown> = {}) =>
	withReport(db, utcConfig, (context) => fullFunnelReport(context, filtersSchema.parse(filters)));
const channels = (filters: Record<string, unknown> = {}) =>
	withReport(db, utcConfig, (context) => countedChannels(context, filtersSchema.parse(filters)));

/**
 * The curve of all 111 leads: day 0 one lost, one censored; day 1 of 109 at risk 21 clients and 8 censored; on day 2 of
 * 80 at risk 40 are lost, and 40 stay until day 38, which are fewer than 50: the last day is 2.
 */
const open0 = 1 - 1 / 111;
const incidence1 = open0 * (21 / 109);
const open1 = open0 * (1 - 21 / 109);
const toCome = (age: number) => {
	const day = Math.floor(age);
	if (day > 1) return 0;
	const within = age - day;
	return day === 0
		? incidence1 / (1 + (open0 - 1) * within)
		: (incidence1 * (1 - within)) / (open0 + (open1 - open0) * within);
};
const close = (found: Maturity | null, complete: number, expected: number) => {
	expect(found!.complete).toBeCloseTo(complete, 9);
	expect(found!.expectedClients).toBeCloseTo(expected, 9);
};
const february = { from: '2026-02-01', to: '2026-03-01' };

describe('the funnel', () => {
	test('measures the leads of a range by those of all dates', async () => {
		const report = await funnel({ ...february, by: ['channel'], compare: 'previous' });
		close(report.maturity, (10 * 0.5) / 11, 1 + 8 * toCome(1.5) + toCome(0));
		const of = (key: string) => report.groups.find((group) => group.key === key)!.maturity;
		close(of('Ads'), 0.5, 1 + 6 * toCome(1.5));
		close(of('SMM'), 0.5, 2 * toCome(1.5));
		close(of('Late'), 0, incidence1);
		close(report.comparison!.maturity, 1, 20);
		expect(report.comparison!.groups.map(({ maturity }) => maturity!.complete)).toEqual([1, 1]);
		expect(report.maturity!.expectedRange).toEqual([1, 4]);
	});

	test('measures each month of arrival', async () => {
		const months = await withReport(db, utcConfig, (context) =>
			funnelTrend(context, filtersSchema.parse({}))
		);
		expect(months.map(({ month }) => month)).toEqual(['2026-01-01', '2026-02-01']);
		close(months[0]!.maturity, 1, 20);
		close(months[1]!.maturity, 5 / 11, 1 + 8 * toCome(1.5) + toCome(0));
	});

	test('judges at the as-of date: what came later had not happened', async () => {
		const { maturity } = await funnel({ ...february, asOf: '2026-02-10' });
		// The end of that day: ten leads of half a day, one lost; the curve has 20 clients of 100 leads a day old.
		const open = 1 - 1 / 110;
		const end = open * (20 / 100);
		const age = 0.5 - 1 / 86_400_000;
		close(maturity, 0, (9 * end) / (1 + (open - 1) * age));
	});

	test('is not given where it would not be one', async () => {
		for (const filters of [{ mode: 'period' }, { window: 30 }, { values: { outcome: ['client'] } }])
			expect((await funnel(filters)).maturity).toBeNull();
		const byOutcome = await funnel({ by: ['outcome'] });
		expect(byOutcome.maturity).not.toBeNull();
		expect(byOutcome.groups.map(({ maturity }) => maturity)).toEqual([null, null, null, null]);
		// 49 leads are too few to measure by, and nobody of SMM became a client.
		expect((await funnel({ values: { channel: ['Late'] } })).maturity).toBeNull();
		expect((await funnel({ values: { channel: ['SMM'] } })).maturity).toBeNull();
		expect((await funnel({ from: '2027-01-01' })).maturity).toBeNull();
	});
});

describe('the channels', () => {
	test('are measured by all channels, whichever are shown', async () => {
		const filters: Partial<Filters> = { ...february, values: { channel: ['SMM'] } };
		const { rows, total } = await channels(filters);
		expect(rows).toHaveLength(1);
		close(rows[0]!.maturity, 0.5, 2 * toCome(1.5));
		expect(total.maturity).toEqual(rows[0]!.maturity);
	});

	test('are measured by month', async () => {
		const trend = await withReport(db, utcConfig, (context) =>
			channelTrendReport(context, filtersSchema.parse({}))
		);
		const of = (key: string) => trend.series.find((row) => row.key === key)!.months;
		expect(of('Ads')[0]!.maturity!.complete).toBe(1);
		close(of('Ads')[1]!.maturity, 0.5, 1 + 6 * toCome(1.5));
		expect(of('Late')[0]!.maturity).toBeNull();
	});
});
