import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestRow, rowReasons, type RawRow, type RowSplitter } from './raw-row.ts';
import { jsonSplitter, ndjsonSplitter } from './read-json.ts';

function split(splitter: RowSplitter, ...pieces: string[]): RawRow[] {
	const rows: RawRow[] = [];
	for (const piece of pieces) splitter.feed(piece, rows);
	splitter.end(rows);
	return rows;
}
const short = (rows: RawRow[]) => rows.map(({ line, value, fault }) => [line, fault ? fault.reason : value]);
const list = (...pieces: string[]) => short(split(jsonSplitter(true), ...pieces));

describe('NDJSON', () => {
	test('a value a line; a broken line costs itself', () => {
		const rows = split(ndjsonSplitter(), '{"a":1}\n\n{"a":2,}\r\n{"a":3}\r\n{"a"', ':4}');
		expect(short(rows)).toEqual([
			[1, { a: 1 }],
			[3, rowReasons.json],
			[4, { a: 3 }],
			[5, { a: 4 }]
		]);
		expect(rows[1]!.fault!.detail).toMatch(/^line 3: Expected double-quoted property name/);
	});

	test('a line beyond all bounds', () => {
		const part = 'x'.repeat(longestRow / 2);
		expect(short(split(ndjsonSplitter(), '"', part, part, part, '"\n1\n'))).toEqual([
			[1, rowReasons.long],
			[2, 1]
		]);
	});
});

describe('an array', () => {
	test('on one line, on many', () => {
		expect(list('[]')).toEqual([]);
		expect(list('[{"a":[1,{"b":"]}"}]},{"a":"\\"{"}]\n')).toEqual([
			[1, { a: [1, { b: ']}' }] }],
			[1, { a: '"{' }]
		]);
		expect(list('[\n  {\n    "a": 1\n  },\n  {\n    "a": 2\n  }\n]\n')).toEqual([
			[2, { a: 1 }],
			[5, { a: 2 }]
		]);
		expect(list('[1, "a,b", null,\n[2]]')).toEqual([
			[1, 1],
			[1, 'a,b'],
			[1, null],
			[2, [2]]
		]);
	});

	test('values one after the other, as pretty printers write them', () => {
		expect(short(split(jsonSplitter(false), '{\n"a": 1\n}\n{\n"a": 2\n}'))).toEqual([
			[1, { a: 1 }],
			[4, { a: 2 }]
		]);
	});

	test('a broken value costs itself', () => {
		expect(list('[{"a":1},\n{"a":oops},\n{"a":3}]')).toEqual([
			[1, { a: 1 }],
			[2, rowReasons.json],
			[3, { a: 3 }]
		]);
		expect(list('[{"a":1},\n{"a":"oops},\n{"a":3}]')).toEqual([
			[1, { a: 1 }],
			[2, rowReasons.json],
			[3, { a: 3 }]
		]);
	});

	test('a brace that never closes costs its line', () => {
		expect(list('[{"a":1},\n{"a":2,\n{"a":3},\n{"a":4}\n]')).toEqual([
			[1, { a: 1 }],
			[2, rowReasons.json],
			[3, { a: 3 }],
			[4, { a: 4 }]
		]);
	});

	test('a file that is cut off', () => {
		expect(list('[{"a":1},\n{"a":')).toEqual([
			[1, { a: 1 }],
			[2, rowReasons.unfinished]
		]);
		expect(list('[{"a":1},\n')).toEqual([
			[1, { a: 1 }],
			[2, rowReasons.unfinished]
		]);
	});

	test('something behind its end', () => {
		expect(list('[{"a":1}]\nmore\n')).toEqual([
			[1, { a: 1 }],
			[2, rowReasons.json]
		]);
	});

	test('with braces that never close without end', () => {
		const rows = split(
			jsonSplitter(true),
			'[',
			...Array.from({ length: 15 }, () => '{'.repeat(longestRow / 10))
		);
		expect(rows.length).toBeLessThan(40);
		expect(rows.at(-1)!.fault!.reason).toBe(rowReasons.lost);
	});
});

const values = fc.array(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()), {
	maxLength: 5
});
const cutUp = (text: string, cuts: number[]) => {
	const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
	return places.slice(1).map((place, i) => text.slice(places[i], place));
};
const cuts = fc.array(fc.nat(200), { maxLength: 6 });

test('every array is read back, wherever the pieces end', () => {
	fc.assert(
		fc.property(values, fc.constantFrom(undefined, 2), cuts, (array, indent, where) => {
			const rows = split(jsonSplitter(true), ...cutUp(JSON.stringify(array, null, indent), where));
			expect(rows.map(({ value }) => value)).toEqual(JSON.parse(JSON.stringify(array)));
		})
	);
});

test('every list of lines is read back, wherever the pieces end', () => {
	fc.assert(
		fc.property(values, cuts, (array, where) => {
			const text = array.map((value) => `${JSON.stringify(value)}\n`).join('');
			const rows = split(ndjsonSplitter(), ...cutUp(text, where));
			expect(rows.map(({ value }) => value)).toEqual(JSON.parse(JSON.stringify(array)));
			expect(rows.map(({ line }) => line)).toEqual(array.map((_, i) => i + 1));
		})
	);
});

test('broken JSON is read the same wherever the pieces end', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^[{}[\]",:1\n ]{0,40}$/), cuts, (text, where) => {
			expect(split(jsonSplitter(true), ...cutUp(`[${text}`, where))).toEqual(
				split(jsonSplitter(true), `[${text}`)
			);
		}),
		{ numRuns: 2000 }
	);
});

test('a value of several lines that is too long costs its first line', () => {
	const rows: RawRow[] = [];
	const splitter = jsonSplitter(true);
	const text = `[{"a":1},\n{"a":[1,\n2,"${'x'.repeat(longestRow)}`;
	for (let at = 0; at < text.length; at += 60_000) splitter.feed(text.slice(at, at + 60_000), rows);
	splitter.feed('"]},\n{"a":3}]', rows);
	splitter.end(rows);
	const found = rows.map(({ line, value, fault }) => [line, value ?? fault?.reason]);
	expect(found.slice(0, 2)).toEqual([
		[1, { a: 1 }],
		[2, rowReasons.long]
	]);
	expect(found).toContainEqual([4, { a: 3 }]);
});

test('a value that is too long is followed to its end, and those behind it are read', () => {
	const long = JSON.stringify({ a: ['x'.repeat(longestRow), { b: '}' }] });
	const splitter = jsonSplitter(true);
	const rows: RawRow[] = [];
	const text = `[{"a":1},${long},{"a":2},\n{"a":3}]`;
	for (let at = 0; at < text.length; at += 60_000) splitter.feed(text.slice(at, at + 60_000), rows);
	splitter.end(rows);
	expect(rows.map(({ line, value, fault }) => [line, value ?? fault?.reason])).toEqual([
		[1, { a: 1 }],
		[1, rowReasons.long],
		[1, { a: 2 }],
		[2, { a: 3 }]
	]);
});
