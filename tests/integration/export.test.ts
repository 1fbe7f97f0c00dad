/** Everything out and in again: another installation that gives the same answers. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { readConfig } from '#lib/server/config.ts';
import { kinds, leftOut } from '#lib/server/export/kinds.ts';
import { isExport, loadExport } from '#lib/server/export/load-export.ts';
import { writeExport } from '#lib/server/export/write-export.ts';
import { loadCostRows } from '#lib/server/ingest/load-costs.ts';
import { fileSource } from '#lib/server/ingest/read-bytes.ts';
import { readCosts } from '#lib/server/ingest/read-costs.ts';
import { removeLoad } from '#lib/server/ingest/remove-load.ts';
import { undoJoin } from '#lib/server/ingest/undo-join.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { fullFunnelReport } from '#lib/server/reports/funnel.ts';
import { publishModel, saveDraft } from '#lib/server/scoring/models.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { workingHoursSchema } from '#lib/settings/working-hours.ts';
import { writeDemo } from '../../src/cli/write-demo.ts';
import { testDatabase } from '../support/database.ts';
import { deal, deals } from '../support/deals.ts';
import { makeTemporaryFolder } from '../support/folders.ts';
import { csvOf, forgetAll, identityOf, leadsOf, loadText, logOf, replayAll } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const config = readConfig({ SLUICE_TIMEZONE: 'Europe/Berlin' });
const first = await testDatabase();
const second = await testDatabase();
const folder = makeTemporaryFolder();
let demo: Awaited<ReturnType<typeof writeDemo>>;
/** Of a company with everything, and of a few deals. */
let exported: Buffer;
let small: Buffer;

const crowd = ['a', 'b', 'c', 'd', 'e', 'f'];
/** An export of a CRM, this week: a join, a switchboard, a row without a date. */
const week = [
	deal({ Id: '1', Lead: 'A', Email: 'a@x.com', City: 'Bonn\t"\\N' }),
	deal({ Id: '2', Lead: 'B', Email: 'a@x.com', Stage: 'Won', Closed: '2026-02-01', Amount: '1234567.10' }),
	deal({ Id: '3', Lead: 'C', Created: 'never' }),
	...crowd.map((Id) => deal({ Id, Lead: Id, Email: 'info@y.com' }))
];
/** And the next week. */
const next = [deal({ ...week[0], Stage: 'Spam' }), deal({ ...week[1], Amount: '99.90' }), ...week.slice(2)];
const loadDeals = (pool: Pool, rows: typeof week) => loadText(pool, csvOf(rows), { mapping: deals, config });

type Pool = typeof first.pool;

async function bytesOf(pool: Pool): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of writeExport(pool, config)) chunks.push(chunk);
	return Buffer.concat(chunks);
}

async function sourceOf(bytes: Buffer | string, name = 'export.ndjson') {
	const path = join(folder, name);
	writeFileSync(path, bytes);
	return fileSource(path);
}

const load = async (bytes: Buffer | string, options = {}) =>
	loadExport(second.pool, config, await sourceOf(bytes), options);

const rowsOf = async (pool: Pool, table: string) =>
	(await pool.query<{ value: unknown }>(`SELECT to_jsonb(t) AS value FROM ${table} t ORDER BY t::text`)).rows;

async function forget(pool: Pool): Promise<void> {
	await forgetAll(pool);
	await pool.query('TRUNCATE settings, feeds, score_models, publications');
}

const linesOf = (bytes: Buffer) => bytes.toString().trimEnd().split('\n');

beforeAll(async () => {
	const until = new Date('2025-06-30T16:00:00Z');
	demo = await writeDemo({ leads: 120, seed: 5, until, timezone: config.timezone, currency: 'EUR' }, folder);
	await loadText(first.pool, readFileSync(demo.events, 'utf8'), { config, file: 'demo-events.ndjson' });
	const context = {
		source: 'ads',
		timezone: config.timezone,
		country: null,
		currency: 'EUR',
		now: until.getTime(),
		rates: {}
	};
	const costs = join(folder, 'some-costs.csv');
	writeFileSync(costs, readFileSync(demo.costs, 'utf8').split('\n').slice(0, 300).join('\n'));
	for (const source of ['ads', 'ads', 'agency'])
		await loadCostRows(
			first.pool,
			{ file: 'demo-costs.csv', source, preset: null, mapping: null },
			readCosts(await fileSource(costs), { mapping: null, context: { ...context, source } })
		);
	await loadDeals(first.pool, week);
	await loadDeals(first.pool, next);
	const joined = await first.pool.query<{ record_id: string }>(
		`SELECT record_id FROM records WHERE external_id = 'B'`
	);
	await undoJoin(first.pool, joined.rows[0]!.record_id, 'a@x.com');
	await changeSettings(first.pool, {
		excludedChannels: ['Test'],
		workingHours: workingHoursSchema.parse({ timezone: 'Europe/Warsaw', holidays: ['2025-05-01'] }),
		stageLimits: { mql: 2, sal: 5 },
		...demo.settings,
		managerFields: { team: 'City', role: null },
		aliases: { manager: { 'Elif Şahin': 'Elif' } },
		namesakes: ['Felix Brandt']
	});
	await saveDraft(first.pool, smallModel());
	await publishModel(first.pool, 'Small', 'The first one.');
	await saveDraft(first.pool, smallModel({ groups: smallModel().groups.slice().reverse() }));
	await addFeed(first.pool);
	await replayAll(first.pool, config);
	exported = await bytesOf(first.pool);

	await loadDeals(second.pool, week);
	await loadDeals(second.pool, next);
	await addFeed(second.pool);
	await second.pool.query(`INSERT INTO tokens (name, hash, scopes) VALUES ('crm', 'abc123hash', '{events}')`);
	small = await bytesOf(second.pool);
});

