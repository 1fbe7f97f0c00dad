/** Leads that wait too long and refused ones worth another try: small stories, told up to 30 June 2026, noon. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { refusedAges } from '#lib/filters/names.ts';
import type { Ageing } from '#lib/leadtime/report.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { ageingReport } from '#lib/server/reports/ageing.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

type Told = [type: string, day: string, more?: object];

const of = (name: string, ...told: Told[]) =>
	told.map(([type, day, more]) => ({
		...{ lead: name, name, source: 'crm', type, at: `2026-${day}T12:00:00Z` },
		...more
	}));

/** Twelve that went on: from lead to MQL in 1 to 12 days, then at once to SAL, and from there to client in 10 days. */
const wentOn = Array.from({ length: 12 }, (_, i) => {
	const day = String(i + 2).padStart(2, '0');
	return of(
		`went on ${i + 1}`,
		['created', '01-01', { channel: 'Ads' }],
		['mql', `01-${day}`],
		['sal', `01-${day}`],
		['client', `01-${String(i + 12).padStart(2, '0')}`]
	);
}).flat();

/** Medians: lead → MQL 6.5 (p90 10.9), MQL → SAL 0 (0), SAL → client 10 (10). SQL is not recorded. */
const waiting = [
	...of('new', ['created', '06-29', { manager: 'Anna' }]),
	...of('a week', ['created', '06-23', { manager: 'Anna' }]),
	...of(
		'long',
		['created', '05-01', { manager: 'Boris' }],
		['activity', '06-10', { activity: 'email_click' }]
	),
	...of(
		'its card was changed',
		['created', '05-31', { manager: 'Boris' }],
		['profile', '06-29', { company: 'X' }]
	),
	...of(
		'sent back',
		['created', '01-05', { manager: 'Anna' }],
		['sal', '01-06'],
		['returned', '06-28', { manager: 'Boris' }]
	),
	...of(
		'back at work',
		['created', '01-05', { manager: 'Anna' }],
		['sal', '01-07'],
		['refused', '02-01', { reason: 'Price' }],
		['reopened', '06-15']
	),
	...of('day unknown', ['created', '06-01', { approximate: true }])
];
const refused = [
	...of('refused today', ['created', '06-01'], ['refused', '06-30', { reason: 'Price' }]),
	...of('refused a month ago', ['created', '04-01'], ['refused', '05-31', { reason: 'Price' }]),
	...of('refused long ago', ['created', '01-01'], ['refused', '01-02']),
	...of(
		'refused some day',
		['created', '01-01'],
		['refused', '01-02', { reason: 'Price', approximate: true }]
	),
	...of(
		'sold after all',
		['created', '02-01'],
		['refused', '02-11', { reason: 'Price' }],
		['client', '03-13']
	),
	...of(
		'refused again',
		['created', '02-01'],
		['refused', '02-05', { reason: 'Price' }],
		['reopened', '02-25'],
		['refused', '06-20', { reason: 'No time' }]
	),
	...of('junk', ['created', '06-01'], ['junk', '06-02', { reason: 'Price' }])
];

beforeAll(async () => {
	await loadEvents(db.pool, [...wentOn, ...waiting, ...refused]);
	await replayAll(db.pool);
});

const report = (filters: Record<string, unknown> = {}) =>
	withReport(db, utcConfig, (context) => ageingReport(context, filtersSchema.parse(filters)));

const list = (selection: object, filters: Record<string, unknown> = {}) =>
	withReport(db, utcConfig, (context) =>
		listLeads(context, filtersSchema.parse(filters), leadSelectionSchema.parse(selection))
	);
const names = async (selection: object, filters: Record<string, unknown> = {}) =>
	(await list(selection, filters)).leads.map(({ name }) => name);

const rows = ({ stages }: Ageing) =>
	stages.map(({ stage, next, open, upToP50, upToP90, beyondP90, overdue }) => [
		...[stage, next, open, upToP50, upToP90, beyondP90, overdue]
	]);

