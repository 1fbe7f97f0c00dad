/** How soon leads become clients, over the database: each story is a channel, judged on 20 November 2026 at noon UTC. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { CurvePoint, Incidence } from '#lib/leadtime/report.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { incidenceReport } from '#lib/server/reports/incidence.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();
const config = { ...utcConfig, timezone: 'Europe/Berlin' };

let leads = 0;
type Told = [type: string, at: string, more?: object];

/** A lead and what becomes of it. */
const lead = (channel: string, created: string, ...told: Told[]): object[] => {
	const id = String(++leads);
	const all: Told[] = [['created', created, { channel }], ...told];
	return all.map(([type, at, more]) => ({ source: 'crm', lead: id, type, at, ...more }));
};
const approximate = { approximate: true };

const stories = [
	...lead('Nobody', '2026-11-10T12:00:00Z', ['refused', '2026-11-12T13:00:00Z']),
	...lead('Nobody', '2026-11-10T12:00:00Z'),
	...lead('Nobody', '2026-11-10T12:00:00.001Z'),

	...lead('Everybody', '2026-10-01T12:00:00Z', ['client', '2026-10-02T13:00:00Z']),
	...lead('Everybody', '2026-10-01T12:00:00Z', ['client', '2026-10-04T12:00:00Z']),
	...lead('Everybody', '2026-10-01T12:00:00Z', ['client', '2026-10-05T11:00:00Z']),

	...lead('One', '2026-09-01T12:00:00Z', ['client', '2026-09-07T10:00:00Z']),

	...lead('Day 0', '2026-11-19T13:00:00Z', ['client', '2026-11-19T14:00:00Z']),
	...lead('Day 0', '2026-11-19T13:00:00Z', ['junk', '2026-11-20T12:00:00Z']),
	...lead('Day 0', '2026-11-19T13:00:00Z'),

	...lead('Backwards', '2026-09-10T12:00:00Z', ['client', '2026-09-09T12:00:00Z']),
	...lead('Backwards', '2026-09-10T12:00:00Z', ['client', '2026-09-11T12:00:00Z', approximate]),
	...lead('Backwards', '2026-09-10T12:00:00Z', ['client', '2026-09-15T11:00:00Z']),
	...lead('Backwards', '2026-09-10', ['refused', '2026-09-10', approximate]),
	...lead('Backwards', '2026-09-10', ['unfit', '2026-09-11']),

	// In Berlin 25 October has 25 hours.
	...lead('Dates', '2026-10-20', ['client', '2026-10-30']),
	...lead('Dates', '2026-10-20', ['refused', '2026-10-25']),
	...lead('Dates', '2026-10-25', ['client', '2026-10-25']),
	...lead('Dates', '2026-10-20'),
	...lead('Hours', '2026-10-24T10:30:00Z', ['client', '2026-10-25T10:00:00Z']),
	...lead('Hours', '2026-10-24T10:30:00Z', ['client', '2026-10-25T10:30:00Z']),

	...lead('Old', '2016-11-20T12:00:00Z', ['client', '2026-11-19T12:00:00Z']),
	...lead('Old', '2016-11-20T12:00:00Z'),

	...lead('Later', '2026-11-01T12:00:00Z', ['client', '2026-11-11T12:00:00Z']),
	...lead('Later', '2026-11-01T12:00:00Z', ['refused', '2026-11-03T12:00:00Z']),
	...lead('Later', '2026-11-02T12:00:00Z', ['client', '2026-11-12T12:00:00Z', approximate]),
	...lead('Later', '2026-11-10T12:00:00Z', ['client', '2026-11-10T13:00:00Z']),

	...lead('Window', '2026-10-10T12:00:00Z', ['client', '2026-10-12T12:00:00Z']),
	...lead('Window', '2026-10-10T12:00:00Z', ['client', '2026-10-14T12:00:00Z']),
	...lead('Window', '2026-10-10T12:00:00Z', ['client', '2026-10-14T12:00:00Z', approximate]),
	...lead('Window', '2026-10-10T12:00:00Z', ['refused', '2026-10-11T12:00:00Z']),
	...lead('Window', '2026-10-10T12:00:00Z'),
	...lead('Window', '2026-11-18T12:00:00Z', ['client', '2026-11-18T12:00:00Z'])
];

