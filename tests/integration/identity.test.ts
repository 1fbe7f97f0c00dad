/** What was joined and why, taken apart and put together again; keys and companies that several people share. */
import { beforeEach, describe, expect, test } from 'vitest';
import { leadDetail } from '#lib/server/leads/detail.ts';
import { changeJoin } from '#lib/server/leads/change-join.ts';
import { withReport, type ReportContext } from '#lib/server/reports/context.ts';
import {
	countRecords,
	listCompanies,
	listJoins,
	listSharedKeys,
	listUndone,
	type IdentityQuery
} from '#lib/server/reports/identity.ts';
import { changeSettings } from '#lib/server/settings.ts';
import type { Paged } from '#lib/funnel/identity-view.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, identityOf, leadsOf, loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();
const { pool } = db;
beforeEach(async () => {
	await forgetAll(pool);
	await pool.query('DELETE FROM settings');
});

const report = <T>(read: (context: ReportContext) => Promise<T>) => withReport(db, utcConfig, read);
const joins = (query: IdentityQuery = {}) => report((context) => listJoins(context, query));
const undone = (query: IdentityQuery = {}) => report((context) => listUndone(context, query));
const created = (lead: string, more: object) => ({
	type: 'created',
	at: '2026-01-01T10:00:00Z',
	lead,
	...more
});
const recordId = async (lead: string) =>
	(await pool.query<{ id: string }>('SELECT record_id AS id FROM records WHERE external_id = $1', [lead]))
		.rows[0]!.id;
const leadOf = async (lead: string) => {
	const detail = await report(async (context) => leadDetail(context, await recordId(lead)));
	return detail!;
};
/** Keys with the external ids of their records. */
const keysOf = (page: Paged<{ key: string; records: { externalId: string | null }[] }>) =>
	page.rows.map(({ key, records }) => [key, records.map((record) => record.externalId)]);

/** All pages of a list, and how many there were. */
async function allPages<T>(
	list: (query: IdentityQuery) => Promise<Paged<T>>
): Promise<{ rows: T[]; pages: number }> {
	const rows: T[] = [];
	let after: string | undefined;
	for (let pages = 1; ; pages++) {
		const page = await list({ after });
		rows.push(...page.rows);
		if (page.next === null) return { rows, pages };
		after = page.next;
	}
}

test('joins say which key, which records, and the load that made them', async () => {
	await loadEvents(pool, [created('A', { email: 'anna@x.com', name: 'Anna', source: 'crm' })], {
		file: 'crm.ndjson'
	});
	await loadEvents(pool, [
		created('M1', { email: 'Anna@X.com', source: 'mail' }),
		created('M2', { email: 'boris@x.com', source: 'mail' })
	]);
	await replayAll(pool);
	const { rows: loads } = await pool.query<{ id: number; started_at: Date }>(
		'SELECT id, started_at FROM loads ORDER BY id'
	);
	const [crm, mail] = loads;
	const lead = (await leadOf('A')).id;
	expect(await joins()).toEqual({
		rows: [
			{
				key: 'anna@x.com',
				at: mail!.started_at.toISOString(),
				records: [
					{
						id: await recordId('A'),
						source: 'crm',
						externalId: 'A',
						lead,
						name: 'Anna',
						load: crm!.id,
						file: 'crm.ndjson',
						line: 1
					},
					{
						id: await recordId('M1'),
						source: 'mail',
						externalId: 'M1',
						lead,
						name: 'Anna',
						load: mail!.id,
						file: 'events.ndjson',
						line: 1
					}
				]
			}
		],
		next: null
	});
	expect(await report(countRecords)).toEqual({ records: 3, leads: 2 });
});

test('are found by e-mail, phone and id, given whole', async () => {
	await loadEvents(pool, [
		created('A', { email: 'anna@x.com', phone: '+4915112345678' }),
		created('B', { email: 'anna@x.com' }),
		created('C', { phone: '+49 1511 2345678' })
	]);
	await replayAll(pool);
	const all = [
		['+4915112345678', ['A', 'C']],
		['anna@x.com', ['A', 'B']]
	];
	expect(keysOf(await joins())).toEqual(all);
	expect(keysOf(await joins({ q: 'A' }))).toEqual(all);
	expect(keysOf(await joins({ q: ' ANNA@x.com' }))).toEqual([all[1]]);
	expect(keysOf(await joins({ q: '+49 (1511) 234-56-78' }))).toEqual([all[0]]);
	expect(keysOf(await joins({ q: 'C' }))).toEqual([all[0]]);
	expect(keysOf(await joins({ q: 'anna' }))).toEqual([]);
});

