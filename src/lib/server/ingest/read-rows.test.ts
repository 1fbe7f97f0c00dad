import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { parseMapping, type EventsMapping } from '#lib/events/mapping-schema.ts';
import { reasons } from '#lib/events/reasons.ts';
import { AmbiguousDates, FileProblem } from './file-problem.ts';
import { rowReasons } from './raw-row.ts';
import { streamSource } from './read-bytes.ts';
import { readRows, readSource, type ReadOptions, type Batch, type ReadRow } from './read-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(name: string, content: string | Buffer): string {
	const path = join(folder, `${++files}-${name}`);
	writeFileSync(path, content);
	return path;
}

const options: ReadOptions = {
	mapping: null,
	context: {
		source: 'crm',
		timezone: 'UTC',
		country: 'DE',
		currency: 'EUR',
		now: Date.parse('2026-11-22T12:00:00Z'),
		rates: {}
	}
};
const dealMapping = (changes: object = {}): EventsMapping => {
	const parsed = parseMapping({
		name: 'deals',
		kind: 'events',
		row: 'Id',
		lead: { id: 'Id' },
		events: [{ type: 'client', at: 'Paid', amount: 'Sum' }],
		...changes
	});
	if ('problem' in parsed || parsed.mapping.kind !== 'events') throw new Error(JSON.stringify(parsed));
	return parsed.mapping;
};

async function read(path: string, changes: Partial<ReadOptions> = {}): Promise<ReadRow[]> {
	const rows: ReadRow[] = [];
	for await (const batch of readRows(path, { ...options, ...changes })) rows.push(...batch.rows);
	return rows;
}
/** Line with lead id or reason of every row. */
const short = (rows: ReadRow[]) =>
	rows.map(({ line, result }) => [
		line,
		result.kind === 'events'
			? result.events[0]!.lead
			: result.kind === 'quarantined'
				? result.reason
				: 'ignored'
	]);
async function problem(path: string, changes: Partial<ReadOptions> = {}): Promise<string> {
	const failed = await read(path, changes).catch((error: unknown) => error);
	expect(failed).toBeInstanceOf(FileProblem);
	return (failed as FileProblem).message.replace(path, 'FILE');
}

const header = 'type,at,lead,City\n';
const row = (lead: string) => `created,2026-05-01T10:00:00Z,${lead},Berlin\n`;
const json = (lead: string) =>
	`{"type":"created","at":"2026-05-01T10:00:00Z","lead":"${lead}","City":"Berlin"}`;
const three = [
	[2, 'a'],
	[3, 'b'],
	[4, 'c']
];

