/** The rows of a file as they stand there, in memory that does not grow with the file. */
import type { MappingFormat } from '#lib/events/mapping-schema.ts';
import { RowFault, shown } from '#lib/events/reasons.ts';
import { FileProblem } from './file-problem.ts';
import { rowReasons, type RawRow, type RowSplitter } from './raw-row.ts';
import { CutShort, isGzip, peeked, unzipped, type ByteSource } from './read-bytes.ts';
import { detectFormat, type TextFormat } from './read-format.ts';
import { readText } from './read-text.ts';
import { readWorkbook, spooled } from './xlsx/read-xlsx.ts';

/** What was found out about a file. */
export interface FileForm {
	format: 'csv' | 'json' | 'ndjson' | 'xlsx';
	/** Of text. */
	encoding: string | null;
	/** Of CSV and its relatives. */
	delimiter: string | null;
	/** Of a workbook: the sheet that is read, and all that it has. */
	sheet: string | null;
	sheets: string[];
	/** Null for JSON. */
	header: readonly string[] | null;
}

export interface Piece {
	file: FileForm;
	rows: RawRow[];
}

/** Throws a FileProblem if there is no row. `progress` counts the bytes of the file, as stored. */
export async function* readPieces(
	source: ByteSource,
	{ delimiter = 'auto', encoding = 'auto', sheet }: MappingFormat = {},
	progress: { bytes: number } = { bytes: 0 }
): AsyncGenerator<Piece> {
	const chunks = source.open();
	if (!chunks) return;
	const stored = await peeked(counted(chunks, progress), 2);
	const { head, all } = await peeked(unzipped(stored.all), 4).catch((error: unknown) => {
		throw error instanceof CutShort ? cutShortProblem(source, error) : error;
	});
	if (head.toString('latin1', 0, 4) === 'PK\x03\x04') {
		yield* readZip(isGzip(stored.head) ? { ...source, path: undefined } : source, all, sheet, progress);
		return;
	}
	const again = () => {
		const fresh = source.open();
		return fresh && unzipped(fresh);
	};
	const texts = readText(all, source.name, encoding, again);
	let format: TextFormat | null = null;
	let splitter: RowSplitter | null = null;
	const file: FileForm = {
		format: 'csv',
		encoding: null,
		delimiter: null,
		sheet: null,
		sheets: [],
		header: null
	};
	let any = false;
	let last = 0;

	const piece = (rows: RawRow[]): Piece | null => {
		if (format?.name === 'csv') {
			if (!file.header && rows.length > 0) file.header = headerOf(rows.shift()!, source.name);
			rows = rows.filter(({ cells }) => !cells || cells[0] !== '' || cells.some((cell) => cell !== ''));
		}
		if (rows.length === 0) return null;
		any = true;
		last = rows.at(-1)!.line;
		return { file, rows };
	};

	let wasDamaged = false;
	let cutShort = false;
	try {
		for await (const { text, damaged, encoding } of texts) {
			file.encoding = encoding;
			if (!format) {
				format = detectFormat(text, source.name, delimiter);
				file.format = format.name;
				file.delimiter = format.delimiter;
			}
			splitter ??= format.create();
			const rows: RawRow[] = [];
			splitter.feed(text, rows);
			if (damaged || wasDamaged) rows.forEach(checkCharacters);
			wasDamaged = damaged;
			const next = piece(rows);
			if (next) yield next;
		}
	} catch (error) {
		if (!(error instanceof CutShort)) throw error;
		cutShort = true;
	}

	const rows: RawRow[] = [];
	splitter?.end(rows);
	if (wasDamaged) rows.forEach(checkCharacters);
	if (cutShort) {
		if (!any) throw cutShortProblem(source);
		if (rows.length === 0) rows.push({ line: last + 1, text: '' });
		for (const row of rows) row.fault = new RowFault(rowReasons.cutShort, `line ${row.line}`);
	}
	const next = piece(rows);
	if (next) yield next;
	if (any) return;
	throw new FileProblem(`${source.name} ${file.header ? 'has a header but no rows' : 'is empty'}.`);
}

const cutShortProblem = ({ name }: ByteSource, cause?: unknown) =>
	new FileProblem(`${name} is damaged or cut off gzip: get the file again.`, { cause });

/** A zip archive has to be a file that can be read in any order. */
async function* readZip(
	source: ByteSource,
	chunks: AsyncGenerator<Buffer>,
	sheet: string | undefined,
	progress: { bytes: number }
): AsyncGenerator<Piece> {
	const { path, size, name } = source;
	if (path === undefined) {
		yield* spooled(chunks, name, (spool) => readWorkbook(spool, name, sheet, () => {}));
		return;
	}
	await chunks.return(undefined);
	yield* readWorkbook(path, name, sheet, (part) => {
		progress.bytes = Math.round(part * (size ?? 0));
	});
}

async function* counted(chunks: AsyncIterable<Buffer>, progress: { bytes: number }): AsyncGenerator<Buffer> {
	for await (const chunk of chunks) {
		progress.bytes += chunk.length;
		yield chunk;
	}
}

function headerOf({ line, cells, fault, text }: RawRow, file: string): readonly string[] {
	if (cells?.length === 1 && text.trimStart().startsWith('"') && /[,;\t|]/.test(cells[0]!))
		throw new FileProblem(
			`${file}, line ${line}: the whole line is quoted as one field, ${shown(cells[0])}. Export the table again without quotes round whole lines, or remove the first and last quote of every line and write "" within it as ".`
		);
	if (cells && !fault) return cells;
	throw new FileProblem(`${file}, line ${line}: the header cannot be read. ${fault?.reason ?? ''}`);
}

function checkCharacters(row: RawRow): void {
	if (!row.text.includes('\uFFFD')) return;
	row.fault = new RowFault(rowReasons.encoding, `line ${row.line}`);
}
