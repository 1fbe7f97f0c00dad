/** The funnel report over the database: a few leads with every filter. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema, type Filters } from '#lib/filters/filters.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { fullFunnelReport } from '#lib/server/reports/funnel.ts';
import { readConfig } from '#lib/server/config.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

const of = (lead: string, ...events: object[]) => events.map((event) => ({ lead, source: 'crm', ...event }));
const at = (type: string, time: string, more = {}) => ({ type, at: time, ...more });
const events = [
	...of(
		'client',
		at('created', '2026-01-10T10:00:00Z', {
			channel: 'SMM',
			manager: 'Anna',
			City: 'Berlin',
			email: 'a@x.com'
		}),
		at('sal', '2026-01-12T10:00:00Z'),
		at('sql', '2026-01-20T10:00:00Z', { manager: 'Boris' }),
		at('client', '2026-02-20T10:00:00Z', { amount: '100.10' })
	),
	...of(
		'undated',
		at('created', '2026-01-11T10:00:00Z', { channel: 'SMM', City: 'Paris' }),
		at('sal', '2026-01-13T10:00:00Z', { manager: 'Boris' }),
		at('client', '2026-01-13T10:00:00Z', { approximate: true, amount: '50.05' })
	),
	...of(
		'refused',
		at('created', '2026-01-31T23:30:00Z', { channel: 'Google', manager: 'Anna' }),
		at('sal', '2026-02-01T10:00:00Z'),
		at('refused', '2026-02-03', { reason: 'Price' })
	),
	...of(
		'junk',
		at('created', '2026-02-02T10:00:00Z', { channel: 'Google', City: 'Berlin' }),
		at('junk', '2026-02-02T11:00:00Z')
	),
	...of(
		'returned',
		at('created', '2026-02-10T10:00:00Z'),
		at('sql', '2026-02-11T10:00:00Z', { manager: 'Boris' }),
		at('sal', '2026-02-12T10:00:00Z'),
		at('returned', '2026-02-14T10:00:00Z')
	),
	// The end of the newest day is the as-of date, however many events stand at its start.
	...of(
		'young',
		...['a', 'b', 'c', 'd'].map((id) => at('profile', '2026-03-01', { id })),
		at('created', '2026-03-01T09:00:00Z', { channel: 'SMM' }),
		at('client', '2026-03-01'),
		...['e', 'f', 'g', 'h'].map((id) => at('profile', '2026-03-01', { id }))
	)
];
const asOf = '2026-03-01T23:59:59.999Z';

beforeAll(async () => {
	await loadEvents(db.pool, events);
	await replayAll(db.pool);
});

const report = (filters: Record<string, unknown> = {}, config = utcConfig) =>
	withReport(db, config, (context) => fullFunnelReport(context, filtersSchema.parse(filters)));

/** How many reached each recorded stage. */
const reached = async (filters: Record<string, unknown> = {}) =>
	(await report(filters)).stages.filter(({ recorded }) => recorded).map((row) => row.reached);

test('every figure of all leads', async () => {
	const all = await report();
	expect([all.leads, all.asOf, all.leftOut, all.afterAsOf]).toEqual([
		6,
		asOf,
		{ young: 0, undated: 0 },
		{ leads: 0, outcomes: 0 }
	]);
	const rows = Object.fromEntries(all.stages.map(({ stage, ...row }) => [stage, row]));
	expect(rows).toMatchObject({
		lead: {
			recorded: true,
			reached: 6,
			fromPrevious: null,
			fromFirst: 1,
			interval: [null, null],
			junk: 1,
			open: 0
		},
		iql: { recorded: true, reached: 5, fromPrevious: 5 / 6, implied: 4, timed: 1, medianDays: 0 },
		mql: { recorded: false, reached: 5, fromPrevious: null, fromFirst: 5 / 6, implied: 5, medianDays: null },
		sal: { reached: 5, fromPrevious: 1, implied: 1, outOfOrder: 1, refused: 1, timed: 1, medianDays: 2 },
		sql: { reached: 4, fromPrevious: 0.8, implied: 2, returned: 1, open: 1, timed: 1, medianDays: 8 },
		client: { reached: 3, fromPrevious: 0.75, implied: 0, amount: 150.15, timed: 1, medianDays: 31 }
	});
	expect(rows.sal!.interval).toEqual([expect.closeTo(0.5655, 4), 1]);
	expect(all.reasons).toEqual([
		{ lostFrom: 'lead', outcome: 'junk', reason: null, count: 1 },
		{ lostFrom: 'sal', outcome: 'refused', reason: 'Price', count: 1 }
	]);
});

