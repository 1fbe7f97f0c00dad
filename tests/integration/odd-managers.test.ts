/** Companies and names that are out of the ordinary: every list of the managers report still holds exactly its leads. */
import { expect, test } from 'vitest';
import { filtersSchema, parseFilters } from '#lib/filters/filters.ts';
import { parseLeadSelection } from '#lib/filters/lead-selection.ts';
import { rowDrill } from '#lib/managers/drill.ts';
import type { ManagersReport } from '#lib/managers/report.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { managerHandovers } from '#lib/server/reports/manager-handovers.ts';
import { managerPeers } from '#lib/server/reports/manager-peers.ts';
import { managerStanding } from '#lib/server/reports/manager-standing.ts';
import { managerWork } from '#lib/server/reports/manager-work.ts';
import { managerParts, managersReport } from '#lib/server/reports/managers.ts';
import { mixReport } from '#lib/server/reports/mix.ts';
import { movesReport } from '#lib/server/reports/moves.ts';
import { openLoadReport } from '#lib/server/reports/open-load.ts';
import { todayReport } from '#lib/server/reports/today.ts';
import { twoRepsReport } from '#lib/server/reports/two-reps.ts';
import { leadsHref } from '#lib/ui/links.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const lead = (name: string, first: string | null, last: string | null, end?: string) =>
	[
		{ type: 'created', at: '2026-01-05T10:00:00Z', channel: 'Ads', manager: first },
		{ type: 'sal', at: '2026-01-06T10:00:00Z', manager: last },
		...(end ? [{ type: end, at: '2026-01-10T10:00:00Z' }] : [])
	].map((event) => ({ ...event, lead: name, source: 'crm' }));

async function databaseOf(events: object[]): Promise<TestDatabase> {
	const db = await testDatabase();
	await loadEvents(db.pool, events);
	await replayAll(db.pool);
	return db;
}

const ask = (db: TestDatabase, filters: object = {}): Promise<ManagersReport> =>
	withReport(db, utcConfig, (context) => managersReport(context, filtersSchema.parse(filters)));

/** The address of a list is read as the page reads it. */
const expectLists = (db: TestDatabase, report: ManagersReport) =>
	withReport(db, utcConfig, async (context) => {
		for (const row of report.rows)
			for (const figure of ['leads', 'made'] as const) {
				const { searchParams } = new URL(leadsHref(rowDrill(report, row.key, figure))!, 'http://sluice.test');
				const { filters } = parseFilters(searchParams);
				const { selection } = parseLeadSelection(searchParams);
				const { total } = await listLeads(context, filters!, selection!);
				expect(total, `${row.key}: ${figure}`).toBe(row[figure]);
			}
	});

test('names of any kind', async () => {
	const names = [
		...['a/b', '100%', "O'Neil", '🦊', 'x'.repeat(300), '..', 'constructor', 'toString', '!Ann', '\\!Ann'],
		...['Ann', 'ANN', '=1+1', 'a&b=c', 'null']
	];
	const db = await databaseOf(
		names.flatMap((name, i) => [
			...lead(`${i}`, name, name, i % 2 ? 'refused' : 'client'),
			...lead(`${i} open`, names.at(i - 1)!, name)
		])
	);
	await db.pool.query(`INSERT INTO settings VALUES ('managers', '{"constructor": {"role": "presales"}}')`);
	for (const credit of ['last', 'first']) {
		const report = await ask(db, { credit });
		expect(new Set(report.rows.map(({ key }) => key))).toEqual(new Set(names));
		await expectLists(db, report);
		expect(report.rows.filter(({ role }) => role).map(({ key, role }) => [key, role])).toEqual([
			['constructor', 'presales']
		]);
	}
	await withReport(db, utcConfig, async (context) => {
		for (const name of ['constructor', '..', '!Ann', 'x'.repeat(300)]) {
			const filters = filtersSchema.parse({ within: 'all' });
			const peers = managerPeers(context, filters, name);
			expect((await managerWork(context, peers)).own.leads, name).toBe(2);
			expect((await managerStanding(context, filters, name)).steps[0]).toMatchObject({ leads: 2 });
			expect((await managerHandovers(context, peers, name)).taken.leads).toBe(1);
		}
	});
});

test.each([
	{ what: 'no lead', events: [], leads: 0, named: 0 },
	{ what: 'one lead', events: lead('a', 'Ann', 'Ann'), leads: 1, named: 1 },
	{
		what: 'leads without managers',
		events: [...lead('a', null, null, 'client'), ...lead('b', null, null)],
		leads: 2,
		named: 0
	}
])('$what', async ({ events, leads, named }) => {
	const db = await databaseOf(events);
	for (const filters of [{}, { base: 'all', goal: 'sql' }, { mode: 'period', from: '2026-01-01' }]) {
		const report = await ask(db, filters);
		expect(report.total.leads).toBe(leads);
		await expectLists(db, report);
	}
	expect((await ask(db, { window: 30 })).total).toMatchObject({ leads: 0, conversion: null });
	await withReport(db, utcConfig, async (context) => {
		const filters = filtersSchema.parse({});
		expect((await mixReport(context, filters)).all.leads).toBe(named);
		expect((await openLoadReport(context, filters))?.all.length ?? 0).toBe(leads > 0 ? 1 : 0);
		expect((await movesReport(context, filters)).leads).toBe(leads);
		expect((await twoRepsReport(context, filters, { limit: null })).count).toBe(0);
		expect((await todayReport(context, filters)).total.leads).toBe(0);
		expect(await managerParts(context, filters, 'Nobody')).toBeNull();
	});
});

test('managers who only ever had leads first', async () => {
	const db = await databaseOf(
		[1, 2, 3].flatMap((i) => lead(`${i}`, 'First', 'Last', i > 1 ? 'refused' : 'client'))
	);
	await db.pool.query(`INSERT INTO settings VALUES ('managers', '{"First": {"role": "presales"}}')`);
	const presales = { credit: 'first', goal: 'sql', values: { role: ['presales'] } };
	for (const [filters, key] of [
		[{}, 'Last'],
		[{ credit: 'first' }, 'First'],
		[presales, 'First']
	] as const) {
		const report = await ask(db, filters);
		expect(report.rows).toMatchObject([{ key, leads: 3, made: 1 }]);
		await expectLists(db, report);
	}
});

test('nobody was accepted', async () => {
	const db = await databaseOf(['Ann', 'Bob'].flatMap((name) => lead(name, name, name).slice(0, 1)));
	const report = await ask(db);
	expect(report).toMatchObject({ base: 'all', goal: 'client', rate: 0, notJudged: null });
	expect(report.rows).toMatchObject([
		{ key: 'Ann', base: 1, made: 0, accepted: 0, verdict: 'few' },
		{ key: 'Bob', base: 1, made: 0, accepted: 0, verdict: 'few' }
	]);
	await expectLists(db, report);
});
