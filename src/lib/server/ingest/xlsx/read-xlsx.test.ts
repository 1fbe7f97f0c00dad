import ExcelJS from 'exceljs';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { reasons, warnings } from '#lib/events/reasons.ts';
import { parseMapping, type EventsMapping } from '#lib/events/mapping-schema.ts';
import { zipOf } from '../../../../../tests/support/zip.ts';
import { FileProblem } from '../file-problem.ts';
import { rowReasons } from '../raw-row.ts';
import { fileSource, streamSource } from '../read-bytes.ts';
import { readHead, type FileHead } from '../read-head.ts';
import { readRows, type Batch } from '../read-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-xlsx-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function file(content: Buffer, name = 'book.xlsx'): string {
	const path = join(folder, `${++files}-${name}`);
	writeFileSync(path, content);
	return path;
}

async function book(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
	const workbook = new ExcelJS.Workbook();
	fill(workbook);
	return Buffer.from(await workbook.xlsx.writeBuffer());
}
const sheet = (rows: unknown[][], more: (sheet: ExcelJS.Worksheet) => void = () => {}) =>
	book((workbook) => {
		const added = workbook.addWorksheet('Deals');
		added.addRows(rows);
		more(added);
	});

const head = async (content: Buffer, name?: string, sheetName?: string): Promise<FileHead> =>
	readHead(await fileSource(file(content, name)), undefined, { sheet: sheetName });
const cellsOf = async (content: Buffer) => (await head(content)).rows.map(({ cells }) => cells);
async function problem(content: Buffer, sheetName?: string): Promise<string> {
	const path = file(content);
	const failed = await readHead(await fileSource(path), undefined, { sheet: sheetName }).catch(
		(error: unknown) => error
	);
	expect(failed).toBeInstanceOf(FileProblem);
	return (failed as FileProblem).message.replace(path, 'FILE');
}

const events = [
	['type', 'at', 'lead'],
	['created', '2024-05-31', 'a'],
	['created', '2024-05-31', 'b']
];