/** How many days old the leads are, by what became of them; of the clients the day on which they did before that. */
const compared: Record<string, { clients: [number, number][]; lost: number[]; open: number[] }> = {
	a: {
		clients: Array.from({ length: 12 }, (_, i) => [i, 50 + i]),
		lost: [2, 8, 40, 41, 42],
		open: [1, 5, 60]
	},
	b: {
		clients: Array.from({ length: 10 }, (_, i) => [4 * i, 50 + i]),
		lost: [9, 9, 33, 50, 70, 70],
		open: [11, 12, 70]
	},
	c: { clients: Array.from({ length: 9 }, () => [0, 9]), lost: [], open: [] }
};
const before = (days: number, hours: number) =>
	new Date(Date.parse('2026-11-20T12:00:00Z') - days * 86_400_000 - hours * 3_600_000).toISOString();
const comparedLeads = Object.entries(compared).flatMap(([campaign, { clients, lost, open }]) => {
	const of = (age: number, ...told: Told[]) =>
		lead('Compared', before(age, 2), ...told).map((event) => ({ ...event, campaign }));
	return [
		...clients.flatMap(([day, age]) => of(age, ['client', before(age - day, 1)])),
		...lost.flatMap((age) => of(age, ['refused', before(age, 1)])),
		...open.flatMap((age) => of(age)),
		// Nobody knows when: neither is compared.
		...of(80, ['client', before(80, 1), approximate]),
		...of(80, ['junk', before(80, 1), approximate])
	];
});
const manyCampaigns = Array.from({ length: 300 }, (_, i) =>
	lead('Many', before(i, 1)).map((event) => ({ ...event, campaign: `campaign ${i}` }))
).flat();

beforeAll(async () => {
	// Nothing happens later than this.
	const newest = lead('Newest', '2026-11-20T12:00:00Z');
	const all = [...stories, ...comparedLeads, ...manyCampaigns, ...newest];
	const { problem, rows } = await loadEvents(db.pool, all, { config });
	expect([problem, rows.quarantined]).toEqual([null, 0]);
	await replayAll(db.pool, config);
});

const report = (filters: Record<string, unknown> = {}) =>
	withReport(db, config, (context) => incidenceReport(context, filtersSchema.parse(filters)));

const story = async (channel: string, filters: Record<string, unknown> = {}): Promise<Incidence> =>
	(await report({ ...filters, values: { channel: [channel] } })).whole;

const exitsOf = ({ curve }: Incidence) =>
	curve.map(({ day, atRisk, client, lost }) => [day, atRisk, client, lost]);
const shares = (point: CurvePoint | undefined) => [point?.incidence, point?.lostIncidence, point?.open];
const near = (...values: number[]) => values.map((value) => expect.closeTo(value, 12) as number);

