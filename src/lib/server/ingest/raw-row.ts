/** One row as it stands in the file, before a mapping is asked what it means. */
import type { RowFault } from '#lib/events/reasons.ts';

export interface RawRow {
	/** Where it begins, counted from 1. */
	line: number;
	/** As it stands in the file; of a row that cannot be parsed, its first line. */
	text: string;
	/** Cells of a table. */
	cells?: string[];
	/** What JSON says. */
	value?: unknown;
	fault?: RowFault;
	/** Cells of a sheet that hold no value. */
	broken?: BrokenCell[];
}

export interface BrokenCell {
	column: number;
	reason: string;
}

/** Cuts text, which comes in pieces that may end anywhere, into rows; keeps what it needs of an unfinished one. */
export interface RowSplitter {
	feed(text: string, rows: RawRow[]): void;
	/** After the last piece. */
	end(rows: RawRow[]): void;
}

/** A row that is longer is not waited for. In characters. */
export const longestRow = 1_000_000;

export const rowReasons = {
	quote: 'A quote opens and never closes properly: double the quotes within a cell, or remove it.',
	long: 'It is longer than 1,000,000 characters.',
	several: 'The text is not one row.',
	cells: 'It has another number of cells than the header.',
	json: 'It is not valid JSON.',
	unfinished: 'The JSON ends before it is complete: the file may be cut off.',
	lost: 'The JSON is broken in so many places that nothing from here on was read: mend the file and load it again.',
	encoding:
		'It is not UTF-8 text: save the file as UTF-8, or name its encoding in format.encoding of the mapping, and load it again.',
	cutShort:
		'The gzip data end too early or are damaged: get the file again. The rows before this place were read.'
};