describe('a workbook', () => {
	test('has sheets, a header and rows of text, by line', async () => {
		const content = await book((workbook) => {
			workbook.addWorksheet('Notes', { state: 'hidden' }).addRow(['x']);
			workbook.addWorksheet('Deals').addRows(events);
			workbook.addWorksheet('Старые').addRows([['Id'], [1]]);
		});
		expect(await head(content)).toEqual({
			format: 'xlsx',
			encoding: null,
			delimiter: null,
			sheet: 'Deals',
			sheets: ['Notes', 'Deals', 'Старые'],
			header: ['type', 'at', 'lead'],
			rows: [
				{ line: 2, text: 'created,2024-05-31,a', cells: events[1] },
				{ line: 3, text: 'created,2024-05-31,b', cells: events[2] }
			]
		});
		expect(await head(content, 'renamed.csv', 'старые')).toMatchObject({ sheet: 'Старые', header: ['Id'] });
		expect(await problem(content, 'New')).toBe(
			'FILE has no sheet "New": its sheets are "Notes", "Deals", "Старые".'
		);
	});

	test('gives every kind of value as text', async () => {
		const content = await sheet(
			[
				['Text', 'Number', 'Date', 'Time', 'Truth', 'Rich', 'Link', 'Formula', 'Long', 'Days'],
				[
					' a "b"\n&amp; <c> ',
					1234.5600000000002,
					new Date('2024-05-31T00:00:00Z'),
					new Date('2024-05-31T14:30:00Z'),
					true,
					{ richText: [{ text: 'one ' }, { font: { bold: true }, text: 'two' }] },
					{ text: 'our site', hyperlink: 'https://example.org' },
					{ formula: 'B2*2', result: 7.5 },
					5800000000000000000,
					1.11319444444444
				],
				['only one']
			],
			(added) => {
				added.getCell('C2').numFmt = 'dd.mm.yyyy';
				added.getCell('D2').numFmt = 'dd.mm.yyyy hh:mm';
				added.getCell('J2').numFmt = '[h]:mm:ss';
			}
		);
		expect(await cellsOf(content)).toEqual([
			[
				' a "b"\n&amp; <c> ',
				'1234.56',
				'2024-05-31',
				'2024-05-31T14:30:00',
				'TRUE',
				'one two',
				'our site',
				'7.5',
				'5.8E+18',
				'26:43:00'
			],
			['only one', '', '', '', '', '', '', '', '', '']
		]);
		expect((await head(content)).rows[0]!.text).toBe(
			'" a ""b""\n&amp; <c> ",1234.56,2024-05-31,2024-05-31T14:30:00,TRUE,one two,our site,7.5,5.8E+18,26:43:00'
		);
	});

	test('has hidden rows read, empty ones not, merged cells in their first', async () => {
		const content = await sheet([...events, [], ['created', '2024-05-31', 'c'], ['', '', '']], (added) => {
			added.getRow(2).hidden = true;
			added.mergeCells('C2:C3');
		});
		expect((await head(content)).rows.map(({ line, cells }) => [line, ...cells!])).toEqual([
			[2, 'created', '2024-05-31', 'a'],
			[3, 'created', '2024-05-31', ''],
			[5, 'created', '2024-05-31', 'c']
		]);
	});

	test('is read from gzip, and from what arrives once, and leaves no file behind', async () => {
		const content = await sheet(events);
		const before = readdirSync(tmpdir()).filter((name) => name.startsWith('sluice-workbook-'));
		expect((await head(gzipSync(content), 'book.xlsx.gz')).rows).toHaveLength(2);
		const pieces = async function* () {
			for (let at = 0; at < content.length; at += 1000) yield content.subarray(at, at + 1000);
		};
		expect((await readHead(streamSource('body', pieces()))).rows).toHaveLength(2);
		expect(readdirSync(tmpdir()).filter((name) => name.startsWith('sluice-workbook-'))).toEqual(before);
	});

	test('of other programs: prefixes, no places, inline and shared texts, errors behind formulas', async () => {
		const content = zipOf({
			'xl/worksheets/data.xml': `<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:sheetData>
				<x:row><x:c t="inlineStr"><x:is><x:r><x:t>I</x:t></x:r><x:r><x:t>d</x:t></x:r></x:is></x:c><x:c t="s"><x:v>0</x:v></x:c></x:row>
				<x:row><x:c t="n"><x:v>1</x:v></x:c><x:c t="e"><x:f>A9</x:f><x:v>#REF!</x:v></x:c></x:row>
				<x:row><x:c t="d"><x:v>2024-05-31T14:30:00</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>a &amp;lt; b_x000A_c</x:v></x:c></x:row>
				<x:row r="9"><x:c r="A9"><x:f>SUM(A1)</x:f></x:c><x:c r="B9" t="b"><x:f>TRUE()</x:f><x:v>1</x:v></x:c></x:row>
				</x:sheetData></x:worksheet>`,
			'_rels/.rels':
				'<Relationships><Relationship Id="a" Type="t/officeDocument" Target="/xl/book.xml"/></Relationships>',
			'xl/book.xml':
				'<workbook xmlns:r="r"><sheets><sheet name="One" sheetId="1" r:id="s1"/></sheets></workbook>',
			'xl/_rels/book.xml.rels':
				'<Relationships><Relationship Id="s1" Type="t/worksheet" Target="/xl/worksheets/data.xml"/><Relationship Id="s2" Type="t/sharedStrings" Target="texts.xml"/></Relationships>',
			'xl/texts.xml': '<sst><si><t>Na</t><rPh><t>x</t></rPh><r><t>me</t></r></si></sst>'
		});
		const { header, rows } = await head(content);
		expect(header).toEqual(['Id', 'Name']);
		expect(rows).toEqual([
			{
				line: 2,
				text: '1,#REF!',
				cells: ['1', '#REF!'],
				broken: [{ column: 1, reason: reasons.cellError }]
			},
			{ line: 3, text: '2024-05-31T14:30:00,"a &lt; b\nc"', cells: ['2024-05-31T14:30:00', 'a &lt; b\nc'] },
			{
				line: 9,
				text: '=SUM(A1),TRUE',
				cells: ['=SUM(A1)', 'TRUE'],
				broken: [{ column: 0, reason: reasons.noResult }]
			}
		]);
	});
});