describe('the lead times of a channel', () => {
	test('where nobody became a client', async () => {
		const found = await story('Nobody');
		expect(found).toMatchObject({ leads: 3, clients: 0, lost: 1, open: 2, leftOut: 0, afterAsOf: 0 });
		expect(exitsOf(found)).toEqual([
			[2, 3, 0, 1],
			// The third is a millisecond short of the tenth day.
			[9, 2, 0, 0],
			[10, 1, 0, 0]
		]);
		expect(found.curve.map(({ incidence, se, lo, hi }) => [incidence, se, lo, hi])).toEqual(
			Array.from({ length: 3 }, () => [0, null, null, null])
		);
		expect(shares(found.curve.at(-1))).toEqual(near(0, 1 / 3, 2 / 3));
		expect([found.halfTimeDays, found.lossHalfTimeDays]).toEqual([null, 2]);
		expect(found.converted).toEqual({ n: 0, p25: null, median: null, p75: null, p90: null });
	});

	test('where everybody did', async () => {
		const found = await story('Everybody');
		expect(exitsOf(found)).toEqual([
			[1, 3, 1, 0],
			[3, 2, 2, 0]
		]);
		expect(found.curve[1]).toMatchObject({ incidence: 1, lostIncidence: 0, open: 0, hi: 1 });
		expect([found.halfTimeDays, found.lossHalfTimeDays]).toEqual([3, null]);
		expect(found.converted).toEqual({ n: 3, p25: 2, median: 3, p75: 3, p90: 3 });
	});

	test('of one lead', async () => {
		const found = await story('One');
		expect(found.curve).toEqual([
			{ day: 5, atRisk: 1, client: 1, lost: 0, incidence: 1, lostIncidence: 0, open: 0, se: 0, lo: 1, hi: 1 }
		]);
		expect(found).toMatchObject({ leads: 1, clients: 1, halfTimeDays: 5, converted: { n: 1, median: 5 } });
	});

	test('that all leave on day 0', async () => {
		const found = await story('Day 0');
		expect(exitsOf(found)).toEqual([[0, 3, 1, 1]]);
		expect(shares(found.curve[0])).toEqual(near(1 / 3, 1 / 3, 1 / 3));
		expect([found.halfTimeDays, found.lossHalfTimeDays]).toEqual([0, 0]);
	});

	test('lets the dated outcomes stand for those without a date or before the arrival', async () => {
		const found = await story('Backwards');
		expect(found).toMatchObject({ leads: 5, clients: 3, lost: 2, open: 0 });
		expect([found.leftOut, found.leftOutClients, found.leftOutLost]).toEqual([3, 2, 1]);
		expect(exitsOf(found)).toEqual([
			[1, 2, 0, 1],
			[4, 1, 1, 0]
		]);
		expect(shares(found.curve[1])).toEqual(near(3 / 5, 2 / 5, 0));
		expect(found.converted.n).toBe(1);
	});

	test('counts calendar days between mere dates, and periods of 24 hours otherwise', async () => {
		expect(exitsOf(await story('Dates'))).toEqual([
			[0, 4, 1, 0],
			[5, 3, 0, 1],
			[10, 2, 1, 0],
			[31, 1, 0, 0]
		]);
		expect(exitsOf(await story('Hours'))).toEqual([
			[0, 2, 1, 0],
			[1, 1, 1, 0]
		]);
	});

	test('goes on for ten years', async () => {
		const found = await story('Old');
		expect(exitsOf(found)).toEqual([
			[3651, 2, 1, 0],
			[3652, 1, 0, 0]
		]);
		expect(found.halfTimeDays).toBe(3651);
	});

	test('without any leads', async () => {
		expect(await story('None')).toMatchObject({
			leads: 0,
			clients: 0,
			open: 0,
			curve: [],
			halfTimeDays: null
		});
	});
});

describe('filters', () => {
	test('an as-of date leaves open what happened after it', async () => {
		const then = await story('Later', { asOf: '2026-11-05' });
		expect(then).toMatchObject({ leads: 3, clients: 2, lost: 1, open: 0, leftOut: 0, afterAsOf: 2 });
		expect(exitsOf(then)).toEqual([
			[2, 3, 0, 1],
			[3, 2, 0, 0],
			[4, 1, 0, 0]
		]);
		expect(then.converted.n).toBe(0);
		const now = await story('Later');
		expect(now).toMatchObject({ leads: 4, clients: 3, lost: 1, leftOutClients: 1, afterAsOf: 0 });
		expect(exitsOf(now)).toEqual([
			[0, 3, 1, 0],
			[2, 2, 0, 1],
			[10, 1, 1, 0]
		]);
	});

	test('a window leaves open what happened after it, and leaves out younger leads', async () => {
		const found = await story('Window', { window: 3 });
		expect(found).toMatchObject({ leads: 5, clients: 2, lost: 1, open: 2, leftOut: 1, leftOutClients: 1 });
		expect(exitsOf(found)).toEqual([
			[1, 4, 0, 1],
			[2, 3, 1, 0],
			[3, 2, 0, 0]
		]);
		// Each of the two dated clients stands for one and a half.
		expect(shares(found.curve[1])).toEqual(near(0.3, 0.2, 0.5));
		expect(shares(found.curve[2])).toEqual(near(0.3, 0.2, 0.5));
		expect(found.converted).toMatchObject({ n: 1, median: 2 });
		const whole = await story('Window', { to: '2026-11-01' });
		expect(found.curve.slice(0, 2)).toEqual(whole.curve.slice(0, 2));
	});

	test('a range says who arrived, in either mode', async () => {
		const range = { from: '2026-09-01', to: '2026-10-01', by: ['channel'] };
		const cohort = await report(range);
		expect(cohort.groups.map(({ key, leads }) => [key, leads])).toContainEqual(['Backwards', 5]);
		expect(await report({ ...range, mode: 'period' })).toEqual(cohort);
	});

	test('excluded channels are not counted', async () => {
		const { whole } = await report();
		await changeSettings(db.pool, { excludedChannels: ['Many'] });
		expect((await report()).whole.leads).toBe(whole.leads - 300);
		expect((await story('Many')).leads).toBe(300);
		await changeSettings(db.pool, { excludedChannels: [] });
	});
});

