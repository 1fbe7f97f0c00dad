/** Who gets what, who has how many open leads, and companies at two reps: a few leads that can be counted by hand. */
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#lib/ui/format.ts';
import { filtersSchema, type Filters } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { onlyValue } from '#lib/filters/values.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { mixReport } from '#lib/server/reports/mix.ts';
import { openLoadReport } from '#lib/server/reports/open-load.ts';
import { twoRepsReport } from '#lib/server/reports/two-reps.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

/** A lead's events, each `type@day of May`, the rep after a colon. */
const lead = (name: string, events: string, more: object = {}) =>
	events.split(' ').map((word) => {
		const [, type, day, manager] = /^(\w+)@(\d+)(?::(\w+))?$/.exec(word)!;
		const at = `${addDays('2026-04-30', Number(day))}T10:00:00Z`;
		return { type, at, lead: name, source: 'crm', channel: 'SMM', ...(manager && { manager }), ...more };
	});

beforeAll(async () => {
	await loadEvents(
		db.pool,
		[
			// Mondays are 4, 11, 18 and 25 May.
			lead('plain', 'created@5 mql@5 sal@6:Ann', { company: 'Acme' }),
			lead(
				'passed on',
				'created@5 sal@6:Ann assigned@12:Bob assigned@19:Cid assigned@20:Dan assigned@26:Eve',
				{
					company: ' ACME '
				}
			),
			lead('reopened', 'created@6 sal@6:Bob refused@13 reopened@20 sql@27', { company: 'Acme' }),
			lead('back to the first', 'created@7 sal@7:Ann assigned@8:Bob assigned@14:Ann client@21', {
				company: 'Solo'
			}),
			lead('nobody yet', 'created@8 mql@9', { company: 'Solo' }),
			lead('nobody, taken later', 'created@8 assigned@19:Ann', { channel: 'Mail' }),
			lead('nobody, lost and back', 'created@9 junk@13 reopened@22', { channel: 'Mail' }),
			lead('closed by its first rep', 'created@9 refused@12:Zoe', { channel: 'Mail' }),
			lead('left behind', 'created@4 sal@4:Jon', { company: 'Old & Co' }),
			lead('sold late', 'created@20 sal@21:Bob client@28', { company: 'Solo' })
		].flat()
	);
	await replayAll(db.pool);
});

const parse = (filters: object): Filters => filtersSchema.parse(filters);
const load = (filters: object = {}) =>
	withReport(db, utcConfig, (context) => openLoadReport(context, parse(filters)));
const listed = (filters: object, selection: object) =>
	withReport(
		db,
		utcConfig,
		async (context) => (await listLeads(context, parse(filters), leadSelectionSchema.parse(selection))).total
	);

describe('open load', () => {
	test('at the end of each week, in whose hands', async () => {
		const found = (await load())!;
		expect([found.unit, found.days]).toEqual([
			'week',
			['2026-05-10', '2026-05-17', '2026-05-24', '2026-05-28']
		]);
		expect(Object.fromEntries(found.rows.map(({ key, open }) => [key ?? 'nobody', open]))).toEqual({
			...{ Ann: [2, 2, 2, 2], Bob: [2, 1, 2, 1], Dan: [0, 0, 1, 0], Eve: [0, 0, 0, 1], Cid: [0, 0, 0, 0] },
			...{ Jon: [1, 1, 1, 1], nobody: [4, 2, 2, 2] }
		});
		expect(found.all).toEqual([9, 6, 8, 7]);
		expect(found.rows.at(-1)!.key).toBeNull();
	});

	test('and new leads: those that were not the rep’s before', async () => {
		const { rows, recentRange } = (await load())!;
		expect(
			Object.fromEntries(rows.map(({ key, came, recent }) => [key ?? 'nobody', [...came, recent]]))
		).toEqual({
			...{ Ann: [3, 1, 1, 0, 4], Bob: [2, 1, 1, 0, 4], Cid: [0, 0, 1, 0, 1], Dan: [0, 0, 1, 0, 1] },
			...{ Eve: [0, 0, 0, 1, 1], Jon: [1, 0, 0, 0, 1], nobody: [0, 0, 0, 0, 0] }
		});
		for (const { key, recent } of rows)
			if (key !== null) expect(await listed(recentRange, { cameTo: key }), key).toBe(recent);
	});

	test('opens to exactly its leads, on the day of each point', async () => {
		for (const filters of [{}, { asOf: '2026-05-13' }, { values: { channel: ['Mail'] } }]) {
			const { days, rows } = (await load(filters))!;
			for (const { key, open } of rows)
				for (const [i, asOf] of days.entries())
					expect(await listed({ ...filters, asOf }, { heldBy: key ?? '' }), `${key} ${asOf}`).toBe(open[i]);
		}
	});

	test('of a date in the past knows nothing later', async () => {
		const { days, rows } = (await load({ asOf: '2026-05-13' }))!;
		expect(days).toEqual(['2026-05-10', '2026-05-13']);
		expect(rows.map(({ key, now }) => [key, now])).toEqual([
			...[
				['Ann', 1],
				['Bob', 2],
				['Jon', 1]
			],
			[null, 2]
		]);
	});

	test('starts at the range with what was there, and shows the reps that are chosen', async () => {
		const { rows, days } = (await load({
			from: '2026-05-11',
			to: '2026-05-18',
			values: { manager: ['Ann', 'Jon'] }
		}))!;
		expect(days).toEqual(['2026-05-17']);
		expect(rows.map(({ key, open, came }) => [key, open, came])).toEqual([
			['Ann', [2], [1]],
			['Jon', [1], [0]]
		]);
		expect(await load({ from: '2030-01-01' })).toBeNull();
	});
});