describe('filters', () => {
	test.each<[string, Record<string, string[]>, number[]]>([
		['any of several', { channel: ['SMM', 'Google'] }, [5, 4, 4, 3, 3]],
		['none', { channel: [''] }, [1, 1, 1, 1, 0]],
		['one or none', { channel: ['SMM', ''] }, [4, 4, 4, 4, 3]],
		['none of', { channel: ['!SMM'] }, [3, 2, 2, 1, 0]],
		['not none', { channel: ['!'] }, [5, 4, 4, 3, 3]],
		['some, but not others', { channel: ['SMM', 'Google', '!Google'] }, [3, 3, 3, 3, 3]],
		['what does not exist', { channel: ['TV'] }, [0, 0, 0, 0, 0]],
		['two of them', { channel: ['SMM'], manager: ['Boris'] }, [2, 2, 2, 2, 2]],
		['first manager', { firstManager: ['Anna'] }, [2, 2, 2, 1, 1]],
		['no manager', { manager: [''] }, [2, 1, 1, 1, 1]],
		['an attribute', { 'attr.City': ['Berlin'] }, [2, 1, 1, 1, 1]],
		['no attribute', { 'attr.City': [''] }, [3, 3, 3, 2, 1]],
		['not an attribute', { 'attr.City': ['!Berlin'] }, [4, 4, 4, 3, 2]],
		['attribute or none', { 'attr.City': ['Paris', ''] }, [4, 4, 4, 3, 2]],
		['some attribute', { 'attr.City': ['!'] }, [3, 2, 2, 2, 2]],
		['outcome', { outcome: ['client'] }, [3, 3, 3, 3, 3]],
		['no such outcome', { outcome: ['won'] }, [0, 0, 0, 0, 0]],
		['not an outcome', { outcome: ['!client', '!junk'] }, [2, 2, 2, 1, 0]],
		['stage now', { stage: ['mql'] }, [1, 1, 1, 1, 0]],
		['temperature without a model', { temperature: ['hot'] }, [0, 0, 0, 0, 0]],
		['no temperature', { temperature: [''] }, [6, 5, 5, 4, 3]],
		['source', { source: ['crm'] }, [6, 5, 5, 4, 3]]
	])('%s', async (_name, values, expected) => {
		expect(await reached({ values })).toEqual(expected);
	});

	test('a range says who arrived, its end not included', async () => {
		expect(await reached({ from: '2026-01-11', to: '2026-02-02' })).toEqual([2, 2, 2, 1, 1]);
		expect(await reached({ from: '2026-02-02' })).toEqual([3, 2, 2, 2, 1]);
		expect(await reached({ to: '2026-01-10' })).toEqual([0, 0, 0, 0, 0]);
	});

	test('a period says what happened, whenever the leads arrived', async () => {
		const february = await report({ mode: 'period', from: '2026-02-01', to: '2026-03-01' });
		const row = (stage: string) => february.stages.find((one) => one.stage === stage)!;
		expect(february.leads).toBe(2);
		expect(row('sal')).toMatchObject({ reached: 2, interval: [null, null], refused: 1 });
		expect(row('sql')).toMatchObject({ reached: 1, returned: 1, open: 1 });
		expect(row('client')).toMatchObject({ reached: 1, fromPrevious: 1, amount: 100.1 });
		expect(row('lead')).toMatchObject({ junk: 1, open: 0 });
	});

	test('a window counts entries within it, of leads that are old enough', async () => {
		const month = await report({ window: 20 });
		expect(month.leftOut).toEqual({ young: 2, undated: 1 });
		expect(month.stages.map((row) => row.reached)).toEqual([4, 3, 3, 3, 1, 0]);
		expect(month.stages.map((row) => row.open)).toEqual([0, 0, 0, 1, 1, 0]);
		expect(await reached({ window: 10 })).toEqual([5, 4, 4, 2, 0]);
		expect((await report({ window: 3650 })).leftOut).toEqual({ young: 6, undated: 0 });
	});

	test('an as-of date leaves out who came later, and counts what happened later', async () => {
		const then = await report({ asOf: '2026-02-02' });
		expect([then.leads, then.asOf]).toEqual([4, '2026-02-02T23:59:59.999Z']);
		expect(then.afterAsOf).toEqual({ leads: 2, outcomes: 3 });
	});

	test('a comparison has the same figures of its own range', async () => {
		const year = await report({ from: '2026-02-01', to: '2026-03-01', compare: 'previous' });
		expect(year.comparison).toMatchObject({ from: '2026-01-01', to: '2026-02-01', leads: 3 });
		const january = await report({ from: '2026-01-01', to: '2026-02-01' });
		expect(year.comparison!.stages).toEqual(january.stages);
		expect((await report({ from: '2026-02-01', compare: 'previous' })).comparison).toBeNull();
	});
});