const addFeed = (pool: Pool) =>
	pool.query(
		`INSERT INTO feeds (name, kind, place, every_minutes)
		VALUES ('sheet', 'address', 'https://anna:secret@files.example/x.csv', 60)`
	);

beforeEach(() => forget(second.pool));

describe('an export', () => {
	test('covers every table, or says why not', async () => {
		const { rows } = await first.pool.query<{ name: string }>(
			`SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace
			AND relkind IN ('r', 'p') AND relname !~ '_g[0-9]+$'`
		);
		const covered = [...kinds.map(({ table }) => table), ...leftOut];
		expect(rows.map((row) => row.name).sort()).toEqual(covered.sort());
	});

	test('in another installation gives the same tables and the same numbers', async () => {
		await replayAll(second.pool, config);
		const result = await load(exported);
		const lines = linesOf(exported).length - 2;
		expect(result).toMatchObject({ problem: null, warnings: [], rows: { read: lines, accepted: lines } });
		for (const { table } of kinds) {
			const before = await rowsOf(first.pool, table);
			expect(before.length, table).toBeGreaterThan(0);
			if (table === 'feeds') continue;
			expect(await rowsOf(second.pool, table)).toEqual(before);
		}
		expect(await leadsOf(second.pool, config)).toEqual(await leadsOf(first.pool, config));
		const report = (db: typeof first) =>
			withReport(db, config, (context) =>
				fullFunnelReport(context, filtersSchema.parse({ by: ['team', 'manager'], compare: 'year' }))
			);
		const [before, after] = [await report(first), await report(second)];
		expect(before.leads).toBeGreaterThan(110);
		expect({ ...after, dataVersion: 0 }).toEqual({ ...before, dataVersion: 0 });
		const dataOf = (bytes: Buffer) => linesOf(bytes).slice(1, -1).sort();
		expect(dataOf(await bytesOf(second.pool))).toEqual(dataOf(exported));

		// Later removals find what they need: a second reading of costs, and both weeks of deals.
		const state = async ({ pool }: typeof first) => [
			await logOf(pool),
			await identityOf(pool),
			await rowsOf(pool, 'costs'),
			await rowsOf(pool, 'quarantine')
		];
		for (const file of ['demo-costs.csv', 'rows.csv', 'rows.csv']) {
			const { rows } = await first.pool.query<{ id: number }>(
				`SELECT min(id) AS id FROM loads WHERE file = $1 AND status <> 'removed'`,
				[file]
			);
			const removed = await removeLoad(second.pool, rows[0]!.id);
			expect(removed).toEqual(await removeLoad(first.pool, rows[0]!.id));
			expect(await state(second)).toEqual(await state(first));
		}
	});

	test('knows what it knew: the same file again brings nothing new, and loads count on', async () => {
		await load(gzipSync(small));
		const again = await loadDeals(second.pool, next);
		expect(again.rows).toEqual({
			read: 9,
			accepted: 0,
			corrected: 0,
			known: 7,
			ignored: 1,
			quarantined: 1
		});
		const { rows } = await second.pool.query<{ id: number }>('SELECT id FROM loads ORDER BY id');
		const [one, two] = rows.map((row) => row.id);
		expect(rows.map((row) => row.id)).toEqual([one, two, again.load]);
		expect(again.load).toBe(two! + 1);
	});

	test('holds no secrets, and its feeds are switched off', async () => {
		expect(small.toString()).not.toMatch(/secret|abc123hash/);
		await load(small);
		const { rows } = await second.pool.query('SELECT name, place, active FROM feeds');
		expect(rows).toEqual([{ name: 'sheet', place: 'https://files.example/x.csv', active: false }]);
	});

	test('is told by its beginning, zipped or not', async () => {
		expect(await isExport(await sourceOf(small))).toBe(true);
		expect(await isExport(await sourceOf(gzipSync(small)))).toBe(true);
		expect(await isExport(await fileSource(demo.events))).toBe(false);
		expect(await isExport(await sourceOf(''))).toBe(false);
	});

	test('of an earlier version is taken: its costs have no currency', async () => {
		const [first = '', ...lines] = linesOf(exported).slice(0, -1);
		const head = JSON.parse(first) as { columns: { cost: string[] } };
		head.columns.cost = head.columns.cost.filter((column) => column !== 'currency');
		const text = `${[JSON.stringify(head), ...lines].join('\n')}\n`;
		const sha256 = createHash('sha256').update(text).digest('hex');
		await load(`${text}${JSON.stringify({ kind: 'end', lines: lines.length + 1, sha256 })}\n`);
		const costs = await second.pool.query('SELECT currency, count(*)::int FROM costs GROUP BY currency');
		const written = lines.filter((line) => line.startsWith('{"kind":"cost"')).length;
		expect(costs.rows).toEqual([{ currency: null, count: written }]);
	});

	test('made elsewhere is told so', async () => {
		const here = readConfig({ SLUICE_CURRENCY: 'USD', SLUICE_COUNTRY: 'DE' });
		const { warnings } = await loadExport(second.pool, here, await sourceOf(small), { dryRun: true });
		expect(warnings.map(({ warning }) => warning)).toEqual([
			'The export was made with SLUICE_TIMEZONE=Europe/Berlin, here it is UTC: days and weeks of the reports will differ.',
			'The export was made with SLUICE_CURRENCY=EUR, here it is USD: amounts will be taken for another currency.',
			'The export was made with SLUICE_COUNTRY=, here it is DE: phones without a country code will be read otherwise from now on.'
		]);
		expect(await rowsOf(second.pool, 'loads')).toEqual([]);
	});

	test('of an empty installation is one, too', async () => {
		const empty = await bytesOf(second.pool);
		expect(linesOf(empty).length).toBe(2);
		expect((await load(empty)).rows.read).toBe(0);
	});
});

