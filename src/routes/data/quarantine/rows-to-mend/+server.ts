import { PassThrough, Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import exceljs from 'exceljs';
import { database } from '#lib/server/app.ts';
import { cellsOfRow } from '#lib/server/ingest/row-text.ts';
import { formOfLoad } from '#lib/server/reports/quarantine.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { allRows } from '../all-rows.ts';
import { readSelection } from '../selection.ts';

/** Rows that a sheet can have, without its header. */
const mostOfSheet = 1_048_575;

/**
 * The rows of one load with their header, to be mended in a spreadsheet and loaded again. A workbook, not CSV: its cells
 * are texts, so that no formula runs, no id is rounded and nothing has to be escaped. Rows of JSON come as NDJSON.
 */
export const GET = async ({ url }) => {
	const { pool } = await database();
	const selection = readSelection(url);
	const form = selection.load === undefined ? null : await formOfLoad(pool, selection.load);
	if (!form) error(404, m.quarantine_which_load());
	if (form.header === null) return lines(allRows(pool, selection));
	const { header, readAs } = form;
	const out = new PassThrough();
	const book = new exceljs.stream.xlsx.WorkbookWriter({ stream: out });
	const write = async () => {
		const sheet = book.addWorksheet('rows');
		sheet.addRow(header).commit();
		let count = 0;
		for await (const rows of allRows(pool, selection)) {
			for (const { text } of rows) {
				if (++count > mostOfSheet) break;
				sheet.addRow(cellsOfRow(text, readAs) ?? [text]).commit();
			}
			if (count > mostOfSheet) break;
		}
		sheet.commit();
		await book.commit();
	};
	write().catch((problem: unknown) =>
		out.destroy(problem instanceof Error ? problem : new Error(String(problem)))
	);
	return new Response(Readable.toWeb(out) as ReadableStream, {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': 'attachment; filename="rows-to-mend.xlsx"'
		}
	});
};

const lines = (pages: AsyncIterable<{ text: string }[]>) => {
	const bytes = async function* () {
		for await (const rows of pages) yield Buffer.from(rows.map(({ text }) => `${text}\n`).join(''));
	};
	return new Response(Readable.toWeb(Readable.from(bytes())) as ReadableStream, {
		headers: {
			'content-type': 'application/x-ndjson; charset=utf-8',
			'content-disposition': 'attachment; filename="rows-to-mend.ndjson"'
		}
	});
};