test('each stage by days without activity', async () => {
	const found = await report();
	expect(rows(found)).toEqual([
		['lead', 'mql', 5, 1, 1, 3, 3],
		['mql', 'sal', 1, 0, 0, 1, 0],
		['sal', 'client', 1, 0, 0, 1, 1]
	]);
	const [lead, mql, sal] = found.stages;
	expect(lead).toMatchObject({ timed: 12, p50: 6.5, agreed: null, hot: null, hotOverdue: null });
	expect([lead!.p90, lead!.limit]).toEqual([expect.closeTo(10.9, 9), expect.closeTo(10.9, 9)]);
	// The one whose day is unknown has waited since its arrival, as long as the one whose card was changed.
	expect([lead!.longestDays, mql!.longestDays, sal!.longestDays]).toEqual([30, 2, 15]);
	// All of the leads went on from MQL at once: that is no limit.
	expect([mql!.p50, mql!.p90, mql!.limit]).toEqual([0, 0, null]);
	expect([found.open, found.overdue]).toEqual([7, 4]);
	expect(
		found.managers.map(({ key, open, overdue, longestDays }) => [key, open, overdue, longestDays])
	).toEqual([
		['Boris', 3, 2, 30],
		['Anna', 3, 1, 15],
		[null, 1, 1, 29]
	]);
});

describe('the limit of a stage', () => {
	test('is what was agreed, be it more or less than 9 of 10 leads need', async () => {
		await changeSettings(db.pool, { stageLimits: { lead: 29.5, sal: 14.5 } });
		const found = await report();
		expect(found.stages.map(({ stage, agreed, limit, overdue }) => [stage, agreed, limit, overdue])).toEqual([
			['lead', 29.5, 29.5, 1],
			['mql', null, null, 0],
			['sal', 14.5, 14.5, 1]
		]);
		expect(await names({ overdue: 'yes', sort: 'name' })).toEqual(['back at work', 'its card was changed']);
		await changeSettings(db.pool, { stageLimits: { mql: 1.5 } });
		expect(await names({ overdue: 'yes', standsIn: 'mql' })).toEqual(['sent back']);
		await changeSettings(db.pool, { stageLimits: { lead: 30, mql: 2, sal: 15 } });
		expect((await report()).overdue).toBe(0);
		await changeSettings(db.pool, { stageLimits: {} });
	});

	test('does not depend on the days of arrival, nor on who works the leads and where they stand', async () => {
		const { stages } = await report({ from: '2026-06-01', values: { manager: ['Anna'], stage: ['lead'] } });
		expect(stages.map(({ timed, limit, open, overdue }) => [timed, limit, open, overdue])).toEqual([
			[12, expect.closeTo(10.9, 9), 2, 0],
			[12, null, 0, 0],
			[12, 10, 0, 0]
		]);
	});

	test('is not known where fewer than 10 went on', async () => {
		const none = await report({ values: { channel: [''] } });
		expect(rows(none)).toEqual([
			['lead', 'mql', 5, null, null, null, 0],
			['mql', 'sal', 1, null, null, null, 0],
			['sal', 'client', 1, null, null, null, 0]
		]);
		expect((await list({ sort: 'idle' }, { values: { channel: [''] } })).leads[0]).toMatchObject({
			limitDays: null
		});
	});
});

test('as of an earlier day whoever ended later is open, in the stage it had reached by then', async () => {
	// The ten that went on after 1 and 2 days of January have not: on the third there is no benchmark.
	const found = await report({ asOf: '2026-01-03' });
	expect(rows(found)).toEqual([
		['lead', 'mql', 10, null, null, null, 0],
		['mql', 'sal', 0, null, null, null, 0],
		['sal', 'client', 2, null, null, null, 0]
	]);
	expect(found.stages[0]!.timed).toBe(2);
	expect(await names({ standsIn: 'sal', sort: 'name' }, { asOf: '2026-01-03' })).toEqual([
		'went on 1',
		'went on 2'
	]);
	expect(found.retryTotal).toMatchObject({ refused: 2, undated: 1 });
});

test('credit counts a lead for its first manager', async () => {
	const { managers } = await report({ credit: 'first' });
	expect(managers.map(({ key, open, overdue }) => [key, open, overdue])).toEqual([
		['Boris', 2, 2],
		['Anna', 4, 1],
		[null, 1, 1]
	]);
});

test('refused leads by reason and age, and what came of those that were worked again', async () => {
	const { retry, retryTotal } = await report();
	expect(retry.map(({ reason, refused, ages, undated }) => [reason, refused, ages, undated])).toEqual([
		['Price', 3, [1, 1, 0, 0, 0], 1],
		['No time', 1, [1, 0, 0, 0, 0], 0],
		[null, 1, [0, 0, 1, 0, 0], 0]
	]);
	expect(retry[0]).toMatchObject({
		...{ reopened: 3, clients: 1, rate: 1 / 3, verdict: 'few' },
		returnedAfter: { n: 3, p25: 25, median: 30, p75: 82 }
	});
	expect(retry[0]!.interval).toEqual([expect.closeTo(0.0615, 4), expect.closeTo(0.7923, 4)]);
	expect(retry[1]).toMatchObject({ reopened: 0, rate: null, interval: [null, null] });
	expect(retryTotal).toMatchObject({
		refused: 5,
		ages: [2, 1, 1, 0, 0],
		undated: 1,
		reopened: 3,
		clients: 1
	});
	const chosen = await report({ values: { outcome: ['client', 'open'] } });
	expect(chosen.retry.map(({ reopened, rate, verdict }) => [reopened, rate, verdict])).toEqual([
		[2, null, null]
	]);
});

