/** The rows of one sheet of a workbook, with their cells as text. */
import { reasons } from '#lib/events/reasons.ts';
import type { BrokenCell, RawRow } from '../raw-row.ts';
import { numberText } from './number-format.ts';
import { readXml } from './read-xml.ts';
import { textCollector, unescaped, type Sheet, type Workbook } from './workbook.ts';

/** What Excel's own sheets have at most. */
const mostColumns = 16_384;

/** The rows that have a cell with something in it; `progress` is told the part of the sheet that was read. */
export async function* readSheet(
	workbook: Workbook,
	{ entry }: Sheet,
	progress: (part: number) => void
): AsyncGenerator<RawRow[]> {
	const collector = textCollector();
	let rows: RawRow[] = [];
	let line = 0;
	let cells: string[] = [];
	let broken: BrokenCell[] = [];
	let column = 0;
	let type = '';
	let style = 0;
	let value: string | null = null;
	let formula: string | null = null;
	let into: 'value' | 'formula' | null = null;

	const endCell = () => {
		const cell = type === 'inlineStr' ? collector.end() : cellText();
		if (cell === '') return;
		while (cells.length < column) cells.push('');
		cells[column] = cell;
	};
	const cellText = (): string => {
		if (value === null || (value === '' && type !== 'str')) {
			if (formula === null) return '';
			broken.push({ column, reason: reasons.noResult });
			return `=${formula}`;
		}
		if (type === 's') return workbook.texts[Number(value)] ?? '';
		if (type === 'str') return unescaped(value);
		if (type === 'b') return value.trim() === '1' ? 'TRUE' : 'FALSE';
		if (type === 'e') {
			broken.push({ column, reason: reasons.cellError });
			return value;
		}
		// A date as ISO 8601 has it.
		if (type === 'd') return value;
		const number = Number(value);
		return Number.isFinite(number)
			? numberText(number, workbook.formats[style] ?? null, workbook.from1904)
			: value;
	};

	const stream = await workbook.open(entry);
	const pieces = readXml(stream, {
		open: (tag, attributes) => {
			if (tag === 'c') {
				const place = attributes.r;
				column = place === undefined ? column + 1 : columnOf(place);
				type = attributes.t ?? 'n';
				style = Number(attributes.s ?? 0);
				value = formula = null;
				collector.start();
			} else if (tag === 'v') {
				into = 'value';
				value = '';
			} else if (tag === 'f') {
				into = 'formula';
				formula = '';
			} else if (tag === 'row') {
				line = attributes.r === undefined ? line + 1 : Number(attributes.r);
				cells = [];
				broken = [];
				column = -1;
			} else collector.open(tag);
		},
		text: (text) => {
			if (into === 'value') value += text;
			else if (into === 'formula') formula += text;
			else collector.text(text);
		},
		close: (tag) => {
			if (tag === 'v' || tag === 'f') into = null;
			else if (tag === 'c') endCell();
			else if (tag === 'row') {
				if (cells.length === 0) return;
				const row: RawRow = { line, text: cells.map(csvCell).join(','), cells };
				if (broken.length > 0) row.broken = broken;
				rows.push(row);
			} else collector.close(tag);
		}
	});
	for await (const bytes of pieces) {
		progress(Math.min(1, bytes / entry.uncompressedSize));
		if (rows.length === 0) continue;
		yield rows;
		rows = [];
	}
}

/** Index of the column of a place such as `AB12`. */
function columnOf(place: string): number {
	let column = 0;
	for (let at = 0; at < place.length; at++) {
		const letter = place.charCodeAt(at) - 64;
		if (letter < 1 || letter > 26) break;
		column = column * 26 + letter;
	}
	return Math.min(Math.max(column, 1), mostColumns) - 1;
}

/** Name of a column: A, B … XFD. */
export function columnName(column: number): string {
	let name = '';
	for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
		name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
	return name;
}

const csvCell = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
