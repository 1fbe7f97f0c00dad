import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { workbook } from './workbook.ts';

async function opened(bytes: Buffer) {
	const book = new exceljs.Workbook();
	await book.xlsx.load(bytes as unknown as ArrayBuffer);
	return book;
}

test('each table is a sheet: numbers, dates and texts as what they are', async () => {
	const header = ['day', 'channel', 'leads', 'rate', 'recorded'];
	const rows = [
		['2026-05-31', '=cmd|calc', 3, 0.25, true],
		[null, '2026-05-31', 1234567.89, null, false],
		['2026-06-01', '-5', 0, 1, true]
	];
	const book = await opened(
		await workbook([
			{ name: 'stages', table: { header, rows } },
			{ name: 'empty', table: { header: ['reason'], rows: [] } }
		])
	);
	expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['stages', 'empty']);
	const values = (sheet: number) => {
		const found: unknown[][] = [];
		book.worksheets[sheet]!.eachRow((row) => found.push((row.values as unknown[]).slice(1)));
		return found;
	};
	expect(values(0)).toEqual([
		header,
		[new Date('2026-05-31'), '=cmd|calc', 3, 0.25, true],
		[undefined, '2026-05-31', 1234567.89, undefined, false],
		[new Date('2026-06-01'), '-5', 0, 1, true]
	]);
	expect(values(1)).toEqual([['reason']]);
	const sheet = book.worksheets[0]!;
	expect(['A2', 'B2', 'B3', 'B4', 'C2'].map((cell) => sheet.getCell(cell).numFmt)).toEqual([
		'yyyy-mm-dd',
		'@',
		undefined,
		'@',
		undefined
	]);
	expect(sheet.getCell('B2').type).toBe(exceljs.ValueType.String);
});
