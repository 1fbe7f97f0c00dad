import { Readable } from 'node:stream';
import { database } from '#lib/server/app.ts';
import { csv } from '#lib/ui/csv.ts';
import { allRows } from '../all-rows.ts';
import { readSelection } from '../selection.ts';

const header = ['load', 'file', 'line', 'reason', 'detail', 'text'];

/** Why each row was not loaded, as a list for a spreadsheet. */
export const GET = async ({ url }) => {
	const { pool } = await database();
	const selection = readSelection(url);
	const lines = async function* () {
		// Without a byte order mark Excel garbles other alphabets.
		yield '\uFEFF' + csv(header, []);
		for await (const rows of allRows(pool, selection)) {
			const cells = rows.map((row) => [row.load, row.file, row.line, row.reason, row.detail, row.text]);
			yield csv(header, cells).slice(csv(header, []).length);
		}
	};
	return new Response(Readable.toWeb(Readable.from(bytesOf(lines()))) as ReadableStream, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="rows-not-loaded.csv"'
		}
	});
};

async function* bytesOf(texts: AsyncIterable<string>) {
	for await (const text of texts) yield Buffer.from(text);
}
