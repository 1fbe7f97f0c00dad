/** The page of one sales rep over the database: a small company, every figure counted by hand. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { repReasons, repReturned } from '#lib/managers/rep-reasons.ts';
import { repSteps } from '#lib/managers/rep-steps.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { withReport, type ReportContext } from '#lib/server/reports/context.ts';
import { managerHandovers } from '#lib/server/reports/manager-handovers.ts';
import { managerPeers, type Peers } from '#lib/server/reports/manager-peers.ts';
import { isKnownManager, managerPresence } from '#lib/server/reports/manager-presence.ts';
import { managerStanding, returnCells, standingCells } from '#lib/server/reports/manager-standing.ts';
import { managerWork } from '#lib/server/reports/manager-work.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

type Told = [type: string, at: string, more?: object];

const of = (name: string, channel: string, manager: string | null, ...told: Told[]) =>
	told.map(([type, at, more]) => ({
		lead: name,
		name,
		source: 'crm',
		type,
		at: `2026-${at.length === 5 ? `${at}T10:00` : at}:00Z`,
		...(type === 'created' ? { channel, manager } : {}),
		...more
	}));

const call = { activity: 'call_attempt' };
const events = [
	...of(
		'sold',
		'Ads',
		'Anna',
		['created', '01-05'],
		['contacted', '01-05T10:30'],
		['sal', '01-06'],
		['sql', '01-08'],
		['client', '01-15', { amount: '100' }]
	),
	...of(
		'too dear',
		'Ads',
		'Anna',
		['created', '01-05'],
		['contacted', '01-05T12:00'],
		['sal', '01-06'],
		['refused', '01-20', { reason: 'Price' }]
	),
	...of(
		'sent back',
		'Ads',
		'Anna',
		['created', '01-07'],
		['activity', '01-07T11:00', call],
		['sal', '01-08'],
		['returned', '01-09', { reason: 'Too early' }]
	),
	...of(
		'called in vain',
		'Mail',
		'Anna',
		['created', '01-10'],
		['sal', '01-11'],
		['activity', '01-12', { activity: 'missed_call' }]
	),
	...of(
		'taken over',
		'Mail',
		'Boris',
		['created', '01-10'],
		['sal', '01-11'],
		['assigned', '01-15', { manager: 'Anna' }],
		['sql', '01-20']
	),
	...of(
		'opened again',
		'Ads',
		'Anna',
		['created', '01-03'],
		['sal', '01-04'],
		['refused', '01-05', { reason: 'Price' }],
		['reopened', '01-09', { manager: 'Anna' }]
	),
	...of('new', 'Mail', 'Anna', ['created', '02-10']),
	...of(
		'sold by Boris',
		'Ads',
		'Boris',
		['created', '01-05'],
		['contacted', '01-05T10:10'],
		['sal', '01-06'],
		['sql', '01-10'],
		['client', '01-25', { amount: '300' }]
	),
	...of(
		'too dear for Boris',
		'Ads',
		'Boris',
		['created', '01-05'],
		['sal', '01-06'],
		['refused', '01-20', { reason: 'Price' }]
	),
	...of(
		'without a budget',
		'Ads',
		'Boris',
		['created', '01-05'],
		['sal', '01-06'],
		['refused', '01-20', { reason: 'No budget' }]
	),
	...of(
		'tried twice',
		'Mail',
		'Boris',
		['created', '01-10'],
		['sal', '01-11'],
		['activity', '01-12', call],
		['activity', '01-13', call]
	),
	...of(
		'given away',
		'Mail',
		'Anna',
		['created', '01-10'],
		['assigned', '01-12', { manager: 'Vera' }],
		['sal', '01-13'],
		['junk', '01-14', { reason: 'Spam' }]
	),
	...of(
		'through five hands',
		'Ads',
		'Anna',
		['created', '01-02'],
		['sal', '01-03'],
		['assigned', '01-04', { manager: 'Boris' }],
		['assigned', '01-05', { manager: 'Vera' }],
		['assigned', '01-06', { manager: 'Anna' }],
		['assigned', '01-07', { manager: 'Boris' }],
		['refused', '01-08', { reason: 'Price' }]
	),
	...of('nobody’s', 'Ads', null, ['created', '01-05'], ['sal', '01-06'], ['client', '01-07'])
];

beforeAll(async () => {
	await loadEvents(db.pool, events);
	await replayAll(db.pool);
});

type Given = Record<string, unknown>;
const upTo = '2026-02-28';

const inReport = <T>(
	name: string,
	filters: Given,
	read: (context: ReportContext, peers: Peers) => Promise<T>
) =>
	withReport(db, utcConfig, (context) =>
		read(context, managerPeers(context, filtersSchema.parse({ asOf: upTo, ...filters }), name))
	);

const leads = async (selection: object, filters: Given = {}) => {
	const list = await withReport(db, utcConfig, (context) =>
		listLeads(context, filtersSchema.parse({ asOf: upTo, ...filters }), leadSelectionSchema.parse(selection))
	);
	expect(list.leads).toHaveLength(list.total);
	return list.leads.map(({ name }) => name!).sort();
};
const ofAnna = { values: { manager: ['Anna'] } };

const steps = (name: string, filters: Given = {}) =>
	inReport(name, filters, async (context, peers) =>
		repSteps(await standingCells(context, peers), ['sal', 'sql', 'client'], true)
	);

describe('the steps', () => {
	test('beside what the others make of the same kinds of leads', async () => {
		expect(await steps('Anna')).toEqual([
			expect.objectContaining({
				...{ from: 'sal', to: 'sql', leads: 6, made: 2, comparable: 6, others: 1, othersRate: 1 / 6 },
				...{ difference: expect.closeTo(1 / 6, 12), clear: null }
			}),
			// Nobody else has an SQL lead from a mail.
			expect.objectContaining({
				...{ from: 'sql', to: 'client', leads: 2, made: 1, rate: 0.5, comparable: 1, others: 1 },
				...{ difference: 0, clear: null }
			})
		]);
	});

	test('for the first manager instead of the last', async () => {
		const [first] = await steps('Anna', { credit: 'first' });
		expect(first).toMatchObject({ leads: 7, made: 1 });
	});

	test('a choice of rows does not choose the others', async () => {
		const chosen = await steps('Anna', { values: { manager: ['Anna'], role: ['presales'], team: [''] } });
		expect(chosen).toEqual(await steps('Anna'));
	});

	test('of some leads only', async () => {
		const [first] = await steps('Anna', { values: { firstManager: ['Anna'], channel: ['Mail'] } });
		expect(first).toMatchObject({ leads: 1, comparable: 1, others: 0 });
		const [second] = await steps('Anna', { values: { firstManager: ['Boris'], channel: ['Mail'] } });
		expect(second).toMatchObject({ leads: 1, made: 1, comparable: 1, others: 0, difference: 1 });
	});

	test('of somebody without leads', async () => {
		expect(await steps('Nobody')).toMatchObject([
			{ leads: 0, made: 0, rate: null, others: null, difference: null, clear: null },
			{ leads: 0, made: 0, rate: null, others: null, difference: null, clear: null }
		]);
	});
});

test('the reasons', async () => {
	const [reasons, returned] = await inReport('Anna', {}, async (context, peers) => {
		const cells = await standingCells(context, peers);
		const back = await returnCells(context, peers);
		return [repReasons(cells, back, true), repReturned(cells, back, true)];
	});
	expect(
		reasons.map(({ how, reason, leads: n, made, others, clear }) => [how, reason, n, made, others, clear])
	).toEqual([
		['refused', 'Price', 6, 1, 2, null],
		['returned', 'Too early', 6, 1, 0, null],
		['junk', 'Spam', 6, 0, 1, null],
		['refused', 'No budget', 6, 0, 1, null]
	]);
	expect(returned).toMatchObject({ leads: 6, made: 1, others: 0 });
	const opened = { reached: 'sal', ...{ ended: 'refused', reason: 'Price' } };
	expect(await leads(opened, ofAnna)).toEqual(['too dear']);
	expect(await leads({ reached: 'sal', returnReason: 'Too early' }, ofAnna)).toEqual(['sent back']);
});

test('the work', async () => {
	const { own, others } = await inReport('Anna', {}, managerWork);
	expect(own).toMatchObject({
		...{ leads: 7, answered: 2, medianMinutes: 75 },
		reach: { count: 2, of: 3 },
		missedCalls: { count: 1, of: 7 },
		...{ openMissedCalls: 1, open: 5 },
		untried: { count: 4, of: 5 },
		unreached: { count: 1, of: 5 },
		toClient: { n: 1, median: 10 },
		acceptedToClient: { n: 1, median: 9 },
		revenue: { sum: 100, clients: 1, average: 100 }
	});
	expect(others).toMatchObject({
		...{ leads: 6, answered: 1, medianMinutes: 10 },
		reach: { count: 1, of: 2 },
		missedCalls: { count: 0, of: 6 },
		...{ openMissedCalls: 0, open: 1 },
		untried: { count: 0, of: 1 },
		unreached: { count: 1, of: 1 },
		toClient: { n: 1, median: 20 },
		acceptedToClient: { n: 1, median: 19 },
		revenue: { sum: 300, clients: 1, average: 300 }
	});
	expect(await leads({ standsIn: 'any', contact: 'untried' }, ofAnna)).toHaveLength(4);
	expect(await leads({ standsIn: 'any', contact: 'missed' }, ofAnna)).toEqual(['sent back']);
	expect(await leads({ missedCalls: 'any' }, ofAnna)).toEqual(['called in vain']);
	expect(await leads({ standsIn: 'any', missedCalls: 'open' }, ofAnna)).toEqual(['called in vain']);
});

describe('leads that changed hands', () => {
	const handed = (name: string, filters: Given = {}) =>
		inReport(name, filters, (context, peers) => managerHandovers(context, peers, name));

	test('count once for each who had them', async () => {
		const { taken, given, kept } = await handed('Anna');
		expect(taken).toEqual({
			...{ leads: 2, times: 2, clients: 0, lost: 1, open: 1 },
			people: [
				{ key: 'Boris', leads: 1, clients: 0, lost: 0, open: 1 },
				{ key: 'Vera', leads: 1, clients: 0, lost: 1, open: 0 }
			],
			stages: [{ stage: 'sal', leads: 2 }]
		});
		expect(given).toEqual({
			...{ leads: 2, times: 3, clients: 0, lost: 2, open: 0 },
			people: [
				{ key: 'Boris', leads: 1, clients: 0, lost: 1, open: 0 },
				{ key: 'Vera', leads: 1, clients: 0, lost: 1, open: 0 }
			],
			stages: [
				{ stage: 'lead', leads: 1 },
				{ stage: 'sal', leads: 1 }
			]
		});
		expect(kept).toEqual({ leads: 6, clients: 1, lost: 1, open: 4 });
	});

	test('open in lists', async () => {
		expect(await leads({ takenOver: 'Anna' })).toEqual(['taken over', 'through five hands']);
		expect(await leads({ givenAway: 'Anna' })).toEqual(['given away', 'through five hands']);
		expect(await leads({ takenOver: 'Anna', givenAway: 'Boris' })).toEqual(['taken over']);
		expect(await leads({ takenOver: 'Boris', givenAway: 'Anna' })).toEqual(['through five hands']);
		expect(await leads({ keptBy: 'Anna' })).toEqual([
			...['called in vain', 'new', 'opened again', 'sent back', 'sold', 'too dear']
		]);
		expect(await leads({ keptBy: 'Anna', ended: 'client' })).toEqual(['sold']);
	});

	test('of somebody who only ever had one for a while', async () => {
		const { taken, given, kept } = await handed('Vera');
		expect([taken.leads, given.leads, kept.leads]).toEqual([2, 1, 0]);
	});

	test('within the filters of the leads', async () => {
		const { taken } = await handed('Anna', { values: { channel: ['Mail'] } });
		expect(taken.people.map(({ key }) => key)).toEqual(['Boris']);
	});
});

test('who is known, since when, and whether they seem to have left', async () => {
	const known = (name: string) => inReport(name, {}, (context) => isKnownManager(context, name));
	expect([await known('Vera'), await known('vera')]).toEqual([true, false]);
	const met = (name: string, filters: Given = {}) =>
		inReport(name, filters, (context, peers) => managerPresence(context, peers.filters, name));
	expect(await met('Anna')).toEqual({
		first: '2026-01-02T10:00:00.000Z',
		last: '2026-02-10T10:00:00.000Z',
		gone: false
	});
	expect(await met('Vera', { asOf: '2026-04-01' })).toMatchObject({
		last: '2026-01-12T10:00:00.000Z',
		gone: true
	});
	expect(await met('Nobody')).toBeNull();
});

test('nobody is compared where only won leads name their manager', async () => {
	const own = await testDatabase();
	const deal = (name: string, manager: string | null, end: string) =>
		of(name, 'Ads', manager, ['created', '01-05'], ['sal', '01-06'], ['sql', '01-08'], [end, '01-09']);
	const many = (n: number, manager: string | null, end: string) =>
		Array.from({ length: n }, (_, i) => deal(`${manager} ${end} ${i}`, manager, end)).flat();
	await loadEvents(own.pool, [
		...[...many(20, 'Anna', 'client'), ...many(20, 'Boris', 'client')],
		...[...many(1, 'Boris', 'refused'), ...many(20, null, 'refused')]
	]);
	await replayAll(own.pool);
	const standing = (filters: Given = {}) =>
		withReport(own, utcConfig, (context) => managerStanding(context, filtersSchema.parse(filters), 'Anna'));
	const { judged, steps: made, reasons, returned } = await standing();
	expect(judged).toBe(false);
	for (const row of [...made, ...reasons, returned])
		expect(row).toMatchObject({ others: null, difference: null, clear: null });
	expect(made).toMatchObject([
		{ leads: 20, made: 20 },
		{ leads: 20, made: 20 }
	]);
});
