/** Whom to work now: small stories, told up to Tuesday, 31 March 2026, noon. */
import { beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { filtersSchema } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { todoReasons } from '#lib/managers/todo.ts';
import { todoHeader, todoRows } from '#lib/managers/todo-table.ts';
import { contactsOf } from '#lib/server/leads/contacts.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { ageingReport } from '#lib/server/reports/ageing.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { todayReport } from '#lib/server/reports/today.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

type Told = [type: string, at: string, more?: object];
const of = (name: string, manager: string | null, ...told: Told[]) =>
	told.map(([type, at, more]) => ({
		...{ lead: name, name, source: 'crm', type, at: `2026-${at.replace(' ', 'T')}:00Z` },
		...(type === 'created' ? { channel: 'Ads', manager } : {}),
		...more
	}));
const tried = { activity: 'call_attempt' };
const missed = { activity: 'missed_call' };
const unsubscribed = { activity: 'unsubscribe' };

const events = [
	// The limit of a lead that is not accepted is agreed: 10 days. Of the accepted ones 30.
	...of(
		'called and waits',
		'Anna',
		['created', '03-25 10:00', { phone: '+49 30 1111111', email: 'waits@example.com', company: 'A, B' }],
		['contacted', '03-25 11:00'],
		['activity', '03-30 10:00', missed],
		['activity', '03-30 15:00', missed]
	),
	...of(
		'was called back',
		'Anna',
		['created', '03-25 10:00'],
		['contacted', '03-25 11:00'],
		['activity', '03-30 10:00', missed],
		['activity', '03-30 12:00', tried]
	),
	...of(
		'the tracker saw it call',
		'Boris',
		['created', '03-25 10:00'],
		['contacted', '03-25 11:00'],
		['activity', '03-31 11:00', { ...tried, attributes: { direction: 'inbound' } }]
	),
	...of(
		'called, unsubscribed',
		'Boris',
		['created', '03-25 10:00', { email: 'no@example.com', phone: '+49 30 2222222' }],
		['contacted', '03-25 11:00'],
		['activity', '03-26 10:00', missed],
		['activity', '03-26 11:00', unsubscribed]
	),
	...of(
		'never tried',
		'Anna',
		['created', '03-30 10:00'],
		['activity', '03-31 10:00', { activity: 'visit' }]
	),
	...of('came minutes ago', 'Anna', ['created', '03-31 11:05']),
	...of('came an hour ago', 'Anna', ['created', '03-31 11:00']),
	...of(
		'was sent a mail by sales',
		null,
		['created', '03-29 10:00'],
		['activity', '03-31 09:00', { activity: 'email_sent', manager: 'Anna' }]
	),
	...of(
		'waits beyond the limit',
		'Boris',
		['created', '03-01 10:00'],
		['contacted', '03-10 10:00'],
		['activity', '03-20 10:00', { activity: 'visit' }]
	),
	...of(
		'unsubscribed',
		'Boris',
		['created', '03-01 10:00', { email: 'never@example.com' }],
		['contacted', '03-10 10:00'],
		['activity', '03-11 10:00', unsubscribed]
	),
	...of(
		'subscribed again',
		'Boris',
		['created', '03-01 10:00'],
		['contacted', '03-10 10:00'],
		['activity', '03-11 10:00', unsubscribed],
		['activity', '03-12 10:00', { activity: 'subscribe' }]
	),
	...of(
		'handed over and left',
		'Anna',
		['created', '03-24 10:00'],
		['contacted', '03-24 11:00'],
		['assigned', '03-30 10:00', { manager: 'Clara' }]
	),
	...of(
		'handed over today',
		'Anna',
		['created', '03-24 10:00'],
		['contacted', '03-24 11:00'],
		['assigned', '03-31 10:00', { manager: 'Clara' }]
	),
	...of(
		'handed over and worked',
		'Anna',
		['created', '03-24 10:00'],
		['contacted', '03-24 11:00'],
		['assigned', '03-26 10:00', { manager: 'Clara' }],
		['contacted', '03-27 10:00']
	),
	...of(
		'taken by whoever called',
		null,
		['created', '03-24 10:00'],
		['contacted', '03-24 11:00', { manager: 'Clara' }]
	),
	...of(
		'refused, opened again and handed over',
		'Anna',
		['created', '02-20 10:00'],
		['contacted', '02-20 11:00'],
		['refused', '03-01 10:00'],
		['reopened', '03-27 10:00'],
		['assigned', '03-27 11:00', { manager: 'Clara' }]
	),
	...of('all at once', null, ['created', '03-02 10:00'], ['activity', '03-03 10:00', missed]),
	...of('nobody has it', null, ['created', '03-27 17:30']),
	...of(
		'lost',
		'Anna',
		['created', '03-02 10:00'],
		['activity', '03-03 10:00', missed],
		['refused', '03-31 12:00']
	),
	...of('bought', 'Anna', ['created', '03-02 10:00'], ['sal', '03-03 10:00'], ['client', '03-31 11:30'])
];

beforeAll(async () => {
	await loadEvents(db.pool, events);
	await changeSettings(db.pool, {
		stageLimits: { lead: 10, iql: 10, sal: 30 },
		links: { crm: 'https://crm.example.com/{id}' }
	});
	await replayAll(db.pool);
});

type Chosen = Record<string, unknown>;
const report = (filters: Chosen = {}) =>
	withReport(db, utcConfig, (context) => todayReport(context, filtersSchema.parse(filters)));
const list = (selection: Chosen, filters: Chosen = {}) =>
	withReport(db, utcConfig, (context) =>
		listLeads(context, filtersSchema.parse(filters), leadSelectionSchema.parse(selection))
	);
const names = async (selection: Chosen, filters: Chosen = {}) =>
	(await list({ sort: 'name', ...selection }, filters)).leads.map(({ name }) => name);
const reasons = async (filters: Chosen = {}) =>
	(await list({ todo: 'any', sort: 'urgent' }, filters)).leads.map(({ name, todo }) => [
		name,
		...todo!.reasons,
		todo!.since.slice(5, 16)
	]);

test('each lead once, the most urgent reason first, and of the same reason the latest first', async () => {
	expect(await reasons()).toEqual([
		['the tracker saw it call', 'missedCall', '03-31T11:00'],
		['called and waits', 'missedCall', '03-30T10:00'],
		['called, unsubscribed', 'missedCall', '03-26T10:00'],
		['all at once', 'missedCall', 'untouched', 'overdue', '03-03T10:00'],
		['came an hour ago', 'untouched', '03-31T11:00'],
		['never tried', 'untouched', '03-30T10:00'],
		['nobody has it', 'untouched', '03-27T17:30'],
		['waits beyond the limit', 'overdue', '03-20T10:00'],
		['subscribed again', 'overdue', '03-12T10:00'],
		['handed over and left', 'quiet', '03-30T10:00'],
		['refused, opened again and handed over', 'quiet', '03-27T11:00']
	]);
});

test('the counts of each sales rep, by name, and of what nobody has', async () => {
	const found = await report();
	expect(found.known).toEqual(['missedCall', 'untouched', 'overdue', 'quiet']);
	expect(
		found.rows.map(({ key, leads, reasons, unsubscribed }) => [key, leads, reasons, unsubscribed])
	).toEqual([
		['Anna', 3, { missedCall: 1, hot: null, untouched: 2, overdue: 0, quiet: 0 }, 0],
		['Boris', 4, { missedCall: 2, hot: null, untouched: 0, overdue: 2, quiet: 0 }, 1],
		['Clara', 2, { missedCall: 0, hot: null, untouched: 0, overdue: 0, quiet: 2 }, 0],
		[null, 2, { missedCall: 1, hot: null, untouched: 1, overdue: 0, quiet: 0 }, 0]
	]);
	expect(found.total).toEqual({
		leads: 11,
		reasons: { missedCall: 4, hot: null, untouched: 3, overdue: 2, quiet: 2 },
		unsubscribed: 1,
		overdue: 3
	});
});

test.each([
	['all', {}],
	['a window and a period, which do not count here', { window: 20, mode: 'period', from: '2026-03-20' }],
	['an earlier day', { asOf: '2026-03-28' }],
	['the first sales rep, who does not count here', { credit: 'first' }],
	['a sales rep', { values: { manager: ['Boris'] } }]
])('every figure of %s opens its leads', async (_, filters: Chosen) => {
	const found = await report(filters);
	const total = async (selection: Chosen, manager?: string | null) =>
		(
			await list(selection, {
				...filters,
				values: { ...(filters.values ?? {}), ...(manager === undefined ? {} : { manager: [manager ?? ''] }) }
			})
		).total;
	expect(found.total.leads).toBeGreaterThan(0);
	for (const [counts, manager] of [
		[found.total, undefined] as const,
		...found.rows.map((row) => [row, row.key] as const)
	]) {
		expect(await total({ todo: 'any' }, manager)).toBe(counts.leads);
		expect(await total({ todo: 'any', unsubscribed: 'yes' }, manager)).toBe(counts.unsubscribed);
		for (const reason of todoReasons)
			expect(await total({ todo: reason }, manager)).toBe(counts.reasons[reason] ?? 0);
	}
	expect(await total({ todo: 'any', overdue: 'yes' })).toBe(found.total.overdue);
});

test('whoever waits beyond the limit is on the list, but for those who unsubscribed', async () => {
	const waiting = await names({ overdue: 'yes' });
	expect(waiting).toHaveLength(
		(await withReport(db, utcConfig, (context) => ageingReport(context, filtersSchema.parse({})))).overdue
	);
	expect(waiting).toEqual(['all at once', 'subscribed again', 'unsubscribed', 'waits beyond the limit']);
	expect(await names({ overdue: 'yes', todo: 'any' })).toEqual(
		waiting.filter((name) => name !== 'unsubscribed')
	);
	expect(await names({ todo: 'any', unsubscribed: 'yes' })).toEqual(['unsubscribed']);
	expect(await names({ unsubscribed: 'yes' })).toEqual(['called, unsubscribed', 'unsubscribed']);
});

test('as of an earlier day whoever ended later is open, and what came later is not there yet', async () => {
	// The last activity is known even if it was later: "lost" and "bought" do not wait.
	expect(await reasons({ asOf: '2026-03-28' })).toEqual([
		['called, unsubscribed', 'missedCall', '03-26T10:00'],
		['all at once', 'missedCall', 'untouched', 'overdue', '03-03T10:00'],
		['lost', 'missedCall', 'untouched', '03-03T10:00'],
		['bought', 'untouched', '03-02T10:00'],
		['subscribed again', 'overdue', '03-12T10:00'],
		['refused, opened again and handed over', 'quiet', '03-27T11:00']
	]);
});

test('hot leads that nobody tried come before the others, and only with a model', async () => {
	await db.pool.query(`UPDATE lead_rows SET hot_until = '2026-04-10', score = 50 WHERE name IN
		('never tried', 'came minutes ago', 'handed over and left', 'called and waits', 'all at once')`);
	expect((await report()).known).not.toContain('hot');
	expect(await names({ todo: 'hot' })).toEqual([]);
	await db.pool.query(`UPDATE generations SET model = 'fit 1'`);
	expect((await report()).total.reasons).toEqual({
		missedCall: 4,
		hot: 2,
		untouched: 2,
		overdue: 2,
		quiet: 2
	});
	expect((await reasons()).slice(3, 6)).toEqual([
		['all at once', 'missedCall', 'hot', 'overdue', '03-03T10:00'],
		['came minutes ago', 'hot', '03-31T11:05'],
		['never tried', 'hot', '03-30T10:00']
	]);
	await db.pool.query(`UPDATE generations SET model = NULL`);
	await db.pool.query(`UPDATE lead_rows SET hot_until = NULL, score = NULL`);
});

test('pages of the list follow one another', async () => {
	const whole = (await list({ todo: 'any', sort: 'urgent' })).leads.map(({ name }) => name);
	const paged: (string | null)[] = [];
	let after: string | undefined;
	do {
		const { leads, next } = await list({ todo: 'any', sort: 'urgent', limit: 2, after });
		paged.push(...leads.map(({ name }) => name));
		after = next ?? undefined;
	} while (after);
	expect(paged).toEqual(whole);
	const { leads } = await list({ sort: 'urgent' });
	expect(leads.slice(0, whole.length).map(({ name }) => name)).not.toContain('lost');
	expect(leads.find(({ name }) => name === 'lost')).toMatchObject({ todo: null });
	expect((await list({ sort: 'newest' })).leads.every(({ todo }) => todo === null)).toBe(true);
});

test('the export has what it takes to call, and no e-mail of those who unsubscribed', async () => {
	const rows = await withReport(db, utcConfig, async (context) => {
		const { leads } = await listLeads(
			context,
			filtersSchema.parse({}),
			leadSelectionSchema.parse({ todo: 'missedCall', sort: 'urgent' })
		);
		const contacts = await contactsOf(
			context,
			leads.map(({ id }) => id)
		);
		return todoRows(leads, contacts).map((row) =>
			Object.fromEntries(row.map((cell, i) => [todoHeader[i]!, cell]))
		);
	});
	expect(rows.map(({ name, phone, email, unsubscribed }) => [name, phone, email, unsubscribed])).toEqual([
		['the tracker saw it call', '', '', false],
		['called and waits', '+49301111111', 'waits@example.com', false],
		['called, unsubscribed', '+49302222222', null, true],
		['all at once', '', '', false]
	]);
	expect(rows[1]).toMatchObject({
		...{ company: 'A, B', manager: 'Anna', reason: 'missedCall', alsoReasons: '', stage: 'iql' },
		...{ since: '2026-03-30T10:00:00.000Z', lastActivityAt: '2026-03-30T15:00:00.000Z' },
		...{ limitDays: 10, link: 'https://crm.example.com/called%20and%20waits' }
	});
	expect(rows[1]!.idleDays).toBeCloseTo(0.875, 9);
	expect(rows[3]).toMatchObject({ alsoReasons: 'untouched overdue', manager: null });
});

test('where nobody recorded calls, nothing is said of them', async () => {
	await forgetAll(db.pool);
	await loadEvents(db.pool, [
		...of('new', 'Anna', ['created', '03-31 12:00']),
		...of('with Anna', 'Anna', ['created', '03-28 12:00']),
		...of('of nobody', null, ['created', '03-28 12:00'])
	]);
	await replayAll(db.pool);
	const found = await report();
	expect(found.known).toEqual(['overdue', 'quiet']);
	expect(found.total).toMatchObject({
		leads: 1,
		reasons: { missedCall: null, untouched: null, overdue: 0, quiet: 1 }
	});
	expect(await names({ todo: 'any' })).toEqual(['with Anna']);
});

test('nobody has anything to do', async () => {
	expect(await report({ values: { channel: ['TV'] } })).toMatchObject({
		rows: [],
		total: { leads: 0, unsubscribed: 0 }
	});
	const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM lead_rows`.execute(db.kysely);
	expect(rows[0]!.n).toBeGreaterThan(0);
});