test('lists come in pages that hold every row once', async () => {
	const pairs = Array.from({ length: 120 }, (_, i) => `p${String(i).padStart(3, '0')}@x.com`);
	await loadEvents(
		pool,
		pairs.flatMap((email) => [created(`A ${email}`, { email }), created(`B ${email}`, { email })])
	);
	await replayAll(pool);
	const joined = await allPages(joins);
	expect(joined.pages).toBe(3);
	expect(joined.rows.map(({ key }) => key).sort()).toEqual(pairs);
	await pool.query(`INSERT INTO undone_joins (record_id, key)
		SELECT record_id, key FROM record_keys k JOIN records r USING (record_id) WHERE r.external_id LIKE 'B %'`);
	const parted = await allPages(undone);
	expect(parted.pages).toBe(3);
	expect(parted.rows.map(({ key }) => key).sort()).toEqual(pairs);
	expect((await joins()).rows).toEqual([]);
	expect((await joins({ after: 'no place' })).rows).toEqual([]);
});

describe('a join that is undone', () => {
	const events = [
		created('A', { email: 'anna@x.com', channel: 'SMM' }),
		created('B', {
			email: 'anna@x.com',
			phone: '+4915112345678',
			channel: 'Google',
			at: '2026-01-02T10:00:00Z'
		}),
		created('C', { phone: '+4915112345678', at: '2026-01-03T10:00:00Z' })
	];

	test('parts the leads at once, shows on both, and is taken back exactly', async () => {
		await loadEvents(pool, events);
		const before = [await leadsOf(pool), await identityOf(pool)];
		expect(before[0]).toHaveLength(1);
		const b = await recordId('B');

		expect(await changeJoin(pool, utcConfig, 'undo', b, 'anna@x.com')).toBe(true);
		expect((await leadOf('A')).recordsFull.map((record) => record.externalId)).toEqual(['A']);
		expect((await leadOf('B')).recordsFull.map((record) => record.externalId)).toEqual(['B', 'C']);
		expect([(await leadOf('A')).channel, (await leadOf('B')).channel]).toEqual(['SMM', 'Google']);
		for (const lead of [await leadOf('A'), await leadOf('C')])
			expect(
				lead.undone.map(({ key, record, others }) => [
					key,
					record.externalId,
					others.map((one) => one.externalId)
				])
			).toEqual([['anna@x.com', 'B', ['A']]]);
		const keys = (await leadOf('B')).recordsFull.find((record) => record.externalId === 'B')!.keys;
		expect(keys.map(({ value, joins: does, undone: is }) => [value, does, is])).toEqual([
			['+4915112345678', true, false],
			['anna@x.com', false, true]
		]);
		expect(keysOf(await joins())).toEqual([['+4915112345678', ['B', 'C']]]);
		expect((await undone({ q: 'A' })).rows.map(({ record }) => record.id)).toEqual([b]);

		expect(await changeJoin(pool, utcConfig, 'redo', b, 'anna@x.com')).toBe(true);
		expect([await leadsOf(pool), await identityOf(pool)]).toEqual(before);
		expect((await undone()).rows).toEqual([]);
		expect((await leadOf('A')).undone).toEqual([]);
	});

	test('stays undone when the rows are loaded again', async () => {
		await loadEvents(pool, events);
		await replayAll(pool);
		await changeJoin(pool, utcConfig, 'undo', await recordId('A'), 'anna@x.com');
		await loadEvents(pool, events);
		await loadEvents(pool, [created('D', { email: 'anna@x.com' })]);
		await replayAll(pool);
		expect((await leadOf('A')).recordsFull).toHaveLength(1);
		expect((await leadOf('D')).recordsFull.map((record) => record.externalId)).toEqual(['B', 'C', 'D']);
	});

	test('changes nothing where the record does not carry the key, or nothing was undone', async () => {
		await loadEvents(pool, events);
		await replayAll(pool);
		const { rows: before } = await pool.query('SELECT data_version FROM state');
		expect(await changeJoin(pool, utcConfig, 'undo', await recordId('C'), 'anna@x.com')).toBe(false);
		expect(await changeJoin(pool, utcConfig, 'redo', await recordId('A'), 'anna@x.com')).toBe(false);
		expect((await pool.query('SELECT data_version FROM state')).rows).toEqual(before);
	});
});

