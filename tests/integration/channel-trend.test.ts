/** Channels month by month, over a few leads and costs. */
import { beforeAll, expect, test } from 'vitest';
import type { ChannelTrend } from '#lib/channels/trend.ts';
import { filtersSchema } from '#lib/filters/filters.ts';
import { loadCostRows } from '#lib/server/ingest/load-costs.ts';
import { streamSource } from '#lib/server/ingest/read-bytes.ts';
import { readCosts } from '#lib/server/ingest/read-costs.ts';
import { channelTrendReport } from '#lib/server/reports/channel-trend.ts';
import { channelsReport } from '#lib/server/reports/channels.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

const lead = (id: string, channel: string, created: string, client?: string) => [
	{ lead: id, source: 'crm', type: 'created', at: `${created}T10:00:00Z`, channel },
	...(client ? [{ lead: id, source: 'crm', type: 'client', at: `${client}T10:00:00Z`, amount: '100' }] : [])
];
const events = [
	...lead('1', 'Ads', '2026-01-05', '2026-02-10'),
	...lead('2', 'Ads', '2026-01-06'),
	...lead('3', 'Ads', '2026-03-01', '2026-03-20'),
	...lead('4', 'Organic', '2026-02-05', '2026-03-31'),
	...lead('5', 'Organic', '2026-02-06')
];
const costs = `date,channel,campaign,amount
2025-12-31,Radio,Old,10
2026-01-10,Ads,A,60
2026-02-10,Ads,A,40
2026-03-10,Ads,A,30
2026-02-01,Radio,New,500
2026-04-01,Ads,A,99
`;

async function* bytes(text: string) {
	await Promise.resolve();
	yield Buffer.from(text);
}

beforeAll(async () => {
	await loadEvents(db.pool, events);
	await loadCostRows(
		db.pool,
		{ file: 'costs.csv', source: 'ads', preset: null, mapping: null },
		readCosts(streamSource('costs.csv', bytes(costs)), {
			mapping: null,
			context: {
				source: 'ads',
				timezone: 'UTC',
				country: null,
				currency: 'EUR',
				now: Date.parse('2026-11-01T12:00:00Z'),
				rates: {}
			}
		}),
		{}
	);
	await replayAll(db.pool);
});

const trend = (filters: Record<string, unknown> = {}) =>
	withReport(db, utcConfig, (context) => channelTrendReport(context, filtersSchema.parse(filters)));

/** Leads, clients, cost and cost per client of each month. */
const told = ({ series }: ChannelTrend) =>
	Object.fromEntries(
		series.map(({ key, months }) => [
			String(key),
			months.map(({ leads, clients, cost, cac }) => [leads, clients, cost, cac])
		])
	);

test('by month of arrival, up to the month that the data go up to', async () => {
	const all = await trend();
	expect(all.months).toEqual(['2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01']);
	expect(all.series.map(({ key }) => key)).toEqual(['Radio', 'Ads', 'Organic']);
	expect(told(all)).toEqual({
		Radio: [
			[0, 0, 10, null],
			[0, 0, 0, null],
			[0, 0, 500, null],
			[0, 0, 0, null]
		],
		Ads: [
			[0, 0, 0, null],
			[2, 1, 60, 60],
			[0, 0, 40, null],
			[1, 1, 30, 30]
		],
		Organic: [
			[0, 0, 0, null],
			[0, 0, 0, null],
			[2, 1, 0, null],
			[0, 0, 0, null]
		]
	});
	const [, ads] = all.series;
	expect(ads!.months[1]).toMatchObject({
		conversion: 0.5,
		interval: [expect.closeTo(0.0945, 4), expect.closeTo(0.9055, 4)]
	});
});

test('by month of what happened', async () => {
	const period = await trend({ mode: 'period', from: '2026-01-06', values: { channel: ['Ads', 'Organic'] } });
	expect(period.months).toEqual(['2026-01-01', '2026-02-01', '2026-03-01']);
	expect(told(period)).toEqual({
		Ads: [
			[1, 0, 60, null],
			[0, 1, 40, 40],
			[1, 1, 30, 30]
		],
		Organic: [
			[0, 0, 0, null],
			[2, 0, 0, null],
			[0, 1, 0, null]
		]
	});
});

test.each([
	['of arrival', { from: '2025-12-01', to: '2026-04-01' }],
	['of events', { from: '2025-12-01', to: '2026-04-01', mode: 'period' }],
	['of one channel', { from: '2025-12-01', to: '2026-04-01', values: { channel: ['Ads'] } }]
])('the months %s add up to the rows of the report', async (_name, filters) => {
	const { rows } = await withReport(db, utcConfig, (context) =>
		channelsReport(context, filtersSchema.parse(filters))
	);
	const { series } = await trend(filters);
	const sums = series.map(({ key, months }) =>
		(['leads', 'clients', 'cost'] as const).reduce(
			(sum, name) => ({ ...sum, [name]: months.reduce((total, month) => total + month[name]!, 0) }),
			{ key }
		)
	);
	const order = (a: { key: unknown }, b: { key: unknown }) => (String(a.key) < String(b.key) ? -1 : 1);
	expect(sums.sort(order)).toEqual(
		rows.map(({ key, leads, clients, cost }) => ({ key, leads, clients, cost })).sort(order)
	);
});

test('of what costs cannot be split by, without costs', async () => {
	expect(told(await trend({ by: ['source', 'month'] }))).toEqual({
		crm: [
			[2, 1, null, null],
			[2, 1, null, null],
			[1, 1, null, null]
		]
	});
});

test('of nobody', async () => {
	expect(await trend({ by: ['month'], values: { channel: ['TV'] } })).toEqual({
		by: 'channel',
		months: [],
		series: []
	});
});