describe('forms of a file', () => {
	const csv = header + row('a') + row('b') + row('c');
	const lines = [
		[1, 'a'],
		[2, 'b'],
		[3, 'c']
	];

	test.each([
		['events.csv', csv, three],
		['events.csv.gz', gzipSync(csv), three],
		['gzip-by-content.csv', gzipSync(csv), three],
		['two-gzips.gz', Buffer.concat([gzipSync(csv), gzipSync(row('d'))]), [...three, [5, 'd']]],
		['events.tsv', csv.replaceAll(',', '\t'), three],
		['semicolons.csv', csv.replaceAll(',', ';'), three],
		['strokes.txt', csv.replaceAll(',', '|'), three],
		['bom.csv', `\ufeff${csv}`, three],
		['crlf.csv', csv.replaceAll('\n', '\r\n'), three],
		['mixed.csv', csv.replace('\n', '\r\n').replace('b,Berlin\n', 'b,Berlin\r'), three],
		['utf16.csv', Buffer.from(`\ufeff${csv}`, 'utf16le'), three],
		['no-last-newline.csv', csv.trimEnd(), three],
		['empty-rows.csv', `${csv}\n,,,\n${row('d')}`, [...three, [7, 'd']]],
		['trailing-delimiters.csv', csv.replaceAll('Berlin\n', 'Berlin,,\n'), three],
		['events.ndjson', `${json('a')}\n${json('b')}\n${json('c')}\n`, lines],
		['events.ndjson.gz', gzipSync(`${json('a')}\n${json('b')}\n${json('c')}`), lines],
		[
			'events.json',
			`[\n${json('a')},\n${json('b')},${json('c')}]`,
			[
				[2, 'a'],
				[3, 'b'],
				[3, 'c']
			]
		],
		[
			'pretty.json',
			JSON.stringify([JSON.parse(json('a')), JSON.parse(json('b'))], null, 2),
			[
				[2, 'a'],
				[8, 'b']
			]
		]
	])('%s', async (name, content, expected) => {
		expect(short(await read(file(name, content)))).toEqual(expected);
	});

	test('an event in CSV is the same as in NDJSON', async () => {
		const [fromCsv] = await read(
			file(
				'x.csv',
				'type,at,approximate,lead,email,phone,amount,City,attributes\nclient,2026-05-01,TRUE,a, A@b.c ,0170 1234567,5.50,Berlin,"{""Size"":5}"\n'
			)
		);
		const [fromJson] = await read(
			file(
				'x.ndjson',
				'{"type":"client","at":"2026-05-01","approximate":true,"lead":"a","email":"A@b.c","phone":"0170 1234567","amount":"5.50","City":"Berlin","attributes":{"Size":5}}'
			)
		);
		expect(fromCsv!.result).toEqual(fromJson!.result);
		expect(fromCsv!.result).toMatchObject({ events: [{ attributes: { City: 'Berlin', Size: '5' } }] });
	});

	test('what arrives in small pieces', async () => {
		const bytes = Buffer.from(csv.replaceAll('Berlin', 'Köln'));
		const pieces = async function* () {
			for (const byte of bytes) yield Buffer.of(byte);
		};
		const rows: ReadRow[] = [];
		for await (const batch of readSource(streamSource('body', pieces()), options)) rows.push(...batch.rows);
		expect(short(rows)).toEqual(three);
		expect(rows[0]!.result).toMatchObject({ events: [{ attributes: { City: 'Köln' } }] });
	});

	test('another encoding that the mapping names', async () => {
		const path = file(
			'deals.csv',
			Buffer.from([...Buffer.from('Id;Paid;Sum\n'), 0xcf, 0xb1, ...Buffer.from(';2026-05-01;5\n')])
		);
		const rows = await read(path, { mapping: dealMapping({ format: { encoding: 'windows-1251' } }) });
		expect(short(rows)).toEqual([[2, 'П±']]);
	});

	const cities: [city: string, encoding: string][] = [
		['München', 'windows-1252'],
		['Москва', 'windows-1251'],
		['Москва', 'utf-16le'],
		['Москва', 'utf-16be'],
		['Москва', 'utf-8']
	];
	test.each(cities)(
		'%s in %s is told by its bytes, late in the file or early, and said',
		async (city, encoding) => {
			const cityRow = `created,2026-05-01,x,${city}\n`;
			for (const many of [1, 9000]) {
				const text = `${header}${row('a').repeat(many)}${cityRow}${cityRow}`;
				const utf16 = Buffer.from(text, 'utf16le');
				const inEncoding: Record<string, () => Buffer> = {
					'utf-8': () => Buffer.from(text),
					'utf-16le': () => utf16,
					'utf-16be': () => utf16.swap16()
				};
				const bytes = (inEncoding[encoding] ?? (() => Buffer.from(text, 'latin1')))();
				if (encoding === 'windows-1251')
					for (let at = 0; at < text.length; at++)
						if (text.charCodeAt(at) > 127) bytes[at] = text.charCodeAt(at) - 0x410 + 0xc0;
				let last: Batch | undefined;
				for await (const batch of readRows(file('x.csv', Buffer.from(bytes)), options)) last = batch;
				expect(last!.rows.at(-1)!.result).toMatchObject({
					events: [{ lead: 'x', attributes: { City: city } }]
				});
				expect(last!.readAs).toEqual({ encoding, delimiter: ',' });
			}
		}
	);

	test('of text whose first letter ends a piece, and the file', async () => {
		const pieces = async function* () {
			yield Buffer.from(`${header}${row('a').repeat(3000)}created,2026-05-01,x,M\xfc`, 'latin1');
			yield Buffer.from('nchen\n');
		};
		const rows: ReadRow[] = [];
		for await (const batch of readSource(streamSource('body', pieces()), options)) rows.push(...batch.rows);
		expect(rows.at(-1)!.result).toMatchObject({ events: [{ attributes: { City: 'München' } }] });
		const last = await read(file('x.csv', Buffer.from(`${header}created,2026-05-01,x,Mal\xfc`, 'latin1')));
		expect(last[0]!.result).toMatchObject({ events: [{ attributes: { City: 'Malü' } }] });
	});

	test('UTF-16 without a mark, which the mapping names', async () => {
		const path = file('deals.csv', Buffer.from('Id;Paid;Sum\n1;2026-05-01;5\n', 'utf16le'));
		expect(short(await read(path, { mapping: dealMapping({ format: { encoding: 'utf-16le' } }) }))).toEqual([
			[2, '1']
		]);
	});

	test('one long line whose characters do not end where its pieces do', async () => {
		for (const shift of ['', ' ']) {
			const lines = Array.from({ length: 20 }, (_, i) => json(`${i}`).replace('Berlin', 'ж'.repeat(9000)));
			const rows = await read(file('long.json', `[${shift}${lines.join(',')}]`));
			expect(short(rows)).toEqual(lines.map((_, i) => [1, `${i}`]));
			expect(rows[19]!.result).toMatchObject({ events: [{ attributes: { City: 'ж'.repeat(9000) } }] });
		}
	});

	test('batches hold as many rows as asked for, and say how far the file was read', async () => {
		const path = file('many.csv', header + Array.from({ length: 2500 }, (_, i) => row(`${i}`)).join(''));
		const sizes: number[] = [];
		let bytes = 0;
		for await (const batch of readRows(path, { ...options, batchRows: 1000 })) {
			sizes.push(batch.rows.length);
			bytes = batch.bytes;
		}
		expect(sizes).toEqual([1000, 1000, 500]);
		expect(bytes).toBe(
			header.length + Array.from({ length: 2500 }, (_, i) => row(`${i}`).length).reduce((a, b) => a + b)
		);
	});
});

