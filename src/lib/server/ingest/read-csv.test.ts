import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestRow, rowReasons, type RawRow } from './raw-row.ts';
import { csvSplitter } from './read-csv.ts';

function split(text: string, delimiter = ',', pieces: string[] = [text]): RawRow[] {
	const splitter = csvSplitter(delimiter);
	const rows: RawRow[] = [];
	for (const piece of pieces) splitter.feed(piece, rows);
	splitter.end(rows);
	return rows;
}
const cells = (text: string, delimiter = ',') =>
	split(text, delimiter).map((row) => row.cells ?? row.fault?.reason);
/** Line and first cell, or the reason, of each row. */
const short = (text: string) =>
	split(text).map(({ line, cells, fault }) => [line, cells?.[0] ?? fault?.reason]);

describe('cells', () => {
	test.each([
		[
			'a,b\n1,2\n',
			[
				['a', 'b'],
				['1', '2']
			]
		],
		[
			'a,b\n1,2',
			[
				['a', 'b'],
				['1', '2']
			]
		],
		[
			'a,,\n,,',
			[
				['a', '', ''],
				['', '', '']
			]
		],
		['"a","b"\n', [['a', 'b']]],
		['"a ""quoted"" b",""\n', [['a "quoted" b', '']]],
		['"a,b",c\n', [['a,b', 'c']]],
		['"a\nb","c\r\nd"\n', [['a\nb', 'c\r\nd']]],
		['a "b" c,5"\n', [['a "b" c', '5"']]],
		['a, "b, c" ,d\n', [['a', 'b, c', 'd']]],
		['""\n', [['']]],
		['a,""', [['a', '']]],
		['\n\n a \n\n', [[' a ']]]
	])('of %j', (text, expected) => expect(cells(text)).toEqual(expected));

	test('between other delimiters', () => {
		expect(cells('a;"b;c"\n', ';')).toEqual([['a', 'b;c']]);
		expect(cells('a\t"b\tc"\n', '\t')).toEqual([['a', 'b\tc']]);
	});

	test('under a line that declares the delimiter', () => {
		expect(cells('sep=;\na;b\n1;2\n', ';')).toEqual([
			['a', 'b'],
			['1', '2']
		]);
	});
});

test('line endings may be mixed, and lines are counted within quotes too', () => {
	expect(short('a,b\r\n1,2\n3,4\r5,6\r\n"7\n7","8\r8"\r\n9,0')).toEqual([
		[1, 'a'],
		[2, '1'],
		[3, '3'],
		[4, '5'],
		[5, '7\n7'],
		[8, '9']
	]);
	expect(short('a,b\r1,2\r3,4\r')).toEqual([
		[1, 'a'],
		[2, '1'],
		[3, '3']
	]);
});

describe('a quote that does not close properly costs its own line only', () => {
	test('at the end of the file', () => {
		expect(short('a,b\n1,2\n3,"x\n5,6\n7,8\n')).toEqual([
			[1, 'a'],
			[2, '1'],
			[3, rowReasons.quote],
			[4, '5'],
			[5, '7']
		]);
	});

	test('before the quotes of another row', () => {
		expect(short('a,b\n3,"x\n5,"y"\n7,8\n')).toEqual([
			[1, 'a'],
			[2, rowReasons.quote],
			[3, '5'],
			[4, '7']
		]);
	});

	test('where it swallows rows and then seems to close', () => {
		expect(short('a,b,c\n1,"x,2\n3,z",4,5\n6,7,8\n')).toEqual([
			[1, 'a'],
			[2, rowReasons.quote],
			[3, '3'],
			[4, '6']
		]);
	});

	test('within a cell', () => {
		expect(short('a,b\n1,"x"y\n2,z\n')).toEqual([
			[1, 'a'],
			[2, rowReasons.quote],
			[3, '2']
		]);
	});

	test('long before the end', () => {
		const rows = split('', ',', [
			'a,b\n1,"x\n',
			...Array.from({ length: 400 }, () => '2,yyyyyyyyyyyy\n'.repeat(250))
		]);
		expect(rows).toHaveLength(2 + 100_000);
		expect(rows[1]).toMatchObject({ line: 2, text: '1,"x', fault: { detail: 'the quote opens in line 2' } });
		expect(rows.at(-1)).toMatchObject({ line: 100_002, cells: ['2', 'yyyyyyyyyyyy'] });
	});
});

describe('long rows', () => {
	test('a cell of 100,000 characters is read', () => {
		const long = 'x'.repeat(100_000);
		expect(split(`a,b\n1,${long}\n2,"${long}\n"\n`).map((row) => row.cells?.[1]?.length)).toEqual([
			1, 100_000, 100_001
		]);
	});

	test('a row beyond all bounds is a faulty one, and the next is read', () => {
		const pieces = ['a,b\n1,', ...Array.from({ length: 11 }, () => 'x'.repeat(longestRow / 5)), 'x\n3,4\n'];
		expect(
			split('', ',', pieces).map(({ line, cells, fault }) => [line, cells?.[0] ?? fault?.reason])
		).toEqual([
			[1, 'a'],
			[2, rowReasons.long],
			[3, '3']
		]);
	});
});

const cell = fc.stringMatching(/^[ab"',;\n\r ]{0,6}$/);
const table = fc
	.integer({ min: 2, max: 4 })
	.chain((width) =>
		fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 })
	);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('what a sound writer wrote is read back, as csv-parse does', () => {
	fc.assert(
		fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
			const text = rows.map((row) => row.map(quoted).join(',') + end).join('');
			expect(cells(text)).toEqual(rows);
			expect(cells(text)).toEqual(parse(text));
		})
	);
});

test('it does not matter where the pieces end', () => {
	const text = fc.stringMatching(/^[ab",\n\r]{0,40}$/);
	fc.assert(
		fc.property(text, fc.array(fc.nat(40), { maxLength: 5 }), (whole, cuts) => {
			const places = [
				0,
				...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b),
				whole.length
			];
			const pieces = places.slice(1).map((place, i) => whole.slice(places[i], place));
			expect(split(whole, ',', pieces)).toEqual(split(whole));
		}),
		{ numRuns: 2000 }
	);
});

test('no character of a file is lost', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[ab",\n]{0,40}$/), (text) => {
			const kept = split(text).map((row) => row.text);
			expect(kept.join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''));
		}),
		{ numRuns: 2000 }
	);
});
