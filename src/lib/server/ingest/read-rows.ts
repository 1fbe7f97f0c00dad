/** Reads a file of events or of rows to be mapped, in batches, in memory that does not grow with the file. */
import type { EventsMapping, MappingFormat } from '#lib/events/mapping-schema.ts';
import type { ParseContext } from '#lib/events/parse-context.ts';
import type { RowResult } from '#lib/events/row-result.ts';
import { fileSource, type ByteSource } from './read-bytes.ts';
import { keptCharacters, type Retried } from './quarantine.ts';
import { readPieces, type FileForm } from './read-pieces.ts';
import { rowReader, type RowReader } from './row-reader.ts';

export interface ReadOptions {
	/** Null: columns, or JSON keys, are the fields of an event. */
	mapping: EventsMapping | null;
	context: ParseContext;
	/** Rows of a batch. More cost time: what outlives V8's young generation has to be copied. */
	batchRows?: number;
}

/** What was found out about a file, in words for the user: its encoding, its delimiter … */
export type ReadAs = Record<string, string>;

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
	{ mapping, context, batchRows }: ReadOptions
): AsyncGenerator<Batch> {
	const open = (header: readonly string[] | null) => rowReader(source.name, mapping, header, context);
	return readWith(source, mapping?.format, open, batchRows);
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
	let form: Pick<Batch, 'header' | 'readAs'> = {};
	for await (const piece of readPieces(source, format, progress)) {
		reader ??= open(piece.file.header);
		form = { header: piece.file.header, readAs: described(piece.file) };
		for (const row of piece.rows) {
			if (reader.isOpen(row)) await learnDecimals(source, format, reader);
			const result = reader.read(row);
			rows.push({ line: row.line, result, text: result.kind === 'quarantined' ? keptText(row.text) : '' });
			size += row.text.length;
			if (rows.length < batchRows && size < mostCharacters) continue;
			yield { rows, bytes: progress.bytes, ...form };
			rows = [];
			size = 0;
		}
	}
	if (rows.length > 0) yield { rows, bytes: progress.bytes, ...form };
}

function described({ encoding, delimiter }: FileForm): ReadAs {
	const readAs: ReadAs = {};
	if (encoding !== null) readAs.encoding = encoding;
	if (delimiter !== null) readAs.delimiter = delimiter === '\t' ? 'tab' : delimiter;
	return readAs;
}

const mostCharacters = 8_000_000;

/** PostgreSQL stores neither NUL nor half characters. */
const keptText = (text: string) => text.slice(0, keptCharacters).toWellFormed().replaceAll('\0', '\u2400');

async function learnDecimals(
	source: ByteSource,
	format: MappingFormat | undefined,
	reader: Pick<RowReader, 'see' | 'decide'>
): Promise<void> {
	for await (const { rows } of readPieces(source, format)) {
		for (const row of rows) reader.see(row);
	}
	reader.decide();
}