describe('a file of which nothing can be read', () => {
	test.each([
		['empty.csv', '', 'FILE is empty.'],
		['blank.csv', '\n\n', 'FILE is empty.'],
		['empty-list.json', '[]', 'FILE is empty.'],
		['header-only.csv', header, 'FILE has a header but no rows.'],
		[
			'no-type.csv',
			'when,lead\n2026-05-01,a\n',
			'FILE, line 1: the header has no type, no at; give a mapping or a preset if the columns are not the fields of an event. Its columns are "when", "lead".'
		],
		[
			'quote.csv',
			'type,"at,lead\ncreated,2026-05-01,a\n',
			`FILE, line 1: the header cannot be read. ${rowReasons.quote}`
		],
		[
			'book.xlsx',
			Buffer.from('504b030414000600', 'hex'),
			'FILE is a damaged or cut off workbook (End of central directory record signature not found. Either not a zip file, or file is truncated.): save it again.'
		],
		[
			'noise.bin',
			Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 167 + (i >> 4) * 31) & 255)),
			'FILE is a binary file, not text: export the rows as CSV or NDJSON.'
		],
		[
			'greek.csv',
			Buffer.from(`${header}created,2026-05-01,a,\xc1\xe8\xde\xed\xe1\n`, 'latin1'),
			'FILE, line 2, is not UTF-8, and its letters do not show what it is; as windows-1252 it reads "created,2026-05-01,a,ÁèÞíá". Save the file as UTF-8, or name its encoding in format.encoding of a mapping: "windows-1252" (Western European), "windows-1250" (Central European), "windows-1251" (Cyrillic) or another.'
		],
		[
			'cut.csv.gz',
			gzipSync(header + row('a')).subarray(0, 12),
			'FILE is damaged or cut off gzip: get the file again.'
		]
	])('%s', async (name, content, expected) => {
		expect(await problem(file(name, content))).toBe(expected);
	});

	test('one that does not exist, a folder, no source', async () => {
		const absent = join(folder, 'absent.csv');
		expect(await problem(absent)).toBe('FILE does not exist: check the path.');
		expect(await problem(folder)).toBe('FILE is a folder: name the file in it to load.');
		const context = { ...options.context, source: null };
		expect(await problem(file('a.csv', header + row('a')), { context })).toMatch(
			'FILE, line 1: the header has no source (or give --source);'
		);
	});

	test('one that does not fit its mapping', async () => {
		expect(
			await problem(file('deals.csv', 'Id;Paid on;Sum\n1;2026-05-01;5\n'), { mapping: dealMapping() })
		).toBe(
			'FILE does not fit the mapping "deals": events[0].at names the column "Paid", which the file does not have; did you mean "Paid on"?'
		);
	});
});

