/** The command as a person runs it: what it prints, where, and how it ends. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import exceljs from 'exceljs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { modelText } from '#lib/scoring/model-text.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, ndjson } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const db = await testDatabase();
const fixtures = join(import.meta.dirname, '../fixtures/presets');
const folder = mkdtempSync(join(tmpdir(), 'sluice-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => forgetAll(db.pool));

interface Ended {
	status: number | null;
	out: string;
	errors: string;
}

/** Runs `sluice …` in the folder of the test's files; `input` is what it reads. */
async function sluice(words: string[], env: NodeJS.ProcessEnv = {}, input = ''): Promise<Ended> {
	const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/cli/sluice.ts'), ...words], {
		cwd: folder,
		env: { ...process.env, DATABASE_URL: db.url, SLUICE_TIMEZONE: undefined, ...env },
		stdio: ['pipe', 'pipe', 'pipe']
	});
	child.stdin.end(input);
	const ended: Ended = { status: null, out: '', errors: '' };
	child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.out += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.errors += text));
	ended.status = await new Promise((resolve) => child.on('close', resolve));
	expect(ended.errors).not.toMatch(/\n\s+at |node:internal/);
	return ended;
}

function file(name: string, content: string | Buffer | unknown[]): string {
	writeFileSync(join(folder, name), Array.isArray(content) ? ndjson(content) : content);
	return name;
}

/** What a command prints as JSON; `T` is for its reader. */
const json = (ended: Ended) => JSON.parse(ended.out) as Record<string, never> & Record<string, unknown>[];

const created = (lead: string, more = {}) => ({
	type: 'created',
	at: '2026-01-01T10:00:00Z',
	lead,
	source: 'crm',
	channel: 'SMM',
	...more
});