describe('what is not a whole export changes nothing', () => {
	const refused = async (bytes: Buffer | string) => {
		const failure = await load(bytes).catch((error: unknown) => error);
		for (const { table } of kinds) expect(await rowsOf(second.pool, table)).toEqual([]);
		return String(failure);
	};
	const file = () => join(folder, 'export.ndjson');

	test('cut off between two lines, within one, and zipped', async () => {
		const lines = linesOf(small);
		const n = lines.length;
		const cut = (after: number) =>
			`FileProblem: ${file()} was cut off after line ${after}: its end line is missing. Nothing was loaded; get the export again.`;
		expect(await refused(`${lines.slice(0, -1).join('\n')}\n`)).toBe(cut(n - 1));
		expect(await refused(small.subarray(0, -10))).toBe(cut(n - 1));
		expect(await refused(`${lines.slice(0, 20).join('\n')}\n${lines[20]!.slice(0, 40)}`)).toBe(cut(20));
		const zipped = gzipSync(small);
		expect(await refused(zipped.subarray(0, zipped.length >> 1))).toMatch(/was cut off after line \d+:/);
	});

	test('a line is missing, or was changed', async () => {
		const lines = linesOf(small);
		const text = (all: string[]) => `${all.join('\n')}\n`;
		expect(await refused(text(lines.toSpliced(10, 1)))).toContain(
			`has ${lines.length - 2} lines before its end line, which counts ${lines.length - 1}:`
		);
		const place = lines.findIndex((line) => line.includes('"amount":99.90'));
		const changed = lines.with(place, lines[place]!.replace('99.90', '99.91'));
		expect(await refused(text(changed))).toContain('its checksum differs');
	});

	test('the line that is wrong is named', async () => {
		const lines = linesOf(small);
		const n = lines.findLastIndex((line) => line.startsWith('{"kind":"event"')) + 1;
		const wrong = async (line: string) => refused(`${lines.with(n - 1, line).join('\n')}\n`);
		const at = `${file()}, line ${n}: it `;
		expect(await wrong('lead,email')).toContain(`${at}is not a line of an export.`);
		expect(await wrong('{"kind":"visit","data":{}}')).toContain(`${at}is of the unknown kind "visit".`);
		expect(await wrong('{"kind":"event","data":{"type":}}')).toContain(
			`${at}cannot be stored (invalid input`
		);
		expect(await wrong(lines[n - 1]!.replace(/"type":"\w+",/, ''))).toContain(
			`${at}cannot be stored (null value in column "type"`
		);
		expect(await wrong(lines[n - 2]!)).toContain(`${at}cannot be stored (duplicate key value`);
		expect(await refused(`${lines.join('\n')}\nmore\n`)).toContain(
			`line ${lines.length + 1}: it stands after the end of the export.`
		);
	});

	test('it was written by a newer version', async () => {
		const lines = linesOf(small);
		const header = (from: string, to: string) => `${lines.with(0, lines[0]!.replace(from, to)).join('\n')}\n`;
		expect(await refused(header('"format":1', '"format":2'))).toContain('newer Sluice (its format is 2)');
		expect(await refused(header('"event_key"', '"event_key","weather"'))).toContain(
			'newer Sluice (its lines of the kind "event" have "weather")'
		);
	});

	test('the installation is not empty', async () => {
		await loadDeals(second.pool, week);
		await expect(load(small)).rejects.toThrow(
			`${file()} is an export, which goes into an empty installation only, and this one holds 1 load already. Name another folder in SLUICE_DATA, or another database in DATABASE_URL, and load it there.`
		);
		expect((await rowsOf(second.pool, 'loads')).length).toBe(1);
	});
});
