/** Moves of stage and outcome, over a few leads that can be followed by hand. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema, type Filters } from '#lib/filters/filters.ts';
import { leadSelectionSchema } from '#lib/filters/lead-selection.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { movesReport } from '#lib/server/reports/moves.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

/** The events of a lead, one a day from 1 May (or another day) on, each of the rep named after the colon. */
const lead = (name: string, types: string, { from = 1, channel = 'SMM' } = {}) =>
	['created', ...types.split(' ')].map((word, i) => {
		const [type, manager] = word.split(':');
		return {
			...{ type, at: `2026-05-${String(from + i).padStart(2, '0')}T10:00:00Z`, lead: name, source: 'crm' },
			...{ channel, ...(manager && { manager }) }
		};
	});

beforeAll(async () => {
	await loadEvents(
		db.pool,
		[
			lead('straight', 'mql sal:Ann sql client'),
			lead('back', 'mql sal:Ann sql returned'),
			lead('back twice', 'mql sal:Bob returned sal returned sal refused'),
			lead('over', 'mql sql:Ann'),
			lead('five', 'mql assigned:Ann assigned:Bob assigned:Cid assigned:Dan sal:Eve refused'),
			lead('recalled', 'mql sal:Bob refused reopened sql', { from: 10, channel: 'Mail' }),
			lead('none', 'assigned:Cid', { from: 12 }),
			lead('renamed', 'junk:Eve', { from: 2 }),
			lead('early', 'mql', { from: 20 })
		].flat()
	);
	await replayAll(db.pool);
});

const parse = (filters: object): Filters => filtersSchema.parse(filters);
const report = (filters: object = {}) =>
	withReport(db, utcConfig, (context) => movesReport(context, parse(filters)));
const listed = (filters: object, moved: string) =>
	withReport(
		db,
		utcConfig,
		async (context) => (await listLeads(context, parse(filters), leadSelectionSchema.parse({ moved }))).total
	);
const cellsOf = ({ cells }: Awaited<ReturnType<typeof report>>) =>
	Object.fromEntries(cells.map(({ from, to, leads, moves }) => [`${from}-${to}`, [leads, moves]]));

const all = {
	...{ 'lead-mql': [7, 7], 'lead-junk': [1, 1], 'mql-sal': [5, 7], 'mql-sql': [1, 1] },
	...{ 'sal-mql': [1, 2], 'sal-sql': [3, 3], 'sql-mql': [1, 1] },
	...{ 'sql-client': [1, 1], 'sal-refused': [3, 3], 'refused-sal': [1, 1] }
};
const cases: [what: string, filters: object, cells: Record<string, number[]>][] = [
	['of all leads', {}, all],
	[
		'of one rep, the last',
		{ values: { manager: ['Ann'] } },
		{
			...{ 'lead-mql': [3, 3], 'mql-sal': [2, 2], 'mql-sql': [1, 1], 'sal-sql': [2, 2] },
			...{ 'sql-mql': [1, 1], 'sql-client': [1, 1] }
		}
	],
	[
		'of one rep, the first',
		{ values: { firstManager: ['Ann'] }, credit: 'first' },
		{
			...{ 'lead-mql': [4, 4], 'mql-sal': [3, 3], 'mql-sql': [1, 1], 'sal-sql': [2, 2] },
			...{ 'sql-mql': [1, 1], 'sql-client': [1, 1], 'sal-refused': [1, 1] }
		}
	],
	[
		'up to a day in the past',
		{ asOf: '2026-05-04' },
		{
			...{ 'lead-mql': [5, 5], 'lead-junk': [1, 1], 'mql-sal': [3, 3], 'mql-sql': [1, 1] },
			...{ 'sal-mql': [1, 1], 'sal-sql': [2, 2] }
		}
	],
	[
		'in the range, in period mode',
		{ mode: 'period', from: '2026-05-05', to: '2026-05-13' },
		{
			...{ 'lead-mql': [1, 1], 'mql-sal': [3, 4], 'sal-mql': [1, 1], 'sql-mql': [1, 1] },
			...{ 'sql-client': [1, 1], 'sal-refused': [2, 2] }
		}
	],
	[
		'in the range of the arrivals',
		{ from: '2026-05-05' },
		{
			...{ 'lead-mql': [2, 2], 'mql-sal': [1, 1], 'sal-refused': [1, 1], 'refused-sal': [1, 1] },
			'sal-sql': [1, 1]
		}
	],
	['whatever the window', { window: 1 }, all],
	['of nobody', { from: '2030-01-01' }, {}]
];

