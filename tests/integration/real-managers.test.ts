/** Real CRM exports: what each manager made, against the figures of an independent implementation. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { ManagerRow, ManagersReport } from '#lib/managers/report.ts';
import { readConfig, type Config } from '#lib/server/config.ts';
import { loadFile, readMappingFile } from '#lib/server/ingest/load-file.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { managersReport } from '#lib/server/reports/managers.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

const data = join(import.meta.dirname, '../../../shared/data');
const here = existsSync(data);
if (!here) console.warn(`Real data are not compared: there is no folder ${data}.`);

interface Expected extends Pick<ManagersReport, 'base' | 'rate' | 'dispersion' | 'spread'> {
	rows: (Pick<
		ManagerRow,
		| 'key'
		| 'clients'
		| 'conversion'
		| 'interval'
		| 'expected'
		| 'variance'
		| 'others'
		| 'ratio'
		| 'verdict'
		| 'level'
	> & { n: number })[];
}

const expected = (name: string) =>
	(JSON.parse(readFileSync(join(data, 'expected', name), 'utf8')) as { managers: Expected }).managers;

async function load(db: TestDatabase, config: Config, file: string, mapping: string) {
	const options = { mapping: await readMappingFile(join(data, mapping)), source: null };
	await loadFile(db.pool, config, join(data, file), options);
}

const close = (value: unknown): unknown =>
	typeof value === 'number'
		? (expect.closeTo(value, 9) as unknown)
		: Array.isArray(value)
			? value.map(close)
			: value;

/** Every figure of the expected rows to 1e-9; the rows are those with a name and leads of the base. */
async function compare(
	db: TestDatabase,
	config: Config,
	name: string,
	filters: object
): Promise<ManagersReport> {
	await bringUpToDate(db.pool, config);
	const { rows, ...whole } = expected(name);
	const report = await withReport(db, config, (context) =>
		managersReport(context, filtersSchema.parse(filters))
	);
	expect(report).toMatchObject(
		Object.fromEntries(Object.entries(whole).map(([key, value]) => [key, close(value)]))
	);
	const compared = report.rows.filter(({ key, base }) => key !== null && base > 0);
	expect(compared.map(({ key }) => key).sort()).toEqual(rows.map(({ key }) => key).sort());
	for (const { n, ...row } of rows) {
		const figures = { base: n, made: row.clients, ...row };
		expect(
			compared.find(({ key }) => key === row.key),
			row.key!
		).toMatchObject(Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, close(value)])));
	}
	return report;
}

describe.skipIf(!here)('real data', () => {
	test('online school, in two reporting zones', async () => {
		const db = await testDatabase();
		const utc = readConfig({});
		const berlin = readConfig({ SLUICE_TIMEZONE: 'Europe/Berlin' });
		await load(db, utc, 'online-school/deals.csv', 'online-school/deals.mapping.json');
		const report = await compare(db, utc, 'online-school.json', {});
		const verdicts = report.rows.filter(({ level }) => level !== null);
		expect(verdicts.map(({ key, verdict, level }) => [key, verdict, level])).toEqual([
			['Diana Evans', 'below', 'alarm'],
			['Mason Roberts', 'below', 'alert'],
			['Oliver Taylor', 'above', 'alert']
		]);
		expect(report.notJudged).toBeNull();
		await compare(db, berlin, 'online-school.2023q4.json', { from: '2023-10-01', to: '2024-01-01' });
	}, 180_000);

	test('olist names its managers for won deals only', async () => {
		const db = await testDatabase();
		const utc = readConfig({});
		await load(db, utc, 'olist/olist_closed_deals_dataset.csv', 'olist/closed.mapping.json');
		await load(db, utc, 'olist/olist_marketing_qualified_leads_dataset.csv', 'olist/mql.mapping.json');
		const report = await compare(db, utc, 'olist.json', {});
		expect(report).toMatchObject({ notJudged: 'wonOnly', lost: { leads: 0, named: 0 } });
		expect(report.unmade).toEqual({ leads: 7158, named: 0 });
		expect(report.rows.at(-1)).toMatchObject({ key: null, base: 7158, made: 0, verdict: null });
	});
});
