/** The managers report as the command prints it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { printManagers } from '../../src/cli/managers-report.ts';
import { workbook } from '../../src/cli/workbook.ts';
import { testDatabase } from '../support/database.ts';
import { loadEvents, replayAll, utcConfig } from '../support/load.ts';

const db = await testDatabase();

const print = (filters: object = {}) =>
	withReport(db, utcConfig, (context) => printManagers(context, filtersSchema.parse(filters)));
const lines = async (filters: object = {}) => (await print(filters)).text().split('\n');

/** Leads accepted on one day; the first `clients` of them become clients, the others are refused. */
const accepted = (manager: string | null, leads: number, clients: number, next?: string) =>
	Array.from({ length: leads }, (_, i) => {
		const event = (type: string, day: string, more: object = {}) => ({
			...{ lead: `${manager} ${i}`, source: 'crm', type, at: `2026-03-${day}T10:00:00Z` },
			...more
		});
		return [
			event('created', '02', { channel: 'Ads', ...(manager && { manager }) }),
			event('sal', '03'),
			...(next ? [event('assigned', '04', { manager: next })] : []),
			i < clients ? event('client', '06', { amount: 100 }) : event('refused', '06')
		];
	}).flat();

describe('without leads', () => {
	test('says so, and has tables without rows', async () => {
		await replayAll(db.pool);
		const { text, tables } = await print();
		expect(text()).toContain('0 leads, data up to –');
		expect(tables.map(({ name, table }) => [name, table.rows.length])).toEqual([
			['rows', 0],
			['total', 1],
			['kinds of leads', 0]
		]);
	});
});

describe('with leads', () => {
	beforeAll(async () => {
		await loadEvents(
			db.pool,
			[
				accepted('Anna', 60, 15),
				accepted('Boris', 60, 15),
				accepted('Clara', 60, 15),
				accepted('Dora', 60, 45),
				accepted('Emil', 3, 0),
				accepted(null, 4, 1)
			].flat()
		);
		await changeSettings(db.pool, { managers: { Anna: { team: 'North' }, Emil: { role: 'presales' } } });
		await replayAll(db.pool);
	});

	test('begins with who differs, then has a row for each by name, then the sums', async () => {
		const [sentence, , head, , ...rows] = await lines({ within: 'all' });
		expect(sentence).toMatch(
			/^Of 5 reps \d differ\. Dora: 45 clients, 22\.\d expected with these leads; not chance\./
		);
		expect(head).toMatch(/^rep\s+team\s+role\s+leads\s+accepted\s+sql\s+clients\s+clients of accepted\s/);
		expect(rows.slice(0, 7).map((row) => row.split(/\s/)[0])).toEqual([
			...['Anna', 'Boris', 'Clara', 'Dora', 'Emil', 'no', 'total']
		]);
		expect(rows[3]).toMatch(/\s45\s+75\.0 %\s+62\.8 % – 84\.2 %\s.*\sabove, not chance\s/);
		expect(rows[4]).toMatch(/\spresales\s.*\stoo few to judge\s/);
		expect(rows[5]).toMatch(/^no rep\s+–\s+–\s+4\s+4\s+1\s+1\s+25\.0 %\s.*\s–\s+–\s+–\s+–\s+–\s/);
		expect(rows[6]).toMatch(/^total\s+247\s+247\s+91\s+91\s+36\.8 %/);
		expect(rows.at(-2)).toMatch(/^247 leads, data up to 2026-03-06T10:00:00\.000Z, UTC, money in EUR/);
		expect(rows.at(-1)).toMatch(/^Dora, months 20\d\d-\d\d to 2026-03 together: 45, .* above, not chance$/);
	});

	test('shows only the rows that are asked for', async () => {
		const [sentence, , , , ...rows] = await lines({ values: { manager: ['Emil'] } });
		expect(sentence).toBe('Emil: 0 clients, 0.0 expected with these leads: too few to judge.');
		expect(rows.slice(0, 2).map((row) => row.split(/\s/)[0])).toEqual(['Emil', 'total']);
		const north = await lines({ values: { team: ['North'] } });
		expect(north.slice(4, 6).map((row) => row.split(/\s/)[0])).toEqual(['Anna', 'total']);
	});

	test('judges nobody by date of event, or by how leads ended, and says why', async () => {
		const period = await lines({ mode: 'period', from: '2026-03-01', to: '2026-04-01' });
		expect(period[0]).toMatch(/^Nobody is judged: by date of event/);
		expect(period.join('\n')).not.toMatch(/chance|within the normal range/);
		const [sentence] = await lines({ values: { outcome: ['client'] } });
		expect(sentence).toMatch(/^Nobody is judged: the filters choose leads by how they ended/);
	});

	test('says what stands in for what is not recorded', async () => {
		expect((await lines({ goal: 'sql' })).at(-2)).toBe(
			'SQL leads are not recorded: reps are judged by clients'
		);
	});

	test('makes a workbook of tables with as many cells in each row', async () => {
		const { tables } = await print();
		for (const { table } of tables)
			expect(table.rows.every((row) => row.length === table.header.length)).toBe(true);
		expect(tables[2]!.table.rows[0]).toEqual(expect.arrayContaining(['Ads', null, '2026-03-01', 60]));
		expect((await workbook(tables)).length).toBeGreaterThan(1000);
	});
});

test('where leads change hands it says of whom the other credit would say something else', async () => {
	await loadEvents(db.pool, accepted('Handed', 40, 0, 'Anna'));
	await replayAll(db.pool);
	const text = (await lines({ within: 'all' })).join('\n');
	expect(text).toContain('40 of 283 leads changed hands; with --credit first it would say:');
	expect(text).toMatch(/\n {2}Anna: (within the normal range|below, .*) \(15, .* expected\)/);
});

test('an export that names only who won is not judged', async () => {
	const won = await testDatabase();
	await loadEvents(won.pool, [
		...accepted('Anna', 30, 30),
		...accepted('Boris', 30, 30),
		...accepted(null, 90, 0)
	]);
	await replayAll(won.pool);
	const { text } = await withReport(won, utcConfig, (context) =>
		printManagers(context, filtersSchema.parse({}))
	);
	expect(text()).toMatch(/^These data cannot compare reps: of 90 lost leads none names a rep/);
	expect(text()).not.toMatch(/too few|normal range {2}\d|not chance/);
});