describe('load', () => {
	test('prints one object for one file', async () => {
		const events = [
			created('A'),
			created('B', { email: 'b@x.com', phone: '12' }),
			created('C', { email: 'b@x.com' }),
			created('D', { at: '2999-01-01' })
		];
		const loaded = await sluice(['load', file('events.ndjson.gz', gzipSync(ndjson(events))), '--json']);
		expect(loaded.status).toBe(0);
		expect(json(loaded)).toEqual({
			file: 'events.ndjson.gz',
			preset: 'events',
			kind: 'events',
			load: expect.any(Number),
			status: 'done',
			readAs: { encoding: 'utf-8' },
			rows: { read: 4, accepted: 3, corrected: 0, known: 0, ignored: 0, quarantined: 1 },
			events: { accepted: 3, corrected: 0, known: 0, withdrawn: 0 },
			leads: { new: 2, joined: 1 },
			reasons: [{ reason: 'A date is more than a day in the future.', count: 1 }],
			warnings: [
				{ warning: 'A phone number without a country code was left out: set SLUICE_COUNTRY.', count: 1 }
			],
			problem: null,
			seconds: expect.any(Number)
		});
		const again = await sluice(['load', 'events.ndjson.gz']);
		expect(again.out).toContain('0 accepted, 0 corrected, 3 known, 0 ignored, 1 not loaded');
		const list = await sluice(['loads', '--json']);
		expect(json(list).map(({ file: name, status }) => [name, status])).toEqual([
			['events.ndjson.gz', 'done'],
			['events.ndjson.gz', 'done']
		]);
	});

	test('prints a list for several files, in which the missing ones are not', async () => {
		const good = file('good.ndjson', [created('A')]);
		const loaded = await sluice(['load', good, 'missing.ndjson', '--json']);
		expect(json(loaded)).toMatchObject([{ file: good, rows: { accepted: 1 } }]);
		expect(loaded.errors).toBe('sluice: missing.ndjson does not exist: check the path.\n');
		expect(loaded.status).toBe(1);
	});

	test('of a mapping, a source and a trial', async () => {
		file(
			'deals.json',
			JSON.stringify({
				name: 'deals',
				kind: 'events',
				row: 'Id',
				lead: { id: 'Id' },
				events: [{ type: 'created', at: 'Date' }]
			})
		);
		const deals = file('deals.csv', 'Id;Date\n1;2026-01-01\n2;2026-01-02\n');
		const unnamed = await sluice(['load', deals, '--mapping', 'deals.json']);
		expect([unnamed.status, unnamed.errors]).toEqual([1, expect.stringContaining('source')]);
		const trial = await sluice(['load', deals, '--mapping', 'deals.json', '--source', 'crm', '--dry-run']);
		expect([trial.status, trial.out]).toEqual([0, expect.stringContaining('a trial: nothing was kept')]);
		const { rows } = await db.pool.query('SELECT FROM events');
		expect(rows).toEqual([]);
		const real = await sluice(['load', deals, '--mapping', 'deals.json', '--source', 'crm', '--json']);
		expect(json(real)).toMatchObject({ preset: null, rows: { read: 2, accepted: 2 } });
	});

	test('says which preset it recognised, what to check, and that costs are costs', async () => {
		const [amo, costs] = [join(fixtures, 'amocrm-deals.csv'), join(fixtures, 'costs.csv')];
		const loaded = await sluice(['load', amo, costs]);
		expect([loaded.status, loaded.errors]).toEqual([0, '']);
		expect(loaded.out).toMatch(
			/amocrm-deals\.csv: 4 rows read in .*, recognised as amocrm-deals \(amoCRM: deals\)\n/
		);
		expect(loaded.out).toContain('  check       The loss reasons «Спам» and «Дубль» count as junk');
		expect(loaded.out).toMatch(/costs\.csv: 2 rows of costs read in .*, recognised as costs \(/);
		const named = await sluice(['load', amo, '--preset', 'amocrm-deals', '--source', 'shop', '--json']);
		expect(json(named)).toMatchObject({ preset: 'amocrm-deals', rows: { read: 4, accepted: 4 } });
	});
});

describe('a file that cannot be read', () => {
	const header = 'type,at,lead,source\n';
	const row = (lead: string) => `created,2026-01-01,${lead},crm\n`;

	test.each([
		['missing.csv', null, 'missing.csv does not exist: check the path.'],
		['empty.csv', '', 'empty.csv is empty.'],
		['header.csv', header, 'header.csv has a header but no rows.'],
		['binary.csv', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 37) % 256)), 'binary.csv'],
		[
			'workbook.xlsx',
			Buffer.from('504b030414000600', 'hex'),
			'workbook.xlsx is a damaged or cut off workbook'
		],
		[
			'columns.csv',
			'Id,Date\n1,2026-01-01\n',
			'columns.csv is not recognised by its columns: give a mapping by --mapping, or name a preset by --preset (bitrix24-leads, '
		],
		[
			'source.csv',
			'type,at,lead\ncreated,2026-01-01,A\n',
			'source.csv, line 1: the header has no source (or give --source)'
		]
	])('%s', async (name, content, message) => {
		if (content !== null) file(name, content);
		const { status, out, errors } = await sluice(['load', name]);
		expect(errors).toMatch(/^sluice: [^\n]*\.\n$/);
		expect(errors).toContain(message);
		expect([status, out]).toEqual([1, '']);
	});

	test('only for the most part gives its good rows', async () => {
		const loads: [string, string | Buffer, { accepted: number; quarantined: number }, string][] = [
			[
				'long.csv',
				`type,at,lead,source,name\ncreated,2026-01-01,A,crm,${'x'.repeat(100_000)}\ncreated,2026-01-01,B,crm,y\n`,
				{ accepted: 2, quarantined: 0 },
				''
			],
			[
				'quote.csv',
				`${header}${row('A')}created,2026-01-01,"B,crm\n${row('C')}`,
				{ accepted: 2, quarantined: 1 },
				'A quote opens and never closes properly'
			],
			[
				'endings.csv',
				`${header.trim()}\r\n${row('A')}${row('B').trim()}\r${row('C').trim()}\r\n`,
				{ accepted: 3, quarantined: 0 },
				''
			],
			[
				'future.csv',
				`${header}${row('A')}created,2999-01-01,B,crm\n`,
				{ accepted: 1, quarantined: 1 },
				'A date is more than a day in the future.'
			],
			[
				'nul.csv',
				`${header}${row('A')}${row('B\0')}`,
				{ accepted: 1, quarantined: 1 },
				'A text has a NUL character'
			],
			[
				'wrong.ndjson',
				`${ndjson([created('A')])}{"type": "created",\n`,
				{ accepted: 1, quarantined: 1 },
				'It is not valid JSON.'
			]
		];
		for (const [name, content] of loads) file(name, content);
		const loaded = await sluice(['load', ...loads.map(([name]) => name), '--json']);
		expect([loaded.status, loaded.errors]).toEqual([0, '']);
		const results = json(loaded) as unknown as { rows: object; reasons: { reason: string }[] }[];
		for (const [i, [name, , rows, reason]] of loads.entries()) {
			// The same rows stand in several of the files.
			const { quarantined, accepted, known } = results[i]!.rows as Record<string, number>;
			expect([name, quarantined, accepted! + known!]).toEqual([name, rows.quarantined, rows.accepted]);
			expect(results[i]!.reasons.map((one) => one.reason).join()).toContain(reason);
		}
	});

	test('at all, because of no row, ends as a failure', async () => {
		const bad = file('bad.ndjson', [created('A', { at: '2999-01-01' }), { type: 'created' }]);
		const loaded = await sluice(['load', bad, '--json']);
		expect([loaded.status, json(loaded)]).toMatchObject([1, { rows: { read: 2, quarantined: 2 } }]);
	});
});