describe('rows of a workbook', () => {
	const mapping = (changes: object = {}): EventsMapping => {
		const parsed = parseMapping({
			name: 'deals',
			kind: 'events',
			source: 'crm',
			row: 'Id',
			lead: { id: 'Id' },
			events: [{ type: 'client', at: 'Paid', amount: 'Sum' }],
			...changes
		});
		if ('problem' in parsed || parsed.mapping.kind !== 'events') throw new Error(JSON.stringify(parsed));
		return parsed.mapping;
	};
	async function read(content: Buffer, used: EventsMapping | null): Promise<Batch> {
		const batches: Batch[] = [];
		const context = {
			source: 'crm',
			timezone: 'Europe/Berlin',
			country: null,
			currency: 'EUR',
			now: Date.parse('2026-11-22T12:00:00Z'),
			rates: {}
		};
		const path = file(content);
		for await (const batch of readRows(path, { mapping: used, context })) batches.push(batch);
		expect(batches).toHaveLength(1);
		return batches[0]!;
	}

	test('become events: dates in the zone of the mapping, amounts, a rounded id', async () => {
		const content = await sheet(
			[
				['Id', 'Paid', 'Sum', 'Note'],
				['a', new Date('2024-05-31T14:30:00Z'), 1250.5, { error: '#REF!' }],
				['b', new Date('2024-05-31T00:00:00Z'), '€ 3.500,00', { formula: 'A1' }],
				[5800000000000000000, '31.05.2024', 5, '']
			],
			(added) => {
				added.getCell('B2').numFmt = 'yyyy-mm-dd hh:mm';
				added.getCell('B3').numFmt = 'yyyy-mm-dd';
			}
		);
		const { rows, readAs, header } = await read(content, mapping());
		expect(header).toEqual(['Id', 'Paid', 'Sum', 'Note']);
		expect(readAs).toEqual({ sheet: 'Deals', dates: 'Paid: dd.MM.yyyy' });
		expect(rows).toMatchObject([
			{
				line: 2,
				result: { events: [{ lead: 'a', at: { ms: Date.parse('2024-05-31T12:30Z') }, amount: '1250.5' }] }
			},
			{ line: 3, result: { events: [{ lead: 'b', at: { day: '2024-05-31' }, amount: '3500.00' }] } },
			{
				line: 4,
				result: { events: [{ lead: '5.8E+18', at: { day: '2024-05-31' } }], warnings: [warnings.roundedId] }
			}
		]);
	});

	test('with errors and formulas without a value where they are read are quarantined', async () => {
		const content = await sheet([
			['Id', 'Paid', 'Sum'],
			['a', '2024-05-31', { error: '#REF!' }],
			['b', { formula: 'TODAY()' }, 5],
			['c', '2024-05-31', { formula: 'A1/0', result: { error: '#DIV/0!' } }],
			['d', '2024-05-31', 5]
		]);
		const { rows } = await read(content, mapping());
		expect(rows).toMatchObject([
			{ line: 2, text: 'a,2024-05-31,#REF!', result: { reason: reasons.cellError, detail: 'Sum: "#REF!"' } },
			{ line: 3, text: 'b,=TODAY(),5', result: { reason: reasons.noResult, detail: 'Paid: "=TODAY()"' } },
			{ line: 4, result: { reason: reasons.cellError, detail: 'Sum: "#DIV/0!"' } },
			{ line: 5, result: { kind: 'events' } }
		]);
		const tolerant = await read(content, mapping({ missing: ['#REF!', '#DIV/0!'] }));
		expect(tolerant.rows.map(({ result }) => result.kind)).toEqual([
			'events',
			'quarantined',
			'events',
			'events'
		]);
	});

	test('that are events; a stray cell beside the header is of its row alone', async () => {
		const content = await sheet([
			['type', 'at', 'lead', 'City'],
			['created', '2024-05-31', 7, 'Köln'],
			['created', '2024-05-31', 8, { error: '#N/A' }],
			['created', '2024-05-31', 9, 'Ulm', 'more']
		]);
		expect((await read(content, null)).rows).toMatchObject([
			{ result: { events: [{ lead: '7', attributes: { City: 'Köln' } }] } },
			{ result: { reason: reasons.cellError, detail: 'City: "#N/A"' } },
			{ text: 'created,2024-05-31,9,Ulm,more', result: { reason: rowReasons.cells } }
		]);
	});
});