describe('groups', () => {
	test.each([
		[['channel']],
		[['campaign']],
		[['month']],
		[['temperature']],
		[['attr.City']],
		[['week', 'manager']]
	])('by %s add up to all leads', async (by) => {
		const { whole, groups } = await report({ by });
		for (const count of ['leads', 'clients', 'lost', 'open', 'leftOut'] as const)
			expect(groups.reduce((sum, group) => sum + group[count], 0)).toBe(whole[count]);
		expect(whole).toEqual((await report()).whole);
	});

	test('are the same as alone, the largest first, or in the order of time', async () => {
		const { groups } = await report({ by: ['channel'] });
		expect(groups.slice(0, 2).map(({ key }) => key)).toEqual(['Many', 'Compared']);
		const { key, ...dates } = groups.find((group) => group.key === 'Dates')!;
		expect(dates).toEqual(await story(key as string));
		const months = (await report({ by: ['month'] })).groups.map((group) => group.key as string);
		expect(months).toEqual([...months].sort());
	});

	test('may be hundreds', async () => {
		const { groups, difference } = await report({ by: ['campaign'], values: { channel: ['Many'] } });
		expect([groups.length, difference]).toEqual([300, null]);
	});
});

describe('the difference of groups', () => {
	const campaigns = { by: ['campaign'], values: { channel: ['Compared'] } };

	test('keeps losses at risk up to the as-of date, and leaves out undated outcomes', async () => {
		const { difference } = await report(campaigns);
		// R 4.2.2: survdiff(Surv(ifelse(client, day, age), client) ~ campaign) of a and b; c has too few clients.
		expect(difference).toEqual({
			groups: 2,
			chisq: expect.closeTo(2.68363514123063, 9),
			df: 1,
			p: expect.closeTo(0.101384059493373, 9),
			pairs: [{ a: 'a', b: 'b', p: expect.closeTo(0.101384059493373, 9), clear: false }]
		});
	});

	test('within a window counts nobody as a client after it', async () => {
		// The same of leads that are forty days old, of which those without a client are at risk for forty days.
		expect((await report({ ...campaigns, window: 40 })).difference).toMatchObject({
			chisq: expect.closeTo(1.52779692919967, 9),
			p: expect.closeTo(0.216443387736116, 9)
		});
		// All twelve clients of a, and three of b within ten days: too few.
		expect((await report({ ...campaigns, window: 12 })).difference).toBeNull();
	});

	test('is not asked for without groups, or where the filters choose the result', async () => {
		expect((await report({ values: campaigns.values })).difference).toBeNull();
		const clients = await report({ by: ['campaign'], values: { ...campaigns.values, outcome: ['client'] } });
		expect([clients.difference, clients.whole.lost]).toEqual([null, 0]);
		expect((await report({ ...campaigns, by: ['campaign', 'stage'] })).difference).toBeNull();
	});
});

test('no events give no curve', async () => {
	await forgetAll(db.pool);
	await db.pool.query('UPDATE state SET data_version = data_version + 1');
	const { whole, groups, difference } = await report({ by: ['channel'] });
	expect([whole.leads, whole.curve, groups, difference]).toEqual([0, [], [], null]);
});