describe('who gets what', () => {
	test('counts accepted leads by rep and channel', async () => {
		const found = await withReport(db, utcConfig, (context) => mixReport(context, parse({})));
		expect([found.base, found.temperatures, found.channels]).toEqual([
			'accepted',
			null,
			[{ key: 'SMM', leads: 6 }]
		]);
		expect(found.rows.map(({ key, leads, channels, verdict }) => [key, leads, channels, verdict])).toEqual([
			['Ann', 2, [2], 'few'],
			['Bob', 2, [2], 'few'],
			['Eve', 1, [1], 'few'],
			['Jon', 1, [1], 'few']
		]);
		for (const { key, leads } of found.rows)
			expect(await listed({ values: { manager: [onlyValue(key)] } }, { reached: 'sal' })).toBe(leads);
	});

	test('counts all leads if they are the base, those of nobody too', async () => {
		const filters = { base: 'all', values: { manager: ['Ann', ''] } };
		const found = await withReport(db, utcConfig, (context) => mixReport(context, parse(filters)));
		expect(found.channels).toEqual([
			{ key: 'SMM', leads: 7 },
			{ key: 'Mail', leads: 3 }
		]);
		expect(found.all).toMatchObject({ leads: 8, channels: [6, 2] });
		expect(found.rows.map(({ key, channels, verdict }) => [key, channels, verdict])).toEqual([
			['Ann', [2, 1], 'few'],
			[null, [1, 1], null]
		]);
	});
});

describe('companies at two reps', () => {
	const shared = (filters: object = {}, q = '') =>
		withReport(db, utcConfig, (context) => twoRepsReport(context, parse(filters), { q, limit: 25 }));

	test('however they are written, those with the most open leads first', async () => {
		const found = await shared();
		expect(found).toEqual({
			...{ count: 2, found: 2 },
			companies: [
				{
					...{ company: 'Acme', spellings: ['Acme', 'ACME'], leads: 3, open: 3 },
					managers: ['Ann', 'Bob', 'Eve'].map((manager) => ({ manager, leads: 1, open: 1 }))
				},
				{
					...{ company: 'Solo', spellings: ['Solo'], leads: 2, open: 0 },
					managers: ['Ann', 'Bob'].map((manager) => ({ manager, leads: 1, open: 0 }))
				}
			]
		});
		for (const { spellings, leads, managers } of found.companies) {
			const company = spellings.map(onlyValue);
			const named = managers.map(({ manager }) => onlyValue(manager));
			expect(await listed({ values: { company, manager: named } }, { recent: 'yes' })).toBe(leads);
			for (const one of managers)
				expect(
					await listed({ values: { company, manager: [onlyValue(one.manager)] } }, { recent: 'yes' })
				).toBe(one.leads);
		}
	});

	test('are searched, and narrowed to those of a rep', async () => {
		expect((await shared({}, 'ol')).companies.map(({ company }) => company)).toEqual(['Solo']);
		expect(await shared({}, 'x')).toEqual({ count: 2, found: 0, companies: [] });
		expect((await shared({ values: { manager: ['Eve'] } })).companies.map(({ company }) => company)).toEqual([
			'Acme'
		]);
		expect((await shared({ asOf: '2026-05-05' })).count).toBe(1);
	});
});
