/** The first rows of a file, before anything is known of what they mean. */
import type { MappingFormat } from '#lib/events/mapping-schema.ts';
import type { RawRow } from './raw-row.ts';
import type { ByteSource } from './read-bytes.ts';
import { readPieces, type FileForm } from './read-pieces.ts';

export interface FileHead extends FileForm {
	/** Names of the columns; of JSON the keys of the first rows. */
	header: string[];
	rows: RawRow[];
}

/**
 * Reads the first rows (50, or `rows`) and no more of the file than they take. Throws a FileProblem if there are
 * none.
 */
export async function readHead(
	source: ByteSource,
	format?: MappingFormat,
	{ sheet, rows: most = 50 }: { sheet?: string; rows?: number } = {}
): Promise<FileHead> {
	let file: FileForm | null = null;
	const rows: RawRow[] = [];
	for await (const piece of readPieces(source, sheet === undefined ? format : { ...format, sheet })) {
		file = piece.file;
		rows.push(...piece.rows.slice(0, most - rows.length));
		if (rows.length >= most) break;
	}
	if (!file) throw new Error(`${source.name} was read before.`);
	return { ...file, header: file.header ? [...file.header] : keysOf(rows), rows };
}

function keysOf(rows: readonly RawRow[]): string[] {
	const keys = new Set<string>();
	for (const { value } of rows) {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
		for (const key of Object.keys(value)) keys.add(key);
	}
	return [...keys];
}
