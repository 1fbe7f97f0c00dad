import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FileProblem } from './file-problem.ts';
import type { ByteSource } from './read-bytes.ts';
import { readHead } from './read-head.ts';

const source = (name: string, ...chunks: (string | Buffer)[]): ByteSource & { read: number } => {
	const counting = {
		name,
		size: null,
		read: 0,
		open: async function* () {
			for (const chunk of chunks) {
				counting.read++;
				yield Buffer.from(chunk);
			}
		}
	};
	return counting;
};
const rest = { encoding: 'utf-8', delimiter: null, sheet: null, sheets: [] };

test('of a table: its header and rows of cells', async () => {
	expect(
		await readHead(source('x.csv', 'Id;City\n1;"Köln; am Rhein"\n2;Ulm\n3;Bonn\n'), undefined, { rows: 2 })
	).toEqual({
		...rest,
		format: 'csv',
		delimiter: ';',
		header: ['Id', 'City'],
		rows: [
			{ line: 2, text: '1;"Köln; am Rhein"', cells: ['1', 'Köln; am Rhein'] },
			{ line: 3, text: '2;Ulm', cells: ['2', 'Ulm'] }
		]
	});
});

test('with the delimiter and encoding that a mapping names', async () => {
	const bytes = Buffer.from('Id|Na;me\n1|\xcc\xee\n', 'latin1');
	expect(await readHead(source('x.csv', bytes), { delimiter: '|', encoding: 'windows-1251' })).toMatchObject({
		encoding: 'windows-1251',
		delimiter: '|',
		header: ['Id', 'Na;me'],
		rows: [{ cells: ['1', 'Мо'] }]
	});
});

test('of JSON: the keys of the first rows, and their values', async () => {
	expect(await readHead(source('x.json', '[{"Id":1,"City":"Ulm"},\n{"Id":2,"Sum":5},[3]]'))).toEqual({
		...rest,
		format: 'json',
		header: ['Id', 'City', 'Sum'],
		rows: [
			{ line: 1, text: '{"Id":1,"City":"Ulm"}', value: { Id: 1, City: 'Ulm' } },
			{ line: 2, text: '{"Id":2,"Sum":5}', value: { Id: 2, Sum: 5 } },
			{ line: 2, text: '[3]', value: [3] }
		]
	});
	expect(await readHead(source('x', gzipSync('{"a":1}\n{"b":2}\n')))).toMatchObject({
		format: 'ndjson',
		header: ['a', 'b']
	});
});

test('reads no more of the file than it needs, 50 rows if not told otherwise', async () => {
	const chunk = 'Id,City\n' + '1,Ulm\n'.repeat(20_000);
	const long = source('x.csv', chunk, chunk, chunk);
	expect((await readHead(long)).rows).toHaveLength(50);
	expect(long.read).toBe(1);
});

test('of a file without rows it says so', async () => {
	const failed = await readHead(source('x.csv', 'Id,City\n')).catch((error: unknown) => error);
	expect(failed).toBeInstanceOf(FileProblem);
	expect((failed as FileProblem).message).toBe('x.csv has a header but no rows.');
});