describe('the good rows of a partly bad file go in', () => {
	test('cells too many or too few', async () => {
		const rows = await read(
			file('x.csv', `${header}${row('a')}created,2026-05-01\ncreated,2026-05-01,b,Berlin,x\n${row('c')}`)
		);
		expect(short(rows)).toEqual([
			[2, 'a'],
			[3, rowReasons.cells],
			[4, rowReasons.cells],
			[5, 'c']
		]);
		expect(rows[1]).toMatchObject({
			text: 'created,2026-05-01',
			result: { detail: 'it has 2 cells, the header has 4' }
		});
		expect(rows[0]!.text).toBe('');
	});

	test('a quote that never closes', async () => {
		const rows = await read(file('x.csv', `${header}${row('a')}created,2026-05-01,"b,Berlin\n${row('c')}`));
		expect(short(rows)).toEqual([
			[2, 'a'],
			[3, rowReasons.quote],
			[4, 'c']
		]);
		expect(rows[1]).toMatchObject({
			text: 'created,2026-05-01,"b,Berlin',
			result: { detail: 'the quote opens in line 3' }
		});
	});

	test('a date in 2999, a NUL, a cell of 100,000 characters', async () => {
		const long = 'x'.repeat(100_000);
		const rows = await read(
			file(
				'x.csv',
				`${header}created,2999-01-01,a,Berlin\ncreated,2026-05-01,b\0,Berlin\ncreated,2026-05-01,c,${long}\nbad,2026-05-01,d,${long}\n`
			)
		);
		expect(short(rows)).toEqual([
			[2, reasons.futureDate],
			[3, reasons.nul],
			[4, 'c'],
			[5, reasons.unknownType]
		]);
		expect(rows[0]).toMatchObject({ result: { detail: 'at: "2999-01-01"' } });
		expect(rows[1]!.text).toBe('created,2026-05-01,b␀,Berlin');
		expect(rows[2]!.result).toMatchObject({ events: [{ attributes: { City: long } }] });
		expect(rows[3]!.text).toHaveLength(2000);
	});

	test('broken JSON', async () => {
		expect(short(await read(file('x.ndjson', `${json('a')}\n{"type":\n${json('c')}\n[1]\n`)))).toEqual([
			[1, 'a'],
			[2, rowReasons.json],
			[3, 'c'],
			[4, reasons.notAnObject]
		]);
		expect(short(await read(file('x.json', 'no JSON at all')))).toEqual([[1, rowReasons.json]]);
	});

	test('a line of UTF-8 text that is not UTF-8', async () => {
		const bad = Buffer.from('created,2026-05-01,x,M\xfcnchen\n', 'latin1');
		const good = Buffer.from(`${header}${row('a')}created,2026-05-01,b,Köln\n`);
		const rows = await read(file('x.csv', Buffer.concat([good, bad, Buffer.from(row('c'))])));
		expect(short(rows)).toEqual([
			[2, 'a'],
			[3, 'b'],
			[4, rowReasons.encoding],
			[5, 'c']
		]);
		expect(rows[2]).toMatchObject({
			text: 'created,2026-05-01,x,M\uFFFDnchen',
			result: { detail: 'line 4' }
		});
	});

	test('a late line in an encoding that its letters do not show', async () => {
		const greek = Buffer.from('created,2026-05-01,x,\xc1\xe8\xde\xed\xe1\n', 'latin1');
		const rows = await read(file('x.csv', Buffer.concat([Buffer.from(header + row('a').repeat(20)), greek])));
		expect(short(rows).slice(-2)).toEqual([
			[21, 'a'],
			[22, rowReasons.encoding]
		]);
	});

	test('a gzip that is cut off: nothing of the row at the cut goes in', async () => {
		const random = (i: number) => ((i * 2_654_435_761) >>> 0).toString(36);
		const text = header + Array.from({ length: 5000 }, (_, i) => row(random(i))).join('');
		const packed = gzipSync(text);
		const rows = await read(file('x.csv.gz', packed.subarray(0, packed.length >> 1)));
		const whole = rows.slice(0, -1);
		expect(short(whole)).toEqual(whole.map((_, i) => [i + 2, random(i)]));
		expect(whole.length).toBeGreaterThan(1000);
		expect(rows.at(-1)).toMatchObject({
			line: whole.length + 2,
			result: { kind: 'quarantined', reason: rowReasons.cutShort }
		});
	});
});

