/** The forecast over the database: leads that came back, were sent back, or were sold to on an unknown day. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { forecastReport } from '#lib/server/reports/forecast.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();
const empty = await testDatabase();

type Told = [type: string, day: string, more?: object];

const of = (name: string, channel: string, ...told: Told[]) =>
	told.map(([type, day, more]) => ({
		lead: name,
		name,
		source: 'crm',
		type,
		at: `2026-${day}T10:00:00Z`,
		...(type === 'created' ? { channel } : {}),
		...more
	}));

/** The data go up to 29 June, 10:00: windows of 30 days start on 30 May, 30 April and 31 March. */
const events = [
	...of('the first', 'Ads', ['created', '01-01'], ['refused', '01-05']),
	...of(
		'bought in June',
		'Ads',
		['created', '03-20'],
		['sal', '03-25'],
		['client', '06-10', { amount: '300' }]
	),
	...of(
		'bought in April',
		'Ads',
		['created', '03-20'],
		['sal', '03-25'],
		['client', '04-10', { amount: '100' }]
	),
	...of('lost in May', 'Mail', ['created', '03-20'], ['sal', '03-25'], ['refused', '05-10']),
	// Never open at the start of a window.
	...of('lost at once', 'Mail', ['created', '04-05'], ['junk', '04-06']),
	...of('sent back', 'Ads', ['created', '03-01'], ['sal', '03-02'], ['returned', '04-20']),
	...of(
		'came back and bought',
		'Ads',
		['created', '03-01'],
		['refused', '03-10'],
		['reopened', '06-01'],
		['sal', '06-02'],
		['client', '06-20', { amount: '500' }]
	),
	...of('came back', 'Mail', ['created', '03-01'], ['refused', '03-10'], ['reopened', '06-20']),
	...of('came and bought', 'Mail', ['created', '06-05'], ['client', '06-25', { amount: '50' }]),
	...of('bought some day', 'Mail', ['created', '03-15'], ['client', '03-15', { approximate: true }]),
	...of('still lost', 'Mail', ['created', '04-29'], ['unfit', '05-02']),
	...of('waiting', 'Ads', ['created', '06-29'])
];

beforeAll(async () => {
	await loadEvents(db.pool, events);
	await replayAll(db.pool);
});

const report = (filters: Record<string, unknown> = {}) =>
	forecastReport(db, utcConfig, filtersSchema.parse(filters));
const nextMonth = async (filters: Record<string, unknown> = {}) => (await report(filters))![0]!;

test('learns from where the leads stood at the start of each window', async () => {
	const all = (await report())!;
	expect(all.map(({ name, days, until }) => [name, days, until])).toEqual([
		['30', 30, '2026-07-29'],
		['60', 60, '2026-08-28'],
		['90', 90, '2026-09-27'],
		['month', 1, '2026-06-30']
	]);
	const [month] = all;
	// Sent back, came back, waiting.
	expect(month).toMatchObject({ open: 3, clients: 5, leftOutClients: 1 });
	expect(month!.windows.map(({ from, open, actual }) => [from, open, actual])).toEqual([
		['2026-05-30', 2, 1],
		['2026-04-30', 4, 0],
		['2026-03-31', 4, 1]
	]);
	expect(month!.onTop).toEqual({ newLeads: 1 / 3, comeBack: 1 / 3 });
	expect(month!.range[0]).not.toBeNull();
});

test('draws the chances of stages and days from the windows', async () => {
	const { expected, money } = await nextMonth();
	// By stage then: SAL 8 leads with 2 clients (the one sent back was 29 days there, then MQL 10 and 40 days without a
	// sale), lead 1 without.
	// Now: MQL 70 days (2 leads of that stage, none of those days), lead 9 days and 0 days (a lead of 1 day seen).
	const mql = 0.5 / 3;
	const lead = 0.5 / 2;
	expect(expected).toBeCloseTo(mql + 2 * lead, 12);
	// No client came from these stages: 400 for two from SAL.
	expect(money).toBeCloseTo((mql + 2 * lead) * 200, 9);
});

describe('filters', () => {
	test('on the outcome or the stage leave no forecast', async () => {
		expect(await report({ values: { outcome: ['open'] } })).toBeNull();
		expect(await report({ values: { stage: ['!sal'] } })).toBeNull();
	});

	test('on the arrival are not looked at', async () => {
		expect(await report({ from: '2026-06-01', to: '2026-07-01', window: 30, mode: 'period' })).toEqual(
			await report()
		);
	});

	test('on a channel take its leads alone, and start with its first one', async () => {
		const mail = await nextMonth({ values: { channel: ['Mail'] } });
		expect(mail).toMatchObject({ open: 1, clients: 2, leftOutClients: 1 });
		// Two windows, at the start of the later of which nobody was open.
		expect(mail.windows).toEqual([
			{ from: '2026-04-30', open: 2, expected: null, range: [null, null], actual: 0 }
		]);
		expect(mail).toMatchObject({ expected: 0.25, range: [null, null], money: null });
	});

	test('as of an earlier day see nothing of what came later', async () => {
		const may = { asOf: '2026-05-30' };
		const before = await report(may);
		expect(before![0]).toMatchObject({ open: 2, clients: 2, until: '2026-06-29' });
		await forgetAll(db.pool);
		await loadEvents(
			db.pool,
			events.filter(({ at }) => at <= '2026-05-30T23:59:59Z')
		);
		await replayAll(db.pool);
		// The money of a lead is that of all its sales.
		expect(await report(may)).toEqual(before);
	});
});

test('nobody', async () => {
	expect((await nextMonth({ values: { channel: ['TV'] } })).expected).toBeNull();
	await replayAll(empty.pool);
	expect(await forecastReport(empty, utcConfig, filtersSchema.parse({}))).toEqual([]);
});