describe('breakdowns', () => {
	const groups = async (by: string[], more: Partial<Filters> = {}) =>
		(await report({ by, ...more })).groups.map(({ key, leads }) => [key, leads]);

	test('by one, the largest first', async () => {
		expect(await groups(['channel'])).toEqual([
			['SMM', 3],
			['Google', 2],
			[null, 1]
		]);
		expect(await groups(['attr.City'])).toEqual([
			[null, 3],
			['Berlin', 2],
			['Paris', 1]
		]);
		expect(await groups(['outcome'])).toHaveLength(4);
	});

	test('by two, as pairs', async () => {
		expect(await groups(['channel', 'manager'], { to: '2026-02-01' })).toEqual([
			[['SMM', 'Boris'], 2],
			[['Google', 'Anna'], 1]
		]);
	});

	test('by time, in its order', async () => {
		expect(await groups(['month'])).toEqual([
			['2026-01-01', 3],
			['2026-02-01', 2],
			['2026-03-01', 1]
		]);
		expect(await groups(['week', 'channel'], { to: '2026-01-13' })).toEqual([[['2026-01-05', 'SMM'], 2]]);
		expect(await groups(['day'], { from: '2026-01-31', to: '2026-02-10' })).toEqual([
			['2026-01-31', 1],
			['2026-02-02', 1]
		]);
	});

	test('each with its own durations', async () => {
		const byChannel = (await report({ by: ['channel'] })).groups;
		const client = byChannel[0]!.stages.at(-1)!;
		expect(client).toMatchObject({ reached: 3, medianDays: 31, timed: 1, amount: 150.15 });
	});
});

test('another reporting zone moves arrivals to its own days', async () => {
	const berlin = readConfig({ SLUICE_TIMEZONE: 'Europe/Berlin' });
	const { bringUpToDate } = await import('#lib/server/leads/generation.ts');
	await bringUpToDate(db.pool, berlin);
	const january = await report({ from: '2026-01-01', to: '2026-02-01' }, berlin);
	expect([january.leads, january.timezone]).toEqual([2, 'Europe/Berlin']);
	await replayAll(db.pool);
});

test('no events give zeros and nulls, never NaN', async () => {
	await forgetAll(db.pool);
	await db.pool.query('UPDATE state SET data_version = data_version + 1');
	const nothing = await report({ window: 30, by: ['channel'], mode: 'period' });
	expect([nothing.leads, nothing.asOf, nothing.groups, nothing.reasons]).toEqual([0, null, [], []]);
	expect(
		nothing.stages.map(({ fromPrevious, fromFirst, interval }) => [fromPrevious, fromFirst, interval])
	).toEqual(Array.from({ length: 6 }, () => [null, null, [null, null]]));
});

test('absurd amounts add up as far as numbers go', async () => {
	await loadEvents(
		db.pool,
		Array.from({ length: 1100 }, (_, i) => ({
			type: 'client',
			at: '2026-01-01',
			lead: String(i),
			source: 'crm',
			amount: '999999999999999'
		}))
	);
	await replayAll(db.pool);
	expect((await report()).stages.at(-1)!.amount).toBeGreaterThan(9e16);
});