describe('the decimal mark of a column', () => {
	const mapping = dealMapping();
	const amounts = async (path: string) =>
		(await read(path, { mapping })).map(({ result }) =>
			result.kind === 'events' ? result.events[0]!.amount : result
		);

	test('is decided from the whole file, also from rows behind the first open one', async () => {
		const rows = (last: string) =>
			`Id;Paid;Sum\n1;2026-05-01;1.234\n2;2026-05-01;500\n3;2026-05-01;${last}\n`;
		expect(await amounts(file('x.csv', rows('7,5')))).toEqual(['1234', '500', '7.5']);
		expect(await amounts(file('x.csv', rows('7.5')))).toEqual(['1.234', '500', '7.5']);
		expect(await amounts(file('x.csv', rows('2.000')))).toEqual(['1234', '500', '2000']);
		expect(await amounts(file('x.csv.gz', gzipSync(rows('7.5'))))).toEqual(['1.234', '500', '7.5']);
	});

	test('of JSON: texts only, numbers leave nothing open', async () => {
		const lines = (sum: string) =>
			`{"Id":1,"Paid":"2026-05-01","Sum":${sum}}\n{"Id":2,"Paid":"2026-05-01","Sum":"1.234"}\n`;
		expect(await amounts(file('x.ndjson', lines('2.500')))).toEqual(['2.5', '1234']);
		expect(await amounts(file('x.ndjson', lines('"2.5"')))).toEqual(['2.5', '1.234']);
	});

	test('of what arrives only once is what can be seen', async () => {
		const body = Buffer.from('Id;Paid;Sum\n1;2026-05-01;1.234\n');
		const pieces = async function* () {
			yield body;
		};
		const rows: ReadRow[] = [];
		for await (const batch of readSource(streamSource('body', pieces()), { ...options, mapping }))
			rows.push(...batch.rows);
		expect(rows[0]!.result).toMatchObject({ events: [{ amount: '1234' }] });
	});
});

