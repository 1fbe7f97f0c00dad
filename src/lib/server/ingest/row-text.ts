/** The cells of a row that was kept as text, and back. */
import { csvSplitter } from './read-csv.ts';
import type { RawRow } from './raw-row.ts';

/** Longer texts of rows were cut when they were kept. */
export const keptLength = 2000;

/** How a load read its file, as `loads.read_as` says. A workbook's rows are kept with commas. */
const delimiterOf = (readAs: Record<string, string>) =>
	readAs.delimiter === 'tab' ? '\t' : (readAs.delimiter ?? ',');

/** Null if the text is no one row: its quotes do not close. */
export function cellsOfRow(text: string, readAs: Record<string, string>): string[] | null {
	const rows: RawRow[] = [];
	const splitter = csvSplitter(delimiterOf(readAs));
	splitter.feed(text, rows);
	splitter.end(rows);
	const [row] = rows;
	return rows.length === 1 && row && !row.fault ? (row.cells ?? null) : null;
}

export function textOfRow(cells: readonly string[], readAs: Record<string, string>): string {
	const delimiter = delimiterOf(readAs);
	const quoted = (cell: string) =>
		cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
	return cells.map(quoted).join(delimiter);
}