test.each([
	['all', {}],
	['a range', { from: '2026-01-02', to: '2026-06-15' }],
	['a window and a period, which do not count here', { window: 20, mode: 'period', from: '2026-01-05' }],
	['an earlier day', { asOf: '2026-02-03' }],
	['a manager', { values: { manager: ['Boris'] } }],
	['first managers', { credit: 'first' }]
])('every figure of %s opens its leads', async (_, filters: Record<string, unknown>) => {
	const found = await report(filters);
	const values = (filters.values ?? {}) as object;
	const total = async (selection: object, more: object = {}) =>
		(await list(selection, { ...filters, values: { ...values, ...more } })).total;
	expect(await total({ standsIn: 'any' })).toBe(found.open);
	expect(await total({ overdue: 'yes' })).toBe(found.overdue);
	for (const { stage, open, upToP50, upToP90, beyondP90, overdue } of found.stages) {
		expect(await total({ standsIn: stage })).toBe(open);
		expect(await total({ standsIn: stage, overdue: 'yes' })).toBe(overdue);
		expect(await total({ standsIn: stage, idle: 'median' })).toBe(upToP50 ?? 0);
		expect(await total({ standsIn: stage, idle: 'p90' })).toBe(upToP90 ?? 0);
		expect(await total({ standsIn: stage, idle: 'beyond' })).toBe(beyondP90 ?? 0);
	}
	const by = filters.credit === 'first' ? 'firstManager' : 'manager';
	for (const { key, open, overdue } of found.managers) {
		expect(await total({ standsIn: 'any' }, { [by]: [key ?? ''] })).toBe(open);
		expect(await total({ overdue: 'yes' }, { [by]: [key ?? ''] })).toBe(overdue);
	}
	for (const { reason, refused, ages, undated, reopened, clients } of found.retry) {
		const of = { reason: reason ?? '' };
		expect(await total({ refusedAge: 'any', ...of })).toBe(refused);
		for (const [i, count] of [...ages, undated].entries())
			expect(await total({ refusedAge: refusedAges[i], ...of })).toBe(count);
		expect(await total({ reopened: 'yes', ...of })).toBe(reopened);
		expect(await total({ reopened: 'yes', ended: 'client', ...of })).toBe(clients);
	}
});

test('the list says how long each lead waits, the longest first', async () => {
	const { leads } = await list({ overdue: 'yes', sort: 'idle' });
	expect(leads.map(({ name, idleDays, limitDays }) => [name, idleDays, limitDays])).toEqual([
		['its card was changed', 30, expect.closeTo(10.9, 9)],
		['day unknown', 29, expect.closeTo(10.9, 9)],
		['long', 20, expect.closeTo(10.9, 9)],
		['back at work', 15, 10]
	]);
	expect((await list({ sort: 'newest' })).leads[0]).toMatchObject({ idleDays: null, limitDays: null });
});

test('unrecorded stages count as the one before', async () => {
	await forgetAll(db.pool);
	// One MQL of 120 leads is too few to record the stage.
	const many = Array.from({ length: 119 }, (_, i) =>
		of(`one of many ${i}`, ['created', '06-01'], ['sal', '06-02'])
	);
	await loadEvents(db.pool, [
		...many.flat(),
		...of('an MQL', ['created', '06-01'], ['mql', '06-02']),
		...of('the last', ['created', '06-11'])
	]);
	await replayAll(db.pool);
	expect(rows(await report())).toEqual([
		['lead', 'sal', 2, 1, 0, 1, 1],
		['sal', 'client', 119, null, null, null, 0]
	]);
	expect(await names({ standsIn: 'lead', idle: 'beyond' })).toEqual(['an MQL']);
	expect(await names({ standsIn: 'mql' })).toEqual([]);
});

test('nobody waits, and nobody was refused', async () => {
	const found = await report({ values: { channel: ['TV'] } });
	expect([found.open, found.managers, found.retry]).toEqual([0, [], []]);
	expect(found.stages.map(({ longestDays }) => longestDays)).toEqual([null, null]);
});