describe('a mistake in the call', () => {
	const mapping = (name: string, more: object) =>
		file(
			name,
			JSON.stringify({
				name: 'm',
				kind: 'events',
				source: 'crm',
				lead: { id: 'Id' },
				events: [{ type: 'created', at: 'Date' }],
				...more
			})
		);

	test.each<[string, () => string[], RegExp]>([
		['unknown command', () => ['laod', 'x'], /There is no command "laod"/],
		['no file', () => ['load'], /Name the files to load/],
		[
			'unknown preset',
			() => ['load', 'x.csv', '--preset', 'amo'],
			/There is no preset "amo": there are bitrix24-leads, .*, costs\./
		],
		[
			'preset and mapping',
			() => ['load', 'x.csv', '--preset', 'wide', '--mapping', 'm.json'],
			/Give --mapping or --preset, not both/
		],
		['unknown option', () => ['load', 'x.csv', '--maping', 'm'], /--maping/],
		['unknown report', () => ['report', 'funel'], /There is no report "funel"/],
		['unknown filter', () => ['report', 'funnel', '--chanel', 'SMM'], /--chanel is not a filter/],
		['filter without a value', () => ['report', 'funnel', '--channel'], /--channel needs a value/],
		['wrong date', () => ['report', 'funnel', '--from', '2026-02-30'], /--from "2026-02-30".*2026-03-31/],
		[
			'wrong format',
			() => ['report', 'funnel', '--format', 'pdf'],
			/--format "pdf": one of table, json, csv/
		],
		[
			'missing mapping',
			() => ['load', 'x.csv', '--mapping', 'none.json'],
			/The mapping none\.json .*there is no such file/
		],
		[
			'mapping that is no JSON',
			() => ['load', 'x.csv', '--mapping', file('broken.json', '{"name": ')],
			/The mapping broken\.json cannot be read/
		],
		[
			'mapping in a folder of that name',
			() => {
				mkdirSync(join(folder, 'folder.json'), { recursive: true });
				return ['load', 'x.csv', '--mapping', 'folder.json'];
			},
			/The mapping folder\.json cannot be read/
		],
		[
			'unknown key of a mapping',
			() => ['load', 'x.csv', '--mapping', mapping('key.json', { evnts: [] })],
			/The mapping key\.json: .*unknown key "evnts".*known here/
		],
		[
			'mapping for another file',
			() => ['load', file('other.csv', 'Nr,Date\n1,2026-01-01\n'), '--mapping', mapping('fits.json', {})],
			/other\.csv does not fit the mapping "m": .*"Id"/
		]
	])('%s', async (_name, words, message) => {
		const { status, errors, out } = await sluice(words());
		expect(errors).toMatch(/^sluice: /);
		expect(errors).toMatch(message);
		expect([status, out]).toEqual([1, '']);
	});

	test('of the zone or the database', async () => {
		const zone = await sluice(['loads'], { SLUICE_TIMEZONE: 'Mars/Olympus' });
		expect([zone.status, zone.errors]).toEqual([
			1,
			expect.stringContaining('SLUICE_TIMEZONE is "Mars/Olympus"')
		]);
		const nobody = 'postgres://someone:secret@127.0.0.1:1/none';
		const silent = await sluice(['loads'], { DATABASE_URL: nobody });
		expect(silent.errors).toBe(
			'sluice: Cannot open the database "none" on 127.0.0.1:1 (DATABASE_URL): no PostgreSQL answers there; start it, or correct the address.\n'
		);
		expect(silent.status).toBe(1);
	});
});

test('help and nothing at all list the commands', async () => {
	for (const words of [[], ['help'], ['--help']]) {
		const { status, out } = await sluice(words);
		expect([status, out]).toEqual([0, expect.stringContaining('load FILE…')]);
	}
});