test('a file cut in two between rows gives the same rows', async () => {
	const cell = fc.constantFrom('a', 'b', '', '"x, y"', '"x\ny"', '"x""y"', ' c ', '2999-01-01', 'é');
	const line = fc
		.tuple(
			fc.constantFrom('created', 'client', 'sale', ''),
			fc.constantFrom('2026-05-01', '2026-05-01T10:00', 'x'),
			cell,
			cell
		)
		.map((cells) => `${cells.join(',')}\n`);
	const results = async (text: string) =>
		(await read(file('part.csv', header + text))).map(({ result, text: raw }) => [result, raw]);
	await fc.assert(
		fc.asyncProperty(
			fc.array(line, { minLength: 1, maxLength: 8 }),
			fc.array(line, { minLength: 1, maxLength: 8 }),
			async (a, b) => {
				const whole = await results([...a, ...b].join(''));
				expect([...(await results(a.join(''))), ...(await results(b.join('')))]).toEqual(whole);
			}
		),
		{ numRuns: 50 }
	);
});

describe('the dates of a column', () => {
	const mapping = dealMapping();
	const days = async (path: string, changes: Partial<ReadOptions> = { mapping }) =>
		(await read(path, changes)).map(({ result }) =>
			result.kind === 'events' ? result.events[0]!.at : result.kind === 'quarantined' && result.reason
		);
	const deals = (...paid: string[]) =>
		file('x.csv', `Id;Paid;Sum\n${paid.map((date, i) => `${i};${date};5\n`).join('')}`);

	test('are decided from the whole file before a row is read', async () => {
		const many = Array.from({ length: 9000 }, () => '03/04/2024');
		const path = deals(...many, '31/05/2024');
		const read = await days(path);
		expect(read[0]).toEqual({ day: '2024-04-03' });
		expect(read.at(-1)).toEqual({ day: '2024-05-31' });
		const first = await readRows(path, { ...options, mapping }).next();
		expect(first.value).toMatchObject({
			header: ['Id', 'Paid', 'Sum'],
			readAs: { encoding: 'utf-8', delimiter: ';', dates: 'Paid: dd/MM/yyyy' }
		});
	});

	test('that nothing decides refuse the whole file, even where they come late', async () => {
		const path = deals(...Array.from({ length: 9000 }, () => ''), '03/04/2024 10:00');
		const failed = await read(path, { mapping }).catch((error: unknown) => error);
		expect(failed).toBeInstanceOf(AmbiguousDates);
		expect(failed).toMatchObject({
			column: 'Paid',
			value: '03/04/2024 10:00',
			readings: [
				{ pattern: 'dd/MM/yyyy HH:mm', iso: '2024-04-03T10:00' },
				{ pattern: 'MM/dd/yyyy HH:mm', iso: '2024-03-04T10:00' }
			],
			message: `${path}: the column "Paid" has dates such as "03/04/2024 10:00", which may mean 2024-04-03 (dd/MM/yyyy HH:mm) or 2024-03-04 (MM/dd/yyyy HH:mm), and its rows do not show which. Say it with --dates "dd/MM/yyyy HH:mm" or --dates "MM/dd/yyyy HH:mm", or in format.dates of the mapping.`
		});
		expect(await problem(deals('03/04/2024'), { mapping })).toContain(
			'Say it with --dates dd/MM/yyyy or --dates MM/dd/yyyy,'
		);
		const format = { dates: ['MM/dd/yyyy'] };
		expect(await days(deals('03/04/2024'), { mapping, format })).toEqual([{ day: '2024-03-04' }]);
		expect(await days(deals('03/04/2024'), { mapping: dealMapping({ format }) })).toEqual([
			{ day: '2024-03-04' }
		]);
	});

	test('of rows that are events', async () => {
		const events = (...at: string[]) =>
			file('x.csv', `type,at,lead\n${at.map((date, i) => `created,"${date}",${i}\n`).join('')}`);
		const none = { mapping: null };
		expect(await days(events('31.05.2024 14:30', '3/4/2024', '4/30/2024', 'soon'), none)).toEqual([
			{ ms: Date.parse('2024-05-31T14:30Z') },
			{ day: '2024-03-04' },
			{ day: '2024-04-30' },
			reasons.badDate
		]);
		expect(await problem(events('3/4/2024'), none)).toContain('the column "at" has dates such as "3/4/2024"');
		expect(await days(events('3/4/2024'), { ...none, format: { dates: ['d/M/yyyy'] } })).toEqual([
			{ day: '2024-04-03' }
		]);
	});

	test('of what arrives only once are those at hand', async () => {
		const body = (last: string) => {
			const pieces = async function* () {
				yield Buffer.from(`Id;Paid;Sum\n1;03/04/2024;5\n2;${last};5\n`);
			};
			return streamSource('body', pieces());
		};
		const rows: ReadRow[] = [];
		for await (const batch of readSource(body('31/05/2024'), { ...options, mapping }))
			rows.push(...batch.rows);
		expect(rows[0]!.result).toMatchObject({ events: [{ at: { day: '2024-04-03' } }] });
		await expect(readSource(body(''), { ...options, mapping }).next()).rejects.toThrow(AmbiguousDates);
	});
});