describe('moves', () => {
	test.each(cases)('%s', async (_, filters, cells) => {
		expect(cellsOf(await report(filters))).toEqual(cells);
	});

	test.each(cases)('%s: open to exactly their leads', async (_, filters) => {
		const found = await report(filters);
		for (const { from, to, leads } of found.cells)
			expect(await listed(filters, `${from}-${to}`), `${from}-${to}`).toBe(leads);
		for (const { from, left } of found.from) expect(await listed(filters, `${from}-any`), from).toBe(left);
		expect(await listed(filters, 'client-mql')).toBe(0);
	});

	test('of leads that stayed are none', async () => {
		const { leads, moved, moves } = await report();
		expect([leads, moved, moves]).toEqual([9, 8, 27]);
	});

	test('of one rep stand beside those of the others', async () => {
		const { comparison, othersMoved } = await report({ values: { manager: ['Bob'] } });
		expect(othersMoved).toBe(5);
		expect(comparison!.find(({ from, to }) => from === 'sal' && to === 'mql')).toMatchObject({
			...{ leads: 1, left: 2, share: 0.5, others: { leads: 0, left: 3, share: 0 }, verdict: 'few' }
		});
		const refused = comparison!.find(({ from, to }) => from === 'sal' && to === 'refused');
		expect(refused).toMatchObject({ leads: 2, others: { leads: 1 } });
		// Of the two leads that left it one came by SMM, as did the three of the others, one of them refused.
		expect(refused!.othersWouldMake).toBeCloseTo(1 / 3);
		expect(refused!.difference).toBeCloseTo(2 / 3);
	});

	test('are compared within a role, as the settings give it', async () => {
		await db.pool.query(
			`INSERT INTO settings VALUES ('managers', '{"Bob": {"role": "closer"}, "Eve": {"role": "closer"}}')`
		);
		const roles = async (within?: string) =>
			(await report({ values: { manager: ['Bob'] }, ...(within && { within }) })).othersMoved;
		expect([await roles(), await roles('all')]).toEqual([2, 5]);
		await db.pool.query(`DELETE FROM settings WHERE key = 'managers'`);
	});

	test('of a role count for its first managers where these get the credit', async () => {
		await db.pool.query(`INSERT INTO settings VALUES ('managers', '{"Ann": {"role": "presales"}}')`);
		const byName = await report({ values: { firstManager: ['Ann'] }, credit: 'first' });
		for (const role of [['presales'], ['!', '!closer']]) {
			const found = await report({ values: { role }, credit: 'first' });
			expect(cellsOf(found), role.join()).toEqual(cellsOf(byName));
			for (const { from, to, leads } of found.cells)
				expect(await listed(found.listed, `${from}-${to}`), `${from}-${to}`).toBe(leads);
			// Nobody else has the role.
			expect(found.comparison).toBeNull();
		}
		const rest = await report({ values: { role: ['!presales'] }, credit: 'first' });
		expect([rest.leads, byName.leads]).toEqual([5, 4]);
		const none = { values: { role: ['presales'], firstManager: ['Bob'] }, credit: 'first' };
		expect((await report(none)).leads).toBe(0);
		await db.pool.query(`DELETE FROM settings WHERE key = 'managers'`);
	});

	test('are not compared where only won leads name their rep', async () => {
		const own = await testDatabase();
		await loadEvents(own.pool, [
			...['a', 'b', 'c'].flatMap((name, i) => lead(name, `sal:${i ? 'Ann' : 'Bob'} sql client`)),
			...['d', 'e'].flatMap((name) => lead(name, 'sal refused'))
		]);
		await replayAll(own.pool);
		const found = await withReport(own, utcConfig, (context) =>
			movesReport(context, parse({ values: { manager: ['Ann'] } }))
		);
		expect([found.leads, found.comparison, found.notCompared]).toEqual([2, null, 'wonOnly']);
	});

	test('are not compared where leads are chosen by how they ended', async () => {
		const found = await report({ values: { manager: ['Bob'], outcome: ['refused'] } });
		expect([found.comparison, found.notCompared]).toEqual([null, 'outcome']);
		expect((await report()).comparison).toBeNull();
		expect((await report({ values: { manager: ['Nobody'] } })).leads).toBe(0);
	});
});
