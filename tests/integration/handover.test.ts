/** The hand-over over the database: a lead for each way it can go. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { HandoverRow } from '#lib/channels/report.ts';
import { filtersSchema } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { handoverReport } from '#lib/server/reports/handover.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

type Told = [type: string, day: string, more?: object];

const of = (name: string, channel: string | null, manager: string | null, ...told: Told[]) =>
	told.map(([type, day, more]) => ({
		lead: name,
		name,
		source: 'crm',
		type,
		at: `2026-${day}T10:00:00Z`,
		...(type === 'created' ? { channel, manager } : {}),
		...more
	}));
const events = [
	...of(
		'client',
		'Ads',
		'Anna',
		['created', '01-01'],
		['mql', '01-02'],
		['sal', '01-04', { manager: 'Boris' }],
		['sql', '01-10'],
		['client', '01-20', { amount: '100' }]
	),
	...of(
		'taken after a return',
		'Ads',
		'Boris',
		['created', '01-04'],
		['mql', '01-05'],
		['returned', '01-06', { reason: 'Too early' }],
		['sal', '01-15'],
		['refused', '01-16', { reason: 'Price' }]
	),
	...of('accepted by the way', 'Mail', 'Anna', ['created', '01-02'], ['mql', '01-03'], ['sql', '01-10']),
	...of('taken late', 'Mail', 'Anna', ['created', '01-01'], ['mql', '01-02'], ['sal', '03-01']),
	...of(
		'refused',
		'Mail',
		'Anna',
		['created', '01-05'],
		['mql', '01-06'],
		['refused', '01-07', { reason: 'Price' }]
	),
	...of('unfit', 'Ads', null, ['created', '01-05'], ['mql', '01-06'], ['unfit', '01-08']),
	...of(
		'sent back',
		'Ads',
		null,
		['created', '01-07'],
		['mql', '01-08'],
		['returned', '01-09', { reason: 'Too early' }]
	),
	...of(
		'sent back and lost',
		'Ads',
		null,
		['created', '01-07'],
		['mql', '01-08'],
		['returned', '01-09', { reason: 'Too early' }],
		['junk', '01-12', { reason: 'Spam' }]
	),
	...of('waiting', 'Mail', null, ['created', '02-08'], ['mql', '02-09']),
	...of(
		'opened again',
		'Mail',
		'Anna',
		['created', '01-10'],
		['mql', '01-20'],
		['refused', '01-21'],
		['reopened', '01-25']
	),
	...of('sent back before', null, null, ['created', '01-10'], ['returned', '01-11'], ['mql', '02-19']),
	...of('MQL on an unknown day', null, null, ['created', '02-10'], ['mql', '02-10', { approximate: true }]),
	...of('no MQL', 'Ads', 'Anna', ['created', '02-10'], ['refused', '02-11', { reason: 'Price' }])
];

beforeAll(async () => {
	await loadEvents(db.pool, events);
	await replayAll(db.pool);
});

const report = (filters: Record<string, unknown> = {}) =>
	withReport(db, utcConfig, (context) => handoverReport(context, filtersSchema.parse(filters)));

const named = async (selection: object, filters: Record<string, unknown> = {}) => {
	const list = await withReport(db, utcConfig, (context) =>
		listLeads(context, filtersSchema.parse(filters), leadSelectionSchema.parse(selection))
	);
	return list.leads.map(({ name }) => name);
};
const leads = async (selection: object, filters: Record<string, unknown> = {}) =>
	(await named(selection, filters)).sort();

const counts = (rows: HandoverRow[]) =>
	rows.map(({ key, mql, accepted, rejected, waiting }) => [key, mql, accepted, rejected, waiting]);

test('every MQL is accepted, rejected or waits', async () => {
	const { total, channels, managers, reasons } = (await report())!;
	expect(total).toMatchObject({
		mql: 12,
		accepted: 4,
		rejected: 4,
		waiting: 4,
		acceptance: 1 / 3,
		// 2, 10 and 58 days; nothing is known of the one that became SQL lead at once.
		medianDays: 10,
		p90Days: expect.closeTo(48.4, 9),
		// Until 1 March, 10:00: 10, 20 and 40 days; the one with an unknown day has none.
		waitingMedianDays: 20,
		waitingP90Days: 36,
		sql: 2,
		clients: 1,
		yield: 1 / 4
	});
	expect(total.acceptanceInterval).toEqual([expect.closeTo(0.1381, 4), expect.closeTo(0.6094, 4)]);
	expect(total.yieldInterval).toEqual([expect.closeTo(0.0456, 4), expect.closeTo(0.6994, 4)]);
	expect(counts(channels)).toEqual([
		['Ads', 5, 2, 3, 0],
		['Mail', 5, 2, 1, 2],
		[null, 2, 0, 0, 2]
	]);
	expect(counts(managers)).toEqual([
		[null, 6, 0, 3, 3],
		['Anna', 4, 2, 1, 1],
		['Boris', 2, 2, 0, 0]
	]);
	expect(reasons).toEqual([
		{ how: 'returned', reason: 'Too early', count: 1 },
		{ how: 'refused', reason: 'Price', count: 1 },
		{ how: 'unfit', reason: null, count: 1 },
		{ how: 'junk', reason: 'Spam', count: 1 }
	]);
});

describe('filters', () => {
	test('credit names the first manager instead of the last', async () => {
		const { managers } = (await report({ credit: 'first' }))!;
		expect(counts(managers)).toEqual([
			[null, 6, 0, 3, 3],
			['Anna', 5, 3, 1, 1],
			['Boris', 1, 1, 0, 0]
		]);
	});

	test('a channel leaves the rows of its leads, and their managers', async () => {
		const { total, channels, managers } = (await report({ values: { channel: ['Ads'] } }))!;
		expect([total.mql, counts(channels)]).toEqual([5, [['Ads', 5, 2, 3, 0]]]);
		expect(counts(managers)).toEqual([
			[null, 3, 0, 3, 0],
			['Boris', 2, 2, 0, 0]
		]);
	});

	test('a window judges each lead so many days after its arrival', async () => {
		const { total } = (await report({ window: 10 }))!;
		// Within 10 days: two MQLs were later, one has no exact time; two were taken later, and two lost ones are lost.
		expect([total.mql, total.accepted, total.rejected, total.waiting]).toEqual([10, 2, 5, 3]);
		expect(await leads({ handover: 'accepted' }, { window: 10 })).toEqual(['accepted by the way', 'client']);
		expect(await leads({ handover: 'waiting' }, { window: 10 })).toEqual([
			'opened again',
			'taken late',
			'waiting'
		]);
		// Days left in the window when they became MQL: 0, 9 and 9.
		expect([total.waitingMedianDays, total.medianDays]).toEqual([9, 2]);
	});

	test('a period takes the MQLs of its days, whatever became of them when', async () => {
		const february = { mode: 'period', from: '2026-02-01', to: '2026-03-01' };
		expect(await leads({ handover: 'waiting' }, february)).toEqual([
			'MQL on an unknown day',
			'sent back before',
			'waiting'
		]);
		const early = { mode: 'period', from: '2026-01-01', to: '2026-01-06' };
		const { total } = (await report(early))!;
		expect([total.mql, total.accepted, total.sql, total.clients]).toEqual([4, 4, 2, 1]);
		expect(await leads({ handover: 'accepted', reached: 'client' }, early)).toEqual(['client']);
	});

	test('as of an earlier day nobody has waited longer than until then', async () => {
		const { total } = (await report({ asOf: '2026-02-19' }))!;
		expect(total.waitingMedianDays).toBeCloseTo(10 + 14 / 24, 6);
	});

	test('nobody', async () => {
		expect(await report({ values: { channel: ['TV'] } })).toEqual({
			total: {
				mql: 0,
				accepted: 0,
				rejected: 0,
				waiting: 0,
				acceptance: null,
				acceptanceInterval: [null, null],
				medianDays: null,
				p90Days: null,
				waitingMedianDays: null,
				waitingP90Days: null,
				sql: 0,
				clients: 0,
				yield: null,
				yieldInterval: [null, null]
			},
			channels: [],
			managers: [],
			reasons: []
		});
	});
});

describe('the lists behind it', () => {
	test('of each figure', async () => {
		expect(await leads({ handover: 'accepted' })).toEqual([
			'accepted by the way',
			'client',
			'taken after a return',
			'taken late'
		]);
		expect(await leads({ handover: 'rejected' })).toEqual([
			'refused',
			'sent back',
			'sent back and lost',
			'unfit'
		]);
		expect(await leads({ handover: 'accepted', reached: 'sql' })).toEqual(['accepted by the way', 'client']);
	});

	test('of each reason', async () => {
		expect(await leads({ handover: 'rejected', ended: 'open', reason: 'Too early' })).toEqual(['sent back']);
		expect(await leads({ handover: 'rejected', ended: 'unfit', reason: '' })).toEqual(['unfit']);
		expect(await leads({ handover: 'rejected', reason: 'Price' })).toEqual(['refused']);
		expect(await leads({ reason: 'Price' })).toEqual(['no MQL', 'refused', 'taken after a return']);
	});

	test('those who have waited longest come first', async () => {
		expect(await named({ handover: 'waiting', sort: 'waiting' })).toEqual([
			'opened again',
			'waiting',
			'MQL on an unknown day',
			'sent back before'
		]);
	});
});

test('without MQLs or without acceptances there is no hand-over', async () => {
	for (const type of ['mql', 'sal']) {
		await forgetAll(db.pool);
		await loadEvents(
			db.pool,
			events.filter((event) => event.type !== type)
		);
		await replayAll(db.pool);
		expect(await report()).toBeNull();
	}
});