test('an export goes into an empty installation, and nowhere else', async () => {
	await loadEvents(db.pool, [created('A'), created('B', { email: 'b@x.com' })]);
	const exported = await sluice(['export', '--out', 'all.ndjson.gz', '--json']);
	expect(json(exported)).toMatchObject({ file: 'all.ndjson.gz', counts: { load: 1, event: 2, cost: 0 } });
	const full = await sluice(['load', 'all.ndjson.gz']);
	expect([full.status, full.errors]).toEqual([1, expect.stringContaining('this one holds 1 load already')]);
	await forgetAll(db.pool);
	const loaded = await sluice(['load', 'all.ndjson.gz', '--json'], { SLUICE_CURRENCY: 'USD' });
	expect(json(loaded)).toMatchObject({
		preset: 'export',
		events: { accepted: 2 },
		leads: { new: 2 },
		warnings: [{ count: 1 }]
	});
});

test('a model goes from one command to the next', async () => {
	const model = modelText(smallModel());
	const kept = await sluice(['model', 'import', '-', '--json'], {}, model);
	expect(json(kept)).toMatchObject({ name: 'Small', version: 1, status: 'draft' });
	expect(await sluice(['model', 'export', 'Small'])).toEqual({ status: 0, out: model, errors: '' });
	expect(await sluice(['model', 'import', '-'], {}, '{')).toEqual({
		...{ status: 1, out: '', errors: expect.stringMatching(/^sluice: Standard input: This is no JSON: /) }
	});
});

test('report prints the same numbers as a table, JSON, CSV and XLSX', async () => {
	await sluice([
		'load',
		file('report.ndjson', [
			created('A'),
			created('B', { channel: '=2+2' }),
			created('C', { channel: undefined }),
			{ type: 'sal', at: '2026-01-02T10:00:00Z', lead: 'A', source: 'crm' },
			{ type: 'client', at: '2026-01-05T10:00:00Z', lead: 'A', source: 'crm', amount: 99.5 }
		])
	]);
	const report = json(await sluice(['report', 'funnel', '--json'])) as unknown as {
		leads: number;
		asOf: string;
		stages: Record<string, unknown>[];
	};
	expect([report.leads, report.asOf]).toEqual([3, '2026-01-05T10:00:00.000Z']);
	expect(report.stages.at(-1)).toMatchObject({
		stage: 'client',
		reached: 1,
		fromPrevious: 1,
		medianDays: 3,
		amount: 99.5
	});
	const csv = await sluice(['report', 'funnel', '--format', 'csv', '--by', 'channel']);
	expect(csv.out.split('\r\n').slice(0, 2)).toEqual([
		'channel,leads,stage,recorded,reached,fromPrevious,fromFirst,intervalLow,intervalHigh,implied,outOfOrder,medianDays,p90Days,timed,open,refused,unfit,junk,returned,amount,complete,expectedClients,expectedRangeLow,expectedRangeHigh',
		"'=2+2,1,lead,true,1,,1,,,0,0,,,0,1,0,0,0,0,0,,,,"
	]);
	expect(csv.out).toContain('\r\n,1,lead,true,1,');
	const xlsx = await sluice(['report', 'funnel', '--format', 'xlsx', '--by', 'channel', '--out', 'f.xlsx']);
	expect(xlsx.out).toBe('');
	const book = new exceljs.Workbook();
	await book.xlsx.readFile(join(folder, 'f.xlsx'));
	expect(book.worksheets.map((sheet) => sheet.name)).toEqual([
		...['breakdown', 'stages', 'months', 'reasons', 'about']
	]);
	const first = book.getWorksheet('breakdown')!.getRow(2).values as unknown[];
	expect(first.slice(1, 7)).toEqual(['=2+2', 1, 'lead', true, 1, undefined]);
	const about = book.getWorksheet('about')!;
	const last = about.getRow(about.rowCount).values as unknown[];
	expect(last.slice(1)).toEqual(['filter by', 'channel']);
	const table = await sluice(['report', 'funnel', '--channel', 'SMM']);
	expect(table.out).toContain('1 leads, data up to 2026-01-05T10:00:00.000Z, UTC');
	const none = await sluice(['report', 'funnel', '--channel', '', '--json']);
	expect(json(none)).toMatchObject({ leads: 1 });
	const others = await sluice(['report', 'funnel', '--channel=!SMM', '--json']);
	expect(json(others)).toMatchObject({ leads: 2 });
	const quality = await sluice(['report', 'quality', '--json']);
	expect(json(quality)).toMatchObject({
		leads: 3,
		records: 3,
		joined: 0,
		quarantine: [],
		without: { channel: 1, manager: 3 },
		costs: null
	});
	const rebuilt = await sluice(['rebuild', '--json']);
	expect(json(rebuilt)).toMatchObject({ leads: 3, events: 5 });
});

