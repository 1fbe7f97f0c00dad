/** Rows of CSV and its relatives. A library that parses byte by byte takes longer than all the rest of a load. */
import { RowFault } from '#lib/events/reasons.ts';
import { longestRow, rowReasons, type RawRow, type RowSplitter } from './raw-row.ts';

/**
 * Quotes enclose a cell only at its beginning, doubled within it. Rows end with LF, CRLF or CR, mixed at will;
 * empty ones are left out. Where a quote does not close properly the line is a faulty row, and the next line
 * begins a new one, so that a stray quote does not swallow the rest of the file.
 */
export function csvSplitter(delimiter: string): RowSplitter {
	let pending = '';
	let line = 1;
	/** Within a row that is longer than any may be: everything up to its end is dropped. */
	let dropping = false;
	let width = 0;

	function split(text: string, final: boolean, rows: RawRow[]): void {
		let at = 0;
		let quote = text.indexOf('"');
		let cr = text.indexOf('\r');
		let lf = text.indexOf('\n');
		while (at < text.length) {
			if (cr >= 0 && cr < at) cr = text.indexOf('\r', at);
			if (lf >= 0 && lf < at) lf = text.indexOf('\n', at);
			if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
			let end = cr >= 0 && (cr < lf || lf < 0) ? cr : lf;
			let whole = end >= 0 && (final || end < text.length - 1 || end === lf);
			if (!whole && final) {
				end = text.length;
				whole = true;
			}
			if (!whole) break;
			const next = end === cr && lf === end + 1 ? end + 2 : end + 1;

			if (dropping) dropping = false;
			else if (quote >= 0 && quote < end) {
				const row = quotedRow(text, at, delimiter, final);
				if (row === 'unfinished' && text.length - at < longestRow) break;
				// A stray quote makes one row of many: then the number of cells is off.
				if (typeof row === 'object' && (row.lines === 1 || width === 0 || row.cells.length === width)) {
					rows.push({ line, text: text.slice(at, row.end), cells: row.cells });
					width ||= row.cells.length;
					line += row.lines;
					at = row.next;
					continue;
				}
				rows.push({
					line,
					text: text.slice(at, end),
					fault: new RowFault(rowReasons.quote, `the quote opens in line ${line}`)
				});
			} else if (end > at) {
				const row = text.slice(at, end);
				// Excel's way to name the delimiter.
				const declaration = line === 1 && /^sep=.$/i.test(row);
				const cells = row.split(delimiter);
				if (!declaration) {
					rows.push({ line, text: row, cells });
					width ||= cells.length;
				}
			}
			line++;
			at = next;
		}
		pending = at === 0 ? text : text.slice(at);
		if (pending.length >= longestRow && !dropping) {
			rows.push({ line, text: pending, fault: new RowFault(rowReasons.long, `it begins in line ${line}`) });
			dropping = true;
		}
		if (dropping) pending = '';
	}

	return {
		feed: (text, rows) => split(pending === '' ? text : pending + text, false, rows),
		end: (rows) => split(pending, true, rows)
	};
}

interface QuotedRow {
	cells: string[];
	end: number;
	next: number;
	/** How many lines of the file it takes. */
	lines: number;
}

const QUOTE = 34;
const SPACE = 32;
const LF = 10;
const CR = 13;

/** The row from `start` on; `final`: no more text will follow. */
function quotedRow(
	text: string,
	start: number,
	delimiter: string,
	final: boolean
): QuotedRow | 'unfinished' | 'broken' {
	const mark = delimiter.charCodeAt(0);
	const short = final ? 'broken' : 'unfinished';
	const cells: string[] = [];
	let at = start;
	for (;;) {
		let open = at;
		while (text.charCodeAt(open) === SPACE) open++;
		if (text.charCodeAt(open) === QUOTE) {
			let cell = '';
			let from = open + 1;
			for (;;) {
				const close = text.indexOf('"', from);
				if (close < 0 || (close === text.length - 1 && !final)) return short;
				const doubled = text.charCodeAt(close + 1) === QUOTE;
				cell += text.slice(from, doubled ? close + 1 : close);
				from = close + (doubled ? 2 : 1);
				if (!doubled) break;
			}
			cells.push(cell);
			at = from;
			while (text.charCodeAt(at) === SPACE) at++;
		} else {
			const from = at;
			for (; at < text.length; at++) {
				const code = text.charCodeAt(at);
				if (code === mark || code === LF || code === CR) break;
			}
			cells.push(text.slice(from, at));
		}

		const code = text.charCodeAt(at);
		if (code === mark) {
			at++;
			continue;
		}
		const crlf = code === CR && text.charCodeAt(at + 1) === LF;
		if (!final && (at >= text.length || (code === CR && at === text.length - 1))) return short;
		if (at < text.length && code !== LF && code !== CR) return 'broken';
		const lines = 1 + lineEnds(text.slice(start, at));
		return { cells, end: at, next: at + (crlf ? 2 : 1), lines };
	}
}

function lineEnds(text: string): number {
	let count = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) count++;
	}
	return count;
}
