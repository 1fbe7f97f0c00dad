/** The response times over the database: small stories, and the lists behind their figures. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import type { BandFigures } from '#lib/leadtime/report.ts';
import { responseStates } from '#lib/leadtime/response-states.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { responseReport } from '#lib/server/reports/response.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

type Told = [type: string, at: string, more?: object];
const of = (name: string, channel: string | null, manager: string | null, ...told: Told[]) =>
	told.map(([type, at, more]) => ({
		lead: name,
		name,
		source: 'crm',
		type,
		at: at.length === 5 ? `2026-${at}` : `2026-${at.replace(' ', 'T')}:00Z`,
		...(type === 'created' ? { channel, manager } : {}),
		...more
	}));
const call = { activity: 'call_attempt' };

// Data up to 31 March, 12:00. 2 March 2026 is a Monday.
const events = [
	...of(
		'at once',
		'Ads',
		'Anna',
		['created', '03-02 10:00'],
		['contacted', '03-02 10:04'],
		['client', '03-09 10:00']
	),
	...of('at five minutes', 'Ads', 'Anna', ['created', '03-02 10:30'], ['contacted', '03-02 10:35']),
	...of(
		'at an hour',
		'Ads',
		'Boris',
		['created', '03-02 11:00'],
		['contacted', '03-02 12:00'],
		['client', '03-20 10:00']
	),
	...of(
		'at the second attempt',
		'Mail',
		'Anna',
		['created', '03-03 09:00'],
		['activity', '03-03 10:00', call],
		['contacted', '03-03 13:00', { manager: 'Boris' }]
	),
	...of('in the evening', 'Mail', 'Boris', ['created', '03-02 20:00'], ['contacted', '03-03 09:03']),
	...of('over the weekend', 'Mail', 'Boris', ['created', '03-06 17:30'], ['contacted', '03-09 09:10']),
	...of('after three days', 'Mail', null, ['created', '03-02 10:00'], ['contacted', '03-05 10:00']),
	...of('on a day', 'Ads', 'Anna', ['created', '03-10 10:00'], ['contacted', '03-12']),
	...of('of a day', 'Ads', 'Anna', ['created', '03-10'], ['contacted', '03-10 15:00']),
	...of('never', 'Ads', 'Boris', ['created', '03-04 10:00']),
	...of('lost at once', 'Ads', 'Boris', ['created', '03-31 10:00'], ['refused', '03-31 11:00']),
	...of('waiting', 'Mail', 'Anna', ['created', '03-28 12:01'], ['activity', '03-28 13:00', call]),
	...of('old enough', 'Mail', 'Anna', ['created', '03-28 12:00'], ['activity', '03-29 13:00', call]),
	...of('the newest', null, null, ['created', '03-31 11:50'], ['contacted', '03-31 12:00'])
];

beforeAll(async () => {
	await loadEvents(db.pool, events);
	await replayAll(db.pool);
});

const report = (filters: object = {}) =>
	withReport(db, utcConfig, (context) => responseReport(context, filtersSchema.parse(filters)));
const list = async (selection: object, filters: object = {}) => {
	const { leads, total } = await withReport(db, utcConfig, (context) =>
		listLeads(context, filtersSchema.parse(filters), leadSelectionSchema.parse({ limit: 1000, ...selection }))
	);
	expect(leads).toHaveLength(total);
	return leads.map(({ name }) => name).sort();
};
const counts = (bands: BandFigures[]) => bands.map(({ leads, clients }) => [leads, clients]);

test('each lead is in one band, or waits, or has no known time', async () => {
	const { response, groups } = await report();
	expect(counts(response.bands)).toEqual([
		[1, 1],
		[2, 0],
		[1, 1],
		[0, 0],
		[2, 0],
		[1, 0],
		[1, 0],
		[3, 0]
	]);
	expect(response).toMatchObject({ n: 8, waiting: 1, leftOut: 2 });
	// 4, 5, 10, 60, 240, 783, 3820 and 4320 minutes.
	expect(response.medianMinutes).toBe(150);
	expect(response.p90Minutes).toBeCloseTo(3970, 9);
	expect(response.withinHour).toMatchObject({ count: 3, of: 11, rate: 3 / 11 });
	expect(response.reach).toMatchObject({ count: 10, of: 13 });
	expect(groups).toEqual([]);
});

test('the working hours pass over nights and weekends', async () => {
	const { response } = await report();
	// 3, 4, 5, 10, 40, 60, 240 and 1620: three days.
	expect(counts(response.working.bands).map(([leads]) => leads)).toEqual([2, 3, 1, 0, 1, 1, 0, 3]);
	expect(response.working).toMatchObject({ n: 8, medianMinutes: 25, withinHour: { count: 5, of: 11 } });
});

test('channels and sales reps, whichever the lead is credited to', async () => {
	const { channels, managers } = await report();
	expect(channels.map(({ key, leads, n, reach }) => [key, leads, n, reach.count, reach.of])).toEqual([
		['Ads', 7, 3, 5, 7],
		['Mail', 6, 4, 4, 5],
		[null, 1, 1, 1, 1]
	]);
	expect(channels[0]).toMatchObject({ medianMinutes: 5, leftOut: 2, withinHour: { count: 2, of: 5 } });
	const leads = (rows: typeof managers) => rows.map(({ key, leads }) => [key, leads]);
	expect(leads(managers)).toEqual([
		['Anna', 6],
		['Boris', 6],
		[null, 2]
	]);
	expect(leads((await report({ credit: 'first' })).managers)).toEqual([
		['Anna', 7],
		['Boris', 5],
		[null, 2]
	]);
});

test('the hours of the week', async () => {
	const { week } = await report();
	expect(week.unknown).toBe(1);
	expect(week.hours).toHaveLength(168);
	expect(week.hours.reduce((sum, { arrivals }) => sum + arrivals, 0)).toBe(13);
	expect(week.hours[10]).toMatchObject({ arrivals: 3, contacted: 3, n: 3, medianMinutes: 5, waiting: 0 });
	expect(week.hours[10]!.withinHour).toMatchObject({ count: 2, of: 3 });
	expect(week.hours[2 * 24 + 10]).toMatchObject({ arrivals: 1, contacted: 0, medianMinutes: null });
	expect(week.hours[5 * 24 + 12]).toMatchObject({ arrivals: 2, waiting: 1, withinHour: { count: 0, of: 1 } });
});

test('attempts until a lead is reached', async () => {
	const { attempts } = await report();
	expect(attempts).toMatchObject({ tried: 12, reach: { count: 10, of: 12 } });
	expect(
		attempts.rows.map(({ reached, cumulative, missed }) => [reached.count, reached.of, cumulative, missed])
	).toEqual([
		[9, 12, 9 / 12, 2],
		[1, 1, 10 / 12, 0]
	]);
	expect(attempts.conversion).toMatchObject({
		reached: { count: 2, of: 10 },
		missed: { count: 0, of: 2 },
		untried: { count: 0, of: 2 }
	});
});

test('what is later than the as-of date or the window is not there yet', async () => {
	const early = (await report({ asOf: '2026-03-04' })).response;
	// "after three days" is contacted on the 5th, "never" is a day old.
	expect(counts(early.bands).map(([leads]) => leads)).toEqual([1, 1, 1, 0, 2, 0, 0, 0]);
	expect(early).toMatchObject({ waiting: 2, n: 5 });
	const day = (await report({ window: 1 })).response;
	expect(day).toMatchObject({ n: 5 });
	expect(day.waiting).toBe(6);
	const month = (await report({ window: 20 })).response;
	expect(counts(month.bands)).toEqual([
		[1, 1],
		[1, 0],
		[1, 1],
		[0, 0],
		[2, 0],
		[1, 0],
		[1, 0],
		[1, 0]
	]);
});

test('groups have the same figures; leads count by their arrival in period mode', async () => {
	const { groups } = await report({ by: ['channel'] });
	expect(groups.map(({ key, response }) => [key, response.n, response.waiting])).toEqual([
		['Ads', 3, 0],
		['Mail', 4, 1],
		[null, 1, 0]
	]);
	const range = { from: '2026-03-02', to: '2026-03-03' };
	expect((await report({ ...range, mode: 'period' })).response).toEqual((await report(range)).response);
});

test('bands are not compared among leads chosen by how they ended', async () => {
	const open = (await report()).response.bands[0]!;
	expect(open).toMatchObject({ others: 0.25, verdict: 'few' });
	const chosen = await report({ values: { outcome: ['client'] } });
	expect(chosen.response.bands[0]).toMatchObject({ clients: 1, others: null, verdict: null });
	expect(chosen.hour.wall.sameKind).toBeNull();
	expect(chosen.temperatures).toEqual([]);
});

describe('every count opens its leads', () => {
	const filters = [
		{},
		{ asOf: '2026-03-04' },
		{ window: 1 },
		{ mode: 'period', from: '2026-03-02', to: '2026-03-05' }
	];
	test.each(filters)('%j', async (chosen) => {
		const { response, attempts, week } = await report(chosen);
		for (const state of responseStates) {
			const leads =
				state === 'waiting'
					? response.waiting
					: state === 'unknown'
						? response.leftOut
						: response.bands.find(({ band }) => band === state)!.leads;
			expect(await list({ response: state }, chosen), state).toHaveLength(leads);
		}
		for (const { band, leads, clients } of response.working.bands) {
			expect(await list({ workingResponse: band }, chosen), band).toHaveLength(leads);
			expect(await list({ workingResponse: band, reached: 'client' }, chosen)).toHaveLength(clients);
		}
		expect(await list({ response: 'withinHour' }, chosen)).toHaveLength(response.withinHour.count);
		for (const { attempts: n, reached, missed } of attempts.rows) {
			expect(await list({ contact: 'reached', attempts: n }, chosen)).toHaveLength(reached.count);
			expect(await list({ contact: 'missed', attempts: n }, chosen)).toHaveLength(missed);
		}
		expect(await list({ contact: 'untried' }, chosen)).toHaveLength(attempts.conversion.untried.of);
		expect(await list({ arrivedHour: 10 }, chosen)).toHaveLength(week.hours[10]!.arrivals);
	});

	test('by name', async () => {
		expect(await list({ response: '1h' })).toEqual(['at five minutes', 'the newest']);
		expect(await list({ workingResponse: '5m' })).toEqual(['at once', 'in the evening']);
		expect(await list({ response: 'waiting' })).toEqual(['waiting']);
		expect(await list({ response: 'unknown' })).toEqual(['of a day', 'on a day']);
		expect(await list({ contact: 'missed' })).toEqual(['old enough', 'waiting']);
		expect(await list({ response: 'never', arrivedHour: 58 })).toEqual(['never']);
	});
});

test('other working hours recalculate the leads', async () => {
	await changeSettings(db.pool, {
		workingHours: { week: Array<[string, string]>(7).fill(['00:00', '24:00']), holidays: [] }
	});
	await replayAll(db.pool);
	const { response } = await report();
	const { working, ...wall } = response;
	expect(working).toEqual({
		n: wall.n,
		medianMinutes: wall.medianMinutes,
		p90Minutes: wall.p90Minutes,
		withinHour: wall.withinHour,
		bands: wall.bands
	});
});