test('report channels prints costs and leads side by side', async () => {
	await sluice([
		'load',
		file('channel-leads.ndjson', [
			created('A', { campaign: 'Spring' }),
			created('B'),
			{ type: 'mql', at: '2026-01-02T10:00:00Z', lead: 'A', source: 'crm' },
			{ type: 'sal', at: '2026-01-02T12:00:00Z', lead: 'A', source: 'crm' },
			{ type: 'client', at: '2026-01-05T10:00:00Z', lead: 'A', source: 'crm', amount: 99.5 },
			{ type: 'junk', at: '2026-01-02T10:00:00Z', lead: 'B', source: 'crm' }
		])
	]);
	const before = await sluice(['report', 'channels']);
	expect(before.out).toContain('No costs: none are loaded ("sluice costs FILE" loads them)');
	const spent = file(
		'spent.csv',
		'date,channel,amount,clicks\n2026-01-01,SMM,40.10,20\n2026-01-01,Radio,300,\n'
	);
	await sluice(['costs', spent, '--source', 'ads']);

	const report = json(await sluice(['report', 'channels', '--json']));
	expect(report).toMatchObject({
		by: ['channel'],
		rows: [
			{
				key: 'SMM',
				leads: 2,
				requests: 2,
				clients: 1,
				junk: 1,
				cost: 40.1,
				cpl: 20.05,
				cac: 40.1,
				clicks: 20
			},
			{ key: 'Radio', leads: 0, cost: 300, cpl: null, roi: -1, verdict: 'few' }
		],
		total: { leads: 2, cost: 340.1, revenue: 99.5, attributedClients: 1, attributedRevenue: 99.5 },
		handover: { total: { mql: 1, accepted: 1 } }
	});
	const table = await sluice(['report', 'channels', '--channel', 'SMM']);
	expect(table.out).toContain('too few to judge');
	expect(table.out).not.toContain('Radio');
	expect(table.out).toContain('2 leads, data up to 2026-01-05T10:00:00.000Z, UTC, money in EUR');
	const byManager = await sluice(['report', 'channels', '--by', 'manager']);
	expect(byManager.out).toContain('No costs: they are known by day, channel and campaign, not by manager');

	const csv = await sluice(['report', 'channels', '--format', 'csv', '--by', 'campaign']);
	// What was paid is of no campaign.
	expect(csv.out.split('\r\n').map((line) => line.split(',').slice(0, 3))).toEqual([
		...[['campaign', 'leads', 'requests'], ['', '1', '1'], ['Spring', '1', '1'], ['']]
	]);
	await sluice([
		...['report', 'channels', '--format', 'xlsx', '--out', 'c.xlsx'],
		...['--from', '2026-01-01', '--to', '2026-02-01', '--compare', 'previous']
	]);
	const book = new exceljs.Workbook();
	await book.xlsx.readFile(join(folder, 'c.xlsx'));
	expect(book.worksheets.map((sheet) => sheet.name)).toEqual([
		...['rows', 'total', 'months', 'handover', 'reasons', 'attribution', 'paths', 'changed', 'about']
	]);
	expect((book.getWorksheet('months')!.getRow(2).values as unknown[]).slice(1, 4)).toEqual([
		new Date('2026-01-01'),
		'SMM',
		2
	]);
});

test('rates are taken from a file, listed, and refused by line', async () => {
	await db.pool.query('DELETE FROM settings');
	expect((await sluice(['rates'])).out).toBe('No rates are set.\n');
	const ecb = file('ecb.csv', 'Date,USD,JPY,CYP,\n2026-01-02,1.25,160,N/A,\n2026-01-01,1.6,N/A,N/A,\n');
	const taken = await sluice(['rates', ecb, '--inverse']);
	expect(taken.out).toBe(
		'JPY: 1 new, 0 changed, 0 known; from 2026-01-02 on 1 JPY is 0.00625 EUR\nUSD: 2 new, 0 changed, 0 known; from 2026-01-02 on 1 USD is 0.8 EUR\n'
	);
	expect(json(await sluice(['rates', '--json']))).toEqual([
		{ currency: 'JPY', from: '2026-01-02', rate: '0.00625' },
		{ currency: 'USD', from: '2026-01-01', rate: '0.625' },
		{ currency: 'USD', from: '2026-01-02', rate: '0.8' }
	]);
	const wrong = await sluice(['rates', file('bad.csv', 'date,currency,rate\n2026-01-02,USD,free\n')]);
	expect(wrong.status).toBe(1);
	expect(wrong.errors).toContain('line 2: A rate is not a number');
	await db.pool.query('DELETE FROM settings');
});
