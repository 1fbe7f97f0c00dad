/** Tables as CSV, for people who open them in a spreadsheet. */

export type Cell = string | number | boolean | null | undefined;

/**
 * A text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line break) gets an
 * apostrophe in front; numbers are written as they are, phone numbers (+ and digits, which is no formula) too.
 */
function csvCell(cell: Cell): string {
	if (cell === null || cell === undefined) return '';
	if (typeof cell !== 'string') return String(cell);
	const isFormula = /^[=+\-@\t\r\n]/.test(cell) && !/^\+\d+$/.test(cell);
	const text = isFormula ? `'${cell}` : cell;
	return /[",\r\n;]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Comma-separated lines ending in CRLF (RFC 4180), the header first. Missing values are empty. The text has no byte
 * order mark: `csvFile` adds it for Excel.
 */
export const csv = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
	[header, ...rows].map((row) => row.map(csvCell).join(',') + '\r\n').join('');

/** CSV as a file for download: with a byte order mark, without which Excel garbles other alphabets. */
export function csvFile(name: string, text: string): Response {
	return new Response('\uFEFF' + text, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}"`
		}
	});
}