describe('hostile files', () => {
	test('every line quoted as one field', async () => {
		const lines = `"${header.trim()}"\n"created,2026-05-01,a,Berlin"\n`;
		expect(await problem(file('x.csv', lines))).toBe(
			'FILE, line 1: the whole line is quoted as one field, "type,at,lead,City". Export the table again without quotes round whole lines, or remove the first and last quote of every line and write "" within it as ".'
		);
	});

	test('a line without an end', async () => {
		const endless = (start: string) => {
			const piece = Buffer.alloc(1_000_000, 'x');
			let given = 0;
			const pieces = async function* () {
				yield Buffer.from(start);
				for (; given < 30; given++) yield piece;
			};
			return { source: streamSource('body', pieces()), given: () => given };
		};
		const first = endless('');
		await expect(readSource(first.source, options).next()).rejects.toThrow(
			`body, line 1: the header cannot be read. ${rowReasons.long}`
		);
		expect(first.given()).toBeLessThan(3);

		for (const start of [
			`${header}${row('a')}`,
			`${header}${row('a')}"`,
			`${json('a')}\n`,
			`[${json('a')},\n"`
		]) {
			const rows: ReadRow[] = [];
			for await (const batch of readSource(endless(start).source, options)) rows.push(...batch.rows);
			expect(short(rows)[0]![1]).toBe('a');
			expect(rows[1]!.result).toMatchObject({ kind: 'quarantined', reason: rowReasons.long });
			expect(rows[1]!.text).toHaveLength(2000);
		}
	});

	test('formulas in cells are text', async () => {
		const formulas = ['=HYPERLINK("http://evil","x")', "=cmd|' /C calc'!A0", '+1+1', '@SUM(A1)', '-2'];
		const lines = formulas.map((cell) => `created,2026-05-01,a,"${cell.replaceAll('"', '""')}"\n`);
		const rows = await read(file('x.csv', header + lines.join('')));
		expect(rows.map(({ result }) => result.kind === 'events' && result.events[0]!.attributes!.City)).toEqual(
			formulas
		);
	});

	test('columns of one name: the first counts', async () => {
		const rows = await read(file('x.csv', 'type,at,lead,City,City\ncreated,2026-05-01,a,Ulm,Bonn\n'));
		expect(rows[0]!.result).toMatchObject({ events: [{ attributes: { City: 'Ulm' } }] });
	});

	test('16,384 columns', async () => {
		const names = Array.from({ length: 16_381 }, (_, i) => `c${i}`).join(',');
		const rows = await read(file('x.csv', `type,at,lead,${names}\ncreated,2026-05-01,a,${names}\n`));
		const attributes = rows[0]!.result.kind === 'events' ? rows[0]!.result.events[0]!.attributes! : {};
		expect(Object.keys(attributes)).toHaveLength(16_381);
		expect(attributes.c16380).toBe('c16380');
	});
});
