/** The rows of a workbook: those of its first sheet that is not hidden, or of one by name. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { RowFault, shown } from '#lib/events/reasons.ts';
import { FileProblem } from '../file-problem.ts';
import { longestRow, rowReasons, type RawRow } from '../raw-row.ts';
import { CutShort } from '../read-bytes.ts';
import type { FileForm, Piece } from '../read-pieces.ts';
import { columnName, readSheet } from './read-sheet.ts';
import { BadXml } from './read-xml.ts';
import { openWorkbook, type Sheet, type Workbook } from './workbook.ts';

/** Rows at the beginning that show whether the header names every column. */
const headRows = 50;

/**
 * Throws a FileProblem if there is no row, no such sheet, or no header that names each column that has cells.
 * `progress` is told the part of the sheet that was read.
 */
export async function* readWorkbook(
	path: string,
	name: string,
	sheetName: string | undefined,
	progress: (part: number) => void
): AsyncGenerator<Piece> {
	let workbook: Workbook | null = null;
	try {
		workbook = await openWorkbook(path, name);
		const sheet = chosenSheet(workbook, sheetName, name);
		const sheets = workbook.sheets.map((one) => one.name);
		const file: FileForm = { ...noForm, sheet: sheet.name, sheets };
		let head: RawRow[] | null = [];
		const place = `${name}, sheet ${shown(sheet.name)}`;
		for await (const rows of readSheet(workbook, sheet, progress)) {
			if (head) {
				head.push(...rows);
				if (head.length <= headRows) continue;
				yield begin(file, head, place);
				head = null;
			} else yield { file, rows: fitted(rows, file.header!.length) };
		}
		if (!head) return;
		const others = sheets.filter((one) => one !== sheet.name).map(shown);
		const hint =
			others.length > 0 ? `; the workbook also has ${others.join(', ')}: name one with --sheet` : '';
		if (head.length === 0) throw new FileProblem(`${place}, is empty${hint}.`);
		if (head.length === 1) throw new FileProblem(`${place}, has a header but no rows${hint}.`);
		yield begin(file, head, place);
	} catch (error) {
		if (error instanceof FileProblem || !(error instanceof Error)) throw error;
		const why = error instanceof BadXml ? '' : ` (${error.message})`;
		throw new FileProblem(`${name} is a damaged or cut off workbook${why}: save it again.`, { cause: error });
	} finally {
		workbook?.close();
	}
}

const noForm = { format: 'xlsx', encoding: null, delimiter: null, header: null } as const;

function chosenSheet({ sheets }: Workbook, wanted: string | undefined, name: string): Sheet {
	if (wanted === undefined) {
		const first = sheets.find(({ hidden }) => !hidden) ?? sheets[0];
		if (first) return first;
		throw new FileProblem(`${name} is a workbook without sheets of cells.`);
	}
	const same = (text: string) => text.trim().toLowerCase() === wanted.trim().toLowerCase();
	const sheet = sheets.find((one) => one.name === wanted) ?? sheets.find((one) => same(one.name));
	if (sheet) return sheet;
	const names = sheets.map((one) => shown(one.name)).join(', ');
	throw new FileProblem(`${name} has no sheet ${shown(wanted)}: its sheets are ${names}.`);
}

/** Takes the header off the first rows. */
function begin(file: FileForm, [first, ...rows]: RawRow[], place: string): Piece {
	const header = first!.cells!;
	const width = Math.max(header.length, ...rows.map(({ cells }) => cells!.length));
	if (width === 1 && /[,;\t|]/.test(header[0]!))
		throw new FileProblem(
			`${place}, row ${first!.line}: the whole row stands in one cell, ${shown(header[0])}. Part the column with Excel's "Text to Columns", or load the CSV itself.`
		);
	const last = header.findLastIndex((text) => text.trim() !== '');
	const nameless = Array.from({ length: width }, (_, column) => column).find((column) => {
		if (header[column]?.trim()) return false;
		const held = rows.filter(({ cells }) => cells![column]).length;
		// A few cells beside the table are a matter of their rows.
		return column < last ? held > 0 : held * 2 > rows.length || Boolean(rows[0]?.cells![column]);
	});
	if (nameless !== undefined)
		throw new FileProblem(headerProblem(header, nameless, rows, first!.line, place));
	file.header = header;
	return { file, rows: fitted(rows, header.length) };
}

function headerProblem(
	header: string[],
	nameless: number,
	rows: RawRow[],
	line: number,
	place: string
): string {
	const cell = rows.find(({ cells }) => cells![nameless])!;
	const held = `has no name in column ${columnName(nameless)}, which holds ${shown(cell.cells![nameless])} in row ${cell.line}`;
	const names = header.filter((text) => text.trim() !== '');
	if (names.length === 1)
		return `${place}, row ${line}, is to be the header and ${held}. If ${shown(names[0])} is a title, delete the rows above the header.`;
	const before = header.slice(0, nameless).findLastIndex((text) => text.trim() !== '');
	const merged =
		before < 0 ? '' : ` (${shown(header[before])} in ${columnName(before)}${line} may be merged over it)`;
	return `${place}, row ${line}: the header ${held}${merged}. Unmerge the cells of the header, and give every column a name in one row.`;
}

/** A sheet leaves out the cells at the end of a row that are empty. */
function fitted(rows: RawRow[], width: number): RawRow[] {
	for (const row of rows) {
		while (row.cells!.length < width) row.cells!.push('');
		if (row.text.length >= longestRow) row.fault = new RowFault(rowReasons.long, `row ${row.line}`);
	}
	return rows;
}

/** Keeps what comes from a stream in a file while it is used: the parts of a workbook stand in any order. */
export async function* spooled<Item>(
	chunks: AsyncIterable<Buffer>,
	name: string,
	use: (path: string) => AsyncIterable<Item>
): AsyncGenerator<Item> {
	const folder = await mkdtemp(join(tmpdir(), 'sluice-workbook-'));
	try {
		const path = join(folder, 'book.xlsx');
		await pipeline(chunks, createWriteStream(path)).catch((error: unknown) => {
			if (!(error instanceof CutShort)) throw error;
			throw new FileProblem(`${name} is damaged or cut off gzip: get the file again.`, { cause: error });
		});
		yield* use(path);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
