/** A row that was kept as text, and its cells, and back. */
import { RowFault } from '#lib/events/reasons.ts';
import { csvSplitter } from './read-csv.ts';
import { jsonSplitter } from './read-json.ts';
import { rowReasons, type RawRow } from './raw-row.ts';

/** How a load read its file, as `loads.read_as` says. A workbook's rows are kept with commas. */
const delimiterOf = (readAs: Record<string, string>) =>
	readAs.delimiter === 'tab' ? '\t' : (readAs.delimiter ?? ',');

/** The row as its file gave it: of a table with this header, or of JSON. A text that is not one row has a fault. */
export function rowOfText(
	line: number,
	text: string,
	header: readonly string[] | null,
	readAs: Record<string, string>
): RawRow {
	const rows: RawRow[] = [];
	const splitter = header ? csvSplitter(delimiterOf(readAs)) : jsonSplitter(false);
	splitter.feed(text, rows);
	splitter.end(rows);
	if (rows.length === 1) return { ...rows[0]!, line, text };
	return { line, text, fault: new RowFault(rowReasons.several, `${rows.length} rows`) };
}

/** Null if the text is no one row: its quotes do not close. */
export function cellsOfRow(text: string, readAs: Record<string, string>): string[] | null {
	const { fault, cells } = rowOfText(0, text, [], readAs);
	return fault ? null : (cells ?? null);
}

export function textOfRow(cells: readonly string[], readAs: Record<string, string>): string {
	const delimiter = delimiterOf(readAs);
	const quoted = (cell: string) =>
		cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
	return cells.map(quoted).join(delimiter);
}
