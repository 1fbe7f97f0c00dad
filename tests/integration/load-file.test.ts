/** Files as users bring them: recognised, fitted, loaded, or refused with what to do. */
import { createReadStream, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { reasons } from '#lib/events/reasons.ts';
import { readConfig } from '#lib/server/config.ts';
import { loadFile, loadSource, type LoadOptions } from '#lib/server/ingest/load-file.ts';
import { streamSource } from '#lib/server/ingest/read-bytes.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, mappingOf } from '../support/load.ts';

const db = await testDatabase();
const config = readConfig({ SLUICE_COUNTRY: 'RU' });
const fixtures = join(import.meta.dirname, '../fixtures/presets');
const folder = mkdtempSync(join(tmpdir(), 'sluice-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => forgetAll(db.pool));

const load = (path: string, options: LoadOptions = {}) => loadFile(db.pool, config, path, options);

function file(name: string, content: string): string {
	writeFileSync(join(folder, name), content);
	return join(folder, name);
}

const loaded = async () =>
	(await db.pool.query('SELECT file, source, preset, mapping, kind FROM loads ORDER BY id')).rows;

test('every fixture is recognised and loads; read again, it brings nothing new', async () => {
	for (const name of readdirSync(fixtures)) {
		const path = join(fixtures, name);
		const preset = name.replace(/(-cp1251)?\..*$/, '');
		const source = preset === 'wide' ? 'sheet' : null;
		const first = await load(path, { source });
		const { read, quarantined } = first.rows;
		expect([name, first.preset, first.kind]).toEqual([
			name,
			preset,
			/costs$/.test(preset) ? 'costs' : 'events'
		]);
		expect([name, first.reasons.filter(({ reason }) => reason !== reasons.noRate)]).toEqual([name, []]);
		expect([name, quarantined]).toEqual([name, preset === 'bitrix24-deals' ? 1 : 0]);
		const again = await load(path, { source });
		expect([name, again.rows]).toEqual([
			name,
			{ read, accepted: 0, corrected: 0, known: read - quarantined, ignored: 0, quarantined }
		]);
	}
	// A row for several days is spread over them.
	const costs = await db.pool.query(
		`SELECT channel, campaign, min(day)::text AS first, max(day)::text AS last, sum(amount) AS amount
		FROM current_costs WHERE source = 'roistat' GROUP BY channel, campaign ORDER BY channel`
	);
	expect(costs.rows).toEqual([
		{
			channel: 'direct2',
			campaign: 'Яндекс.Директ',
			first: '2025-02-01',
			last: '2025-02-01',
			amount: '1250.5'
		},
		{
			channel: 'google_seo_test',
			campaign: 'Google -> SEO -> Test',
			first: '2025-02-01',
			last: '2025-02-28',
			amount: '500.00'
		}
	]);
});

test('the mapping of a preset is kept with the load as it was fitted', async () => {
	const path = file('few.csv', 'id,Название сделки,Этап сделки,Дата создания\n1,a,Переговоры,01.02.2025\n');
	const result = await load(path, { source: 'shop', name: 'Deals of February' });
	expect(result).toMatchObject({ preset: 'amocrm-deals', rows: { read: 1, accepted: 1 } });
	const [row] = await loaded();
	expect(row).toMatchObject({
		file: 'Deals of February',
		source: 'shop',
		preset: 'amocrm-deals',
		kind: 'events',
		mapping: { name: 'amocrm-deals', source: 'shop', row: 'id', lead: { id: 'id', status: 'Этап сделки' } }
	});
});

test('dates are read by the patterns that the user gives', async () => {
	const path = file('wide.csv', 'lead,created,mql\n1,03/04/2025,03/14/2025\n');
	const result = await load(path, { source: 'crm', dates: ['MM/dd/yyyy'] });
	expect(result.rows).toMatchObject({ accepted: 1 });
	const { rows } = await db.pool.query('SELECT mapping->>$1 AS format FROM loads', ['format']);
	expect(JSON.parse(rows[0].format as string)).toEqual({ dates: ['MM/dd/yyyy'] });
	await expect(load(path, { source: 'crm', dates: ['DD/MM'] })).rejects.toThrow(
		'The date pattern "DD/MM" has "DD", which is none of'
	);
	const events = file('events.csv', 'type,at,lead\ncreated,03/04/2025,2\n');
	await load(events, { source: 'crm', dates: ['dd/MM/yyyy'] });
	const { rows: days } = await db.pool.query(
		"SELECT day::text FROM events WHERE type = 'created' ORDER BY day"
	);
	expect(days).toEqual([{ day: '2025-03-04' }, { day: '2025-04-03' }]);
});

test('a sheet of a workbook is read by its name, the first without one', async () => {
	const book = new ExcelJS.Workbook();
	book.addWorksheet('Notes').addRows([['Note'], ['All deals of 2025']]);
	book.addWorksheet('Сделки').addRows([
		['ID', 'Название сделки', 'Этап сделки', 'Дата создания', 'Дата закрытия', 'Бюджет'],
		[9001, 'a', 'Успешно реализовано', '12.01.2025 09:30:00', '01.02.2025', 350000],
		[9002, 'b', 'Переговоры', new Date(Date.UTC(2025, 0, 13, 10, 0)), 'не закрыта', null]
	]);
	book.addWorksheet('Events').addRows([
		['type', 'at', 'lead'],
		['sal', '2025-01-20', '9002']
	]);
	const path = join(folder, 'deals.xlsx');
	await book.xlsx.writeFile(path);
	await expect(load(path)).rejects.toThrow('deals.xlsx is not recognised by its columns');
	const deals = await load(path, { sheet: 'Сделки' });
	expect([deals.preset, deals.rows.accepted, deals.readAs.sheet]).toEqual(['amocrm-deals', 2, 'Сделки']);
	const events = await load(path, { sheet: 'Events', source: 'amocrm' });
	expect([events.preset, events.rows.accepted]).toEqual(['events', 1]);
	const { rows } = await db.pool.query(
		"SELECT type, coalesce(at::date, day)::text AS day, amount::text FROM events WHERE type <> 'profile' ORDER BY 2, 1"
	);
	expect(rows).toEqual([
		{ type: 'created', day: '2025-01-12', amount: null },
		{ type: 'created', day: '2025-01-13', amount: null },
		{ type: 'sal', day: '2025-01-20', amount: null },
		{ type: 'client', day: '2025-02-01', amount: '350000' }
	]);
});

test('what can be read only once is recognised all the same', async () => {
	for (const name of ['bitrix24-leads-cp1251.csv', 'carrotquest-leads.ndjson', 'amocrm-deals.csv']) {
		const source = streamSource(name, createReadStream(join(fixtures, name), { highWaterMark: 700 }));
		const { preset, rows } = await loadSource(db.pool, config, source, { dryRun: true });
		expect([preset, rows.quarantined, rows.accepted]).toEqual([
			name.replace(/(-cp1251)?\..*$/, ''),
			0,
			rows.read
		]);
		expect(rows.read).toBeGreaterThan(1);
	}
});

test('JSON whose later rows have more keys loses none of them', async () => {
	const rows = Array.from({ length: 200 }, (_, i) => ({
		lead: String(i),
		created: '2025-01-01',
		mql: '2025-01-02',
		...(i === 150 ? { client: '2025-02-01', amount: 5 } : {})
	}));
	await load(file('wide.json', JSON.stringify(rows)), { source: 'crm' });
	const { rows: clients } = await db.pool.query("SELECT amount::text FROM events WHERE type = 'client'");
	expect(clients).toEqual([{ amount: '5' }]);
});

test.each<[what: string, content: string, options: LoadOptions, message: string]>([
	[
		'that fits two presets',
		'ID;Название лида;Стадия;Название сделки;Этап сделки;Дата создания\n1;a;b;c;d;01.02.2025\n',
		{},
		'fits two presets, bitrix24-leads and amocrm-deals: name the one to use by --preset.'
	],
	[
		'that fits none',
		'Nr,When\n1,2025-01-01\n',
		{},
		'or name the columns as events have them (type, at, and lead, email or phone). Its columns are "Nr", "When".'
	],
	['of JSON that fits none', '[{"nr":1}]', {}, 'is not recognised by its keys:'],
	[
		'without a date',
		'ID;Название лида;Стадия\n1;a;b\n',
		{},
		'looks like Bitrix24: leads (preset bitrix24-leads), but has no date: none of the columns "Дата создания", "Дата закрытия". Export it with such a column,'
	],
	[
		'for another preset',
		'ID;Название лида;Дата создания\n1;a;01.02.2025\n',
		{ preset: 'ringostat-calls' },
		'(preset ringostat-calls), but has no column that says whose its rows are.'
	],
	[
		'of events where costs are wanted',
		'type,at,lead\ncreated,2025-01-01,1\n',
		{ kind: 'costs' },
		'sluice load'
	],
	[
		'of costs where events are wanted',
		'day,channel,spend\n2025-01-01,a,1\n',
		{ kind: 'events' },
		'sluice costs'
	],
	[
		'for a preset that there is not',
		'a,b\n1,2\n',
		{ preset: 'zoho' },
		'There is no preset "zoho": there are '
	],
	['without a source', 'lead,created,mql\n1,2025-01-01,2025-01-02\n', {}, 'names no source']
])('a file %s is refused', async (_what, content, options, message) => {
	await expect(load(file('refused.csv', content), options)).rejects.toThrow(message);
});

test('costs are read by their own names where nothing else is known', async () => {
	const own = file('own.csv', 'date,channel,amount,source\n2025-01-01,SMM,5,ads\n');
	expect(await load(own)).toMatchObject({ kind: 'costs', preset: 'costs', rows: { accepted: 1 } });
	const bare = file('bare.csv', 'date,amount\n2025-01-01,7\n');
	expect(await load(bare, { kind: 'costs', source: 'ads' })).toMatchObject({
		preset: null,
		rows: { accepted: 1 }
	});
	const { rows } = await db.pool.query(
		'SELECT source, channel, amount::text FROM current_costs ORDER BY amount'
	);
	expect(rows).toEqual([
		{ source: 'ads', channel: 'SMM', amount: '5' },
		{ source: 'ads', channel: null, amount: '7' }
	]);
});

test('a mapping of the user counts as it is', async () => {
	const path = file('own.csv', 'type,at,lead\ncreated,2025-01-01,1\n');
	const mapping = mappingOf({
		name: 'mine',
		kind: 'events',
		source: 'crm',
		lead: { id: 'lead' },
		events: [{ type: 'mql', at: 'at' }]
	});
	expect(await load(path, { mapping })).toMatchObject({
		preset: null,
		kind: 'events',
		rows: { accepted: 1 }
	});
	await expect(load(path, { mapping, preset: 'events' })).rejects.toThrow(
		'Give a mapping or a preset, not both.'
	);
	await expect(load(path, { mapping, kind: 'costs' })).rejects.toThrow(
		'The mapping "mine" is for events, not for costs: load the file with "sluice load".'
	);
});
