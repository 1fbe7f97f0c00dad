/** What the data hold that score models can ask for, and how many leads meet a condition. */
import { beforeAll, expect, test } from 'vitest';
import type { When } from '#lib/scoring/model.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { activityFields, countAll, readConditions, type Conditions } from '#lib/server/scoring/conditions.ts';
import { countCondition } from '#lib/server/scoring/count-condition.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

type Told = [type: string, day: number, more?: object];
const of = (lead: string, ...told: Told[]) =>
	told.map(([type, day, more]) => ({
		...{ lead, source: 'crm', type, at: `2026-03-${String(day).padStart(2, '0')}T10:00:00Z` },
		...more
	}));
const told = (attributes: object) => ({ attributes });
const visit = (attributes: object) => ({ activity: 'visit', attributes });

const events = [
	...of(
		'Anna',
		['created', 1, told({ Size: '50', Job: 'Head of sales' })],
		['activity', 2, visit({ minutes: '5' })],
		['activity', 3, visit({ minutes: '40', page: '/prices' })],
		['profile', 4, told({ Budget: 'approved' })],
		['client', 9]
	),
	...of(
		'Boris',
		['created', 1, told({ Size: 'about 20', Budget: 'asked' })],
		['profile', 2, told({ Budget: 'approved' })],
		['activity', 3, visit({ minutes: '7', page: '/prices' })],
		['profile', 4, told({ Budget: 'refused' })],
		['contacted', 5]
	),
	...of(
		'Clara',
		['created', 1, told({ Size: '1e2', Job: 'sales' })],
		['activity', 2, { activity: 'survey' }]
	),
	...of('Dora', ['created', 1])
];

beforeAll(async () => {
	await loadEvents(db.pool, events);
	await replayAll(db.pool);
});

const counting = <T>(read: (context: Parameters<typeof countAll>[0], of: Conditions) => Promise<T>) =>
	withReport(db, utcConfig, async (context) => read(context, await countAll(context)));

test('lists activities, events and attributes with the leads and clients that have them', async () => {
	const { facts } = await readConditions(db, utcConfig);
	expect(facts).toMatchObject({ leads: 4, all: 4, clients: 1 });
	expect(facts.activities).toEqual([
		{ name: 'visit', events: 3, leads: 2, clients: 1 },
		{ name: 'survey', events: 1, leads: 1, clients: 0 }
	]);
	expect(facts.events).toEqual([
		{ type: 'created', events: 4, leads: 4, clients: 1 },
		{ type: 'activity', events: 4, leads: 3, clients: 1 },
		{ type: 'profile', events: 3, leads: 2, clients: 1 },
		{ type: 'client', events: 1, leads: 1, clients: 1 },
		{ type: 'contacted', events: 1, leads: 1, clients: 0 }
	]);
	const size = facts.attributes.find(({ name }) => name === 'Size')!;
	expect(size).toMatchObject({ leads: 3, clients: 1, values: 3, numbers: 2, min: 50, max: 100 });
	const budget = facts.attributes.find(({ name }) => name === 'Budget')!;
	expect(budget).toMatchObject({ leads: 2, values: 2, numbers: 0, min: null, max: null });
	expect(budget.common).toEqual([
		{ value: 'approved', leads: 1, clients: 1 },
		{ value: 'refused', leads: 1, clients: 0 }
	]);
});

test('lists what events of an activity tell', async () => {
	const fields = await counting((context, conditions) => activityFields(context, conditions, 'visit'));
	expect(fields.map(({ name, values, min, max }) => ({ name, values, min, max }))).toEqual([
		{ name: 'minutes', values: 3, min: 5, max: 40 },
		{ name: 'page', values: 1, min: null, max: null }
	]);
	expect(fields[1]!.common).toEqual([{ value: '/prices', leads: 2, clients: 1 }]);
});

const size = (op: 'gte' | 'lte' | 'between', value: number | number[]) => ({ attribute: 'Size', op, value });
const page = { attribute: 'page', op: 'eq', value: '/prices' } as const;
const approved = { attribute: 'Budget', op: 'eq', value: 'approved' } as const;

test.each<[string, When, leads: number, clients: number]>([
	['the latest value', approved, 1, 1],
	['one of several', { attribute: 'Budget', op: 'in', value: ['approved', 'refused'] }, 2, 1],
	['a number; text is none', size('gte', 20), 2, 1],
	['a number that is at most', size('lte', 60), 1, 1],
	['both ends', size('between', [50, 100]), 2, 1],
	['a part of the text, whatever its case', { attribute: 'Job', op: 'contains', value: 'SALES' }, 2, 1],
	['a value that is known', { attribute: 'Size', op: 'exists' }, 3, 1],
	['an attribute that nobody told', { attribute: 'Colour', op: 'exists' }, 0, 0],
	['two attributes', { all: [size('gte', 20), { attribute: 'Job', op: 'eq', value: 'sales' }] }, 1, 0],
	['an activity', { activity: 'visit' }, 2, 1],
	['an activity that nobody did', { activity: 'webinar' }, 0, 0],
	['an activity with a field', { activity: 'visit', where: [page] }, 2, 1],
	[
		'an activity with two fields of one event',
		{ activity: 'visit', where: [page, { attribute: 'minutes', op: 'gte', value: 10 }] },
		1,
		1
	],
	['a field that no event has', { activity: 'survey', where: [page] }, 0, 0],
	['an event', { event: 'contacted' }, 1, 0],
	['an event of which there is none', { event: 'returned' }, 0, 0],
	['what was told by the time of the activity', { all: [{ activity: 'visit' }, approved] }, 1, 0],
	['two activities at one event', { all: [{ activity: 'visit' }, { activity: 'survey' }] }, 0, 0]
])('counts %s', async (_, when, leads, clients) => {
	const count = await counting((context, conditions) => countCondition(context, conditions, when));
	expect(count).toEqual({ leads, clients, isAbout: false });
});

test('counts a knock-out rule with all that was ever told', async () => {
	const when: When = { all: [{ activity: 'visit' }, approved] };
	const count = await counting((context, conditions) => countCondition(context, conditions, when, true));
	expect(count).toEqual({ leads: 1, clients: 1, isAbout: false });
});

test('counts a sample of many leads, and says of how many', async () => {
	const { facts } = await withReport(db, utcConfig, (context) => countAll(context, 2));
	expect(facts.all).toBe(4);
	expect(facts.leads).toBeLessThan(4);
	expect(facts.events.find(({ type }) => type === 'created')?.leads ?? 0).toBe(facts.leads);
});