describe('a header', () => {
	const data = ['1', 'a@b.c', '+49 30 123456'];
	test.each([
		[
			'merged over its columns',
			[['Id', 'Contact', ''], ['', 'E-mail', 'Phone'], data],
			'B1:C1',
			'FILE, sheet "Deals", row 1: the header has no name in column C, which holds "Phone" in row 2 ("Contact" in B1 may be merged over it). Unmerge the cells of the header, and give every column a name in one row.'
		],
		[
			'without a name',
			[['', 'E-mail', 'Phone'], data],
			'',
			'FILE, sheet "Deals", row 1: the header has no name in column A, which holds "1" in row 2. Unmerge the cells of the header, and give every column a name in one row.'
		],
		[
			'below a title',
			[['Deals of May'], [], ['Id', 'E-mail', 'Phone'], data],
			'A1:C1',
			'FILE, sheet "Deals", row 1, is to be the header and has no name in column B, which holds "E-mail" in row 3. If "Deals of May" is a title, delete the rows above the header.'
		],
		[
			'in one cell',
			[['Id;E-mail'], ['1;a@b.c']],
			'',
			'FILE, sheet "Deals", row 1: the whole row stands in one cell, "Id;E-mail". Part the column with Excel\'s "Text to Columns", or load the CSV itself.'
		],
		['alone', [['Id', 'E-mail']], '', 'FILE, sheet "Deals", has a header but no rows.'],
		['absent', [], '', 'FILE, sheet "Deals", is empty.']
	])('%s', async (_, rows, merged, expected) => {
		const content = await sheet(rows, (added) => {
			if (!merged) return;
			const value = added.getCell(merged.split(':')[0]!).value;
			added.mergeCells(merged);
			added.getCell(merged.split(':')[0]!).value = value;
		});
		expect(await problem(content)).toBe(expected);
	});

	test('is the first row that is not empty; columns without anything need no name', async () => {
		const content = await sheet([[], ['Id', '', 'Sum'], ['1', '', '5']]);
		expect(await head(content)).toMatchObject({ header: ['Id', '', 'Sum'], rows: [{ line: 3 }] });
	});

	test('of 16,384 columns', async () => {
		const names = Array.from({ length: 16_384 }, (_, i) => `c${i}`);
		const { header, rows } = await head(await sheet([names, names]));
		expect([header.length, header.at(-1), rows[0]!.cells!.at(-1)]).toEqual([16_384, 'c16383', 'c16383']);
	});
});

describe('what is no workbook', () => {
	test.each([
		[
			'a zip archive',
			zipOf({ 'deals.csv': 'a', 'leads.csv': 'b' }),
			'FILE is a zip archive, of "deals.csv", "leads.csv": unpack it and load what is in it.'
		],
		[
			'a binary workbook',
			zipOf({ '[Content_Types].xml': '', 'xl/workbook.bin': '' }),
			'FILE is a binary Excel workbook (.xlsb): save it as .xlsx or CSV UTF-8.'
		],
		[
			'an OpenDocument sheet',
			zipOf({ mimetype: 'x', 'content.xml': '' }),
			'FILE is an OpenDocument file: save the sheet as .xlsx or CSV UTF-8.'
		],
		[
			'a text document',
			zipOf({ '[Content_Types].xml': '<x/>', 'word/document.xml': '' }),
			'FILE is an Office document without sheets: load a workbook or CSV.'
		],
		[
			'an old workbook',
			Buffer.from('d0cf11e0a1b11ae1', 'hex'),
			'FILE is an old Excel workbook (.xls) or one with a password: save it as .xlsx without a password, or as CSV UTF-8.'
		],
		[
			'broken XML',
			zipOf({ 'xl/workbook.xml': '<workbook><sheets></workbook>' }),
			'FILE is a damaged or cut off workbook: save it again.'
		]
	])('%s', async (_, content, expected) => expect(await problem(content)).toBe(expected));

	test('a workbook that is cut off', async () => {
		const content = await sheet(events);
		expect(await problem(content.subarray(0, content.length - 200))).toMatch(
			/^FILE is a damaged or cut off workbook \(.+\): save it again\.$/
		);
	});
});
