/** Tables as the sheets of a workbook. */
import exceljs from 'exceljs';
import type { Table } from '#lib/funnel/funnel-table.ts';

export interface Sheet {
	/** At most 31 characters, none of them one of : \\ / ? * [ ] */
	name: string;
	table: Table;
}

const day = /^\d{4}-\d\d-\d\d$/;
/** What a spreadsheet would run as a formula when somebody edits the cell. */
const formula = /^[=+\-@\t\r\n]/;

/**
 * An XLSX file. Numbers are numbers, and the days of a column that holds nothing else are dates. Texts are never
 * formulas: those that look like one are formatted as text, so that they stay one when they are edited.
 */
export async function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
	const book = new exceljs.Workbook();
	for (const { name, table } of sheets) {
		const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
		sheet.columns = table.header.map((header, i) => ({ header, width: widthOf(table, i) }));
		sheet.getRow(1).font = { bold: true };
		const days = table.header.map((_, i) => isDayColumn(table, i));
		for (const row of table.rows) {
			const added = sheet.addRow(
				row.map((value, i) => (days[i] && typeof value === 'string' ? new Date(value) : value))
			);
			row.forEach((value, i) => {
				if (typeof value !== 'string') return;
				if (days[i]) added.getCell(i + 1).numFmt = 'yyyy-mm-dd';
				else if (formula.test(value)) added.getCell(i + 1).numFmt = '@';
			});
		}
	}
	return Buffer.from(await book.xlsx.writeBuffer());
}

function isDayColumn({ rows }: Table, i: number): boolean {
	let any = false;
	for (const row of rows) {
		const value = row[i] ?? null;
		if (value === null) continue;
		if (typeof value !== 'string' || !day.test(value)) return false;
		any = true;
	}
	return any;
}

function widthOf({ header, rows }: Table, i: number): number {
	let width = header[i]!.length;
	for (const row of rows) {
		const value = row[i];
		if (typeof value === 'string') width = Math.max(width, value.length);
	}
	return Math.min(60, Math.max(10, width + 2));
}
