/** Reads a file of events or of rows to be mapped, in batches, in memory that does not grow with the file. */
import type { EventsMapping, MappingFormat } from '#lib/events/mapping-schema.ts';
import type { ParseContext } from '#lib/events/parse-context.ts';
import type { RowResult } from '#lib/events/row-result.ts';
import type { RawRow } from './raw-row.ts';
import { fileSource, type ByteSource } from './read-bytes.ts';
import { keptCharacters, type Retried } from './quarantine.ts';
import { readPieces, type FileForm } from './read-pieces.ts';
import { rowReader, type ReadAs, type RowReader } from './row-reader.ts';

export interface ReadOptions {
	/** Null: columns, or JSON keys, are the fields of an event. */
	mapping: EventsMapping | null;
	context: ParseContext;
	/** Rows of a batch. More cost time: what outlives V8's young generation has to be copied. */
	batchRows?: number;
	/** Counts instead of the format of the mapping: also for rows that are events. */
	format?: MappingFormat;
}

export interface ReadRow<Result = RowResult> {
	/** Where the row begins in the file, counted from 1. */
	line: number;
	result: Result;
	/** Of a quarantined row: as it stands in the file, at most 2,000 characters, storable. Empty of others. */
	text: string;
	/** Of a row that was quarantined before. */
	retried?: Retried;
}

export interface Batch<Result = RowResult> {
	rows: ReadRow<Result>[];
	/** How much of the file, as stored, has been read. */
	bytes: number;
	/** Of the first batch at least: the names of the columns; null for JSON. */
	header?: readonly string[] | null;
	/** Of the first batch at least, and again when more is known: encoding, delimiter, sheet, dates, decimal. */
	readAs?: ReadAs;
}

/** Rows of a file: CSV, TSV, NDJSON or a JSON array, also as gzip. Throws a FileProblem if there are none. */
export async function* readRows(path: string, options: ReadOptions): AsyncGenerator<Batch> {
	yield* readSource(await fileSource(path), options);
}

/** The same of bytes from anywhere. */
export function readSource(
	source: ByteSource,
	{ mapping, context, batchRows, format }: ReadOptions
): AsyncGenerator<Batch> {
	const open = (header: readonly string[] | null) => rowReader(source.name, mapping, header, context, format);
	return readWith(source, format ?? mapping?.format, open, batchRows);
}

/** What `open` makes of a header (null: JSON) reads each row. */
export async function* readWith<Result extends { kind: string }>(
	source: ByteSource,
	format: MappingFormat | undefined,
	open: (header: readonly string[] | null) => RowReader<Result>,
	batchRows = 1000
): AsyncGenerator<Batch<Result>> {
	const progress = { bytes: 0 };
	let reader: RowReader<Result> | null = null;
	let rows: ReadRow<Result>[] = [];
	let size = 0;
	let file: FileForm | null = null;
	const batch = (): Batch<Result> => ({
		rows,
		bytes: progress.bytes,
		header: file?.header,
		readAs: file && reader ? { ...described(file), ...reader.readAs() } : {}
	});
	for await (const piece of readPieces(source, format, progress)) {
		if (!reader) {
			reader = open(piece.file.header);
			if (reader.areOpen(piece.rows)) await learn(source, format, reader, piece.rows);
		}
		file = piece.file;
		for (const row of piece.rows) {
			if (reader.isOpen(row)) await learn(source, format, reader, piece.rows);
			const result = reader.read(row);
			rows.push({ line: row.line, result, text: result.kind === 'quarantined' ? keptText(row.text) : '' });
			size += row.text.length;
			if (rows.length < batchRows && size < mostCharacters) continue;
			yield batch();
			rows = [];
			size = 0;
		}
	}
	if (rows.length > 0) yield batch();
}

function described({ encoding, delimiter, sheet }: FileForm): ReadAs {
	const readAs: ReadAs = {};
	if (encoding !== null) readAs.encoding = encoding;
	if (delimiter !== null) readAs.delimiter = delimiter === '\t' ? 'tab' : delimiter;
	if (sheet !== null) readAs.sheet = sheet;
	return readAs;
}

const mostCharacters = 8_000_000;

/** PostgreSQL stores neither NUL nor half characters. */
const keptText = (text: string) => text.slice(0, keptCharacters).toWellFormed().replaceAll('\0', '\u2400');

/** Shows the reader the whole file; of what can be read only once, the rows at hand. */
async function learn(
	source: ByteSource,
	format: MappingFormat | undefined,
	reader: Pick<RowReader, 'see' | 'decide'>,
	atHand: readonly RawRow[]
): Promise<void> {
	let again = false;
	for await (const { rows } of readPieces(source, format)) {
		again = true;
		for (const row of rows) reader.see(row);
	}
	if (!again) for (const row of atHand) reader.see(row);
	reader.decide();
}