test('keys used by many come with how many use them; they and role addresses are no contact', async () => {
	await loadEvents(pool, [
		...Array.from({ length: 7 }, (_, i) => created(`L${i}`, { phone: '+4915112345678' })),
		...Array.from({ length: 6 }, (_, i) => created(`S${i}`, { email: 'team@y.com' })),
		created('R', { email: 'info@x.com', name: 'Rosa' })
	]);
	await replayAll(pool);
	const { rows, next } = await report((context) => listSharedKeys(context, {}));
	expect(next).toBeNull();
	expect(rows.map(({ key, records, examples }) => [key, records, examples.length])).toEqual([
		['+4915112345678', 7, 3],
		['team@y.com', 6, 3]
	]);
	expect(
		(await report((context) => listSharedKeys(context, { q: 'S3' }))).rows.map(({ key }) => key)
	).toEqual(['team@y.com']);
	expect((await leadOf('L0')).recordsFull[0]!.keys).toEqual([
		{ value: '+4915112345678', shared: true, carriers: 7, role: false, joins: false, undone: false }
	]);
	expect((await leadOf('R')).recordsFull[0]!.keys).toEqual([
		{ value: 'info@x.com', shared: false, carriers: null, role: true, joins: false, undone: false }
	]);
	expect((await leadOf('R')).entries.map(({ stage }) => stage)).toEqual(['lead']);
});

describe('companies with leads at two managers', () => {
	const lead = (id: string, company: string, manager: string | null, more: object[] = []) => [
		{ ...created(id, { company }), ...(manager === null ? {} : { manager }) },
		...more
	];
	const companies = (query: IdentityQuery = {}) => report((context) => listCompanies(context, query));

	test('are listed with their managers, those with open leads first', async () => {
		await loadEvents(pool, [
			...lead('1', 'Acme', 'Anna', [{ type: 'junk', at: '2026-01-02', lead: '1' }]),
			...lead('2', 'Acme', 'Boris', [{ type: 'junk', at: '2026-01-02', lead: '2' }]),
			...lead('3', 'Acme', 'Boris', [{ type: 'junk', at: '2026-01-02', lead: '3' }]),
			...lead('4', 'Beta', 'Anna'),
			...lead('5', 'beta ', 'Boris'),
			...lead('6', 'One', 'Anna'),
			...lead('7', 'One', 'Anna'),
			...lead('8', 'Gone', 'Anna'),
			...lead('9', 'Gone', null)
		]);
		await replayAll(pool);
		expect(await companies()).toEqual({
			rows: [
				{
					company: 'Beta',
					spellings: ['Beta', 'beta'],
					managers: [
						{ manager: 'Anna', leads: 1, open: 1 },
						{ manager: 'Boris', leads: 1, open: 1 }
					],
					leads: 2,
					open: 2
				},
				{
					company: 'Acme',
					spellings: ['Acme'],
					managers: [
						{ manager: 'Boris', leads: 2, open: 0 },
						{ manager: 'Anna', leads: 1, open: 0 }
					],
					leads: 3,
					open: 0
				}
			],
			next: null
		});
		expect((await companies({ q: 'ACME' })).rows.map(({ company }) => company)).toEqual(['Acme']);
	});

	test('come in pages, without the leads of excluded channels', async () => {
		const names = Array.from({ length: 70 }, (_, i) => `Company ${String(i).padStart(2, '0')}`);
		await loadEvents(
			pool,
			names
				.flatMap((name, i) => [
					...lead(`${i}a`, name, 'Anna'),
					...lead(`${i}b`, name, 'Boris', i % 2 ? [{ type: 'junk', at: '2026-01-02', lead: `${i}b` }] : [])
				])
				.concat([
					{ ...created('T1', { company: 'Tested', channel: 'Test' }), manager: 'Anna' },
					{ ...created('T2', { company: 'Tested', channel: 'Test' }), manager: 'Boris' }
				])
		);
		await changeSettings(pool, { excludedChannels: ['Test'] });
		await replayAll(pool);
		const { rows, pages } = await allPages(companies);
		expect(pages).toBe(2);
		const isEven = (name: string) => names.indexOf(name) % 2 === 0;
		expect(rows.map(({ company }) => company)).toEqual([
			...names.filter(isEven),
			...names.filter((name) => !isEven(name))
		]);
	});
});

test('records link to their CRM by the template of their source', async () => {
	await loadEvents(pool, [
		created('A/1', { email: 'anna@x.com' }),
		created('M', { email: 'anna@x.com', source: 'mail' })
	]);
	await changeSettings(pool, { links: { crm: 'https://crm.example.com/{id}' } });
	await replayAll(pool);
	const lead = await leadOf('A/1');
	expect(lead.recordsFull.map((record) => record.link)).toEqual(['https://crm.example.com/A%2F1', null]);
	expect([lead.records, lead.links]).toEqual([
		['A/1', 'M'],
		['https://crm.example.com/A%2F1', null]
	]);
});
