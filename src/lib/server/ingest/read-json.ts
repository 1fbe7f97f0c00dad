/** Rows of NDJSON and of JSON arrays. */
import { RowFault } from '#lib/events/reasons.ts';
import { longestRow, rowReasons, type RawRow, type RowSplitter } from './raw-row.ts';

function parsed(line: number, text: string): RawRow {
	try {
		return { line, text, value: JSON.parse(text) as unknown };
	} catch (error) {
		const detail =
			error instanceof Error ? error.message.replace(/ in JSON at position .*/s, '') : String(error);
		return { line, text, fault: new RowFault(rowReasons.json, `line ${line}: ${detail}`) };
	}
}

const tooLong = (line: number, text: string): RawRow => ({
	line,
	text,
	fault: new RowFault(rowReasons.long, `it begins in line ${line}`)
});

/** One value a line; empty lines are left out. */
export function ndjsonSplitter(): RowSplitter {
	let pending = '';
	let line = 1;
	let dropping = false;

	const take = (text: string, rows: RawRow[]) => {
		if (dropping) dropping = false;
		else if (text.trim() !== '') rows.push(parsed(line, text));
		line++;
	};
	return {
		feed: (piece, rows) => {
			const text = pending === '' ? piece : pending + piece;
			let at = 0;
			for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
				take(text.slice(at, end), rows);
				at = end + 1;
			}
			pending = text.slice(at);
			if (pending.length >= longestRow && !dropping) {
				rows.push(tooLong(line, pending));
				dropping = true;
			}
			if (dropping) pending = '';
		},
		end: (rows) => {
			if (pending !== '') take(pending, rows);
		}
	};
}

const QUOTE = 34;
const COMMA = 44;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const LF = 10;
const SPACE = 32;

/** Characters that may be looked at again, behind a broken value, and how many more for each that was read. */
const secondLooks = { first: 20_000_000, more: 4 };

/** Whether a broken value may have swallowed others that are whole. */
const swallowed = (text: string) => text.includes('\n') && /\}\s*(?:,\s*)?\{/.test(text);

/**
 * The values of an array, or (`array` false) values that follow each other, on as many lines as they like.
 * A value that does not end is a faulty row, and the next line may begin a new one.
 */
export function jsonSplitter(array: boolean): RowSplitter {
	let text = '';
	let line = 1;
	/** What was looked at already. */
	let at = 0;
	/** Where the value at hand begins, or -1; and its first line. */
	let start = -1;
	let startLine = 1;
	let depth = 0;
	let inText = false;
	/** Within a value that is longer than any may be: it is followed to its end, but not kept. */
	let skipping = false;
	let opened = !array;
	let closed = false;
	let looks = secondLooks.first;

	/** Ends the value at hand before `end`. */
	function take(end: number, rows: RawRow[]): void {
		if (skipping) {
			skipping = false;
			start = -1;
			return;
		}
		const row = parsed(startLine, text.slice(start, end));
		if (row.fault && swallowed(row.text)) giveUp(rows, rowReasons.json);
		else {
			rows.push(row);
			start = -1;
		}
	}

	/** Makes the first line of the value at hand a faulty row, and goes back to what follows it. */
	function giveUp(rows: RawRow[], reason: string): void {
		const newline = text.indexOf('\n', start);
		const end = newline < 0 ? text.length : newline;
		const fault = new RowFault(reason, `it begins in line ${startLine}`);
		rows.push({ line: startLine, text: text.slice(start, end), fault });
		const next = newline < 0 ? start + 1 : newline;
		looks -= at - next;
		at = next - 1;
		line = startLine;
		start = -1;
		depth = 0;
		inText = false;
		if (looks < 0)
			rows.push({ line, text: text.slice(next), fault: new RowFault(rowReasons.lost, `line ${line}`) });
	}

	function scan(rows: RawRow[]): void {
		for (; at < text.length && looks >= 0; at++) {
			const code = text.charCodeAt(at);
			if (inText) {
				if (code === BACKSLASH) at++;
				else if (code === QUOTE) inText = false;
				if (code !== LF) continue;
				// A text never spans lines: this one has lost its closing quote, and perhaps a brace with it.
				inText = false;
				if (skipping) {
					skipping = false;
					start = -1;
					depth = 0;
				} else if (startLine === line) {
					giveUp(rows, rowReasons.json);
					continue;
				}
			}
			if (code === LF) line++;
			if (start < 0) begin(code);
			else if (code === QUOTE) inText = true;
			else if (depth === 0) {
				if (code !== COMMA && code !== LF && code !== CLOSE_LIST) continue;
				take(at, rows);
				if (code === CLOSE_LIST) closed = true;
			} else if (code === OPEN_OBJECT || code === OPEN_LIST) depth++;
			else if ((code === CLOSE_OBJECT || code === CLOSE_LIST) && --depth === 0) take(at + 1, rows);
			if (isTooLong()) passOver(rows);
		}
		if (isTooLong()) {
			passOver(rows);
			if (!skipping) {
				at++;
				return scan(rows);
			}
		}
		const used = looks < 0 ? text.length : Math.min(start < 0 || skipping ? at : start, text.length);
		text = text.slice(used);
		at -= used;
		if (start >= 0) start = 0;
	}

	const isTooLong = () => start >= 0 && !skipping && at - start >= longestRow;

	/** Of a value that may have swallowed others only its first line is given up. */
	function passOver(rows: RawRow[]): void {
		const newline = text.indexOf('\n', start);
		if (newline >= 0 && newline <= at) giveUp(rows, rowReasons.long);
		else {
			rows.push(tooLong(startLine, text.slice(start, at)));
			skipping = true;
		}
	}

	function begin(code: number): void {
		if (code <= SPACE || code === COMMA) return;
		if (code === OPEN_LIST && !opened) opened = true;
		else if (code === CLOSE_LIST && array && !closed) closed = true;
		else {
			start = at;
			startLine = line;
			depth = code === OPEN_OBJECT || code === OPEN_LIST ? 1 : 0;
			inText = code === QUOTE;
		}
	}

	return {
		feed: (piece, rows) => {
			if (looks < 0) return;
			looks += piece.length * secondLooks.more;
			text = text === '' ? piece : text + piece;
			scan(rows);
		},
		end: (rows) => {
			let complete = closed || !array || looks < 0;
			if (skipping) {
				complete = true;
				start = -1;
				rows.push({ line, text: '', fault: new RowFault(rowReasons.lost, `line ${startLine}`) });
			}
			while (start >= 0 && looks >= 0) {
				complete = true;
				at = text.length;
				if (depth === 0) take(text.length, rows);
				else if (swallowed(text.slice(start))) giveUp(rows, rowReasons.json);
				else {
					const fault = new RowFault(rowReasons.unfinished, `it begins in line ${startLine}`);
					rows.push({ line: startLine, text: text.slice(start), fault });
					start = -1;
				}
				if (start < 0) {
					at++;
					scan(rows);
				}
			}
			if (!complete)
				rows.push({ line, text: '', fault: new RowFault(rowReasons.unfinished, `line ${line}`) });
		}
	};
}
