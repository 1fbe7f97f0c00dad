/** Makes of raw rows what they mean, by a mapping or by the names of the fields of an event. */
import { setAttribute } from '#lib/events/attributes.ts';
import { compileMapping } from '#lib/events/mapping.ts';
import { columnDates, type ColumnDates } from '#lib/events/column-dates.ts';
import { columnDecimals, type ColumnDecimals } from '#lib/events/column-decimals.ts';
import type { EventsMapping, MappingFormat } from '#lib/events/mapping-schema.ts';
import type { ParseContext } from '#lib/events/parse-context.ts';
import { parseEvent } from '#lib/events/parse-event.ts';
import { quarantined, reasons, RowFault, shown } from '#lib/events/reasons.ts';
import type { Quarantined, RowResult } from '#lib/events/row-result.ts';
import { trimmed } from '#lib/events/text.ts';
import { AmbiguousDates, FileProblem } from './file-problem.ts';
import { rowReasons, type RawRow } from './raw-row.ts';

/** What was found out about a file, in words for the user: its encoding, its delimiter … */
export type ReadAs = Record<string, string>;

export interface RowReader<Result = RowResult> {
	read(row: RawRow): Result;
	/**
	 * Whether the row has an amount such as `1.234` or a date such as `03/04/2024`, and what the others of its column look
	 * like is not known yet.
	 */
	isOpen(row: RawRow): boolean;
	/** Whether the first rows of a file leave open how some column writes its dates. */
	areOpen(rows: readonly RawRow[]): boolean;
	/** Learns from a row what the amounts and dates of the file look like. */
	see(row: RawRow): void;
	/** Everything has been seen. Throws an AmbiguousDates where that does not tell day and month apart. */
	decide(): void;
	/** What was found out about dates and amounts so far, in words. */
	readAs(): ReadAs;
}

/** `header` is null for JSON; `format` counts instead of that of the mapping. Throws a FileProblem if the header does not fit. */
export function rowReader(
	file: string,
	mapping: EventsMapping | null,
	header: readonly string[] | null,
	context: ParseContext,
	format?: MappingFormat
): RowReader {
	if (!mapping) return eventReader(file, header, context, format?.dates ?? []);
	return mappedReader(file, format ? { ...mapping, format } : mapping, header, context);
}

function mappedReader(
	file: string,
	mapping: EventsMapping,
	header: readonly string[] | null,
	context: ParseContext
): RowReader {
	const compiled = compileMapping(mapping, header, context);
	if ('problems' in compiled) {
		throw new FileProblem(
			`${file} does not fit the mapping ${shown(mapping.name)}: ${compiled.problems.join(' ')}`
		);
	}
	return {
		read: guarded((row) => {
			checkBroken(row, header, compiled);
			if (header) return compiled.map(checkWidth(row.cells ?? [], header.length));
			if (!isObject(row.value)) throw new RowFault(reasons.notAnObject, 'row', row.value);
			return compiled.mapObject(row.value);
		}),
		...columnReader(file, header, compiled)
	};
}

/** Columns, or JSON keys, are the fields of an event (DESIGN: Events). */
function eventReader(
	file: string,
	header: readonly string[] | null,
	context: ParseContext,
	dates: readonly string[]
): RowReader {
	const names = header?.map(trimmed);
	if (names) checkNames(file, names, context);
	const at = names?.indexOf('at') ?? -1;
	const columns = {
		dates: columnDates(at < 0 ? [] : [at], names ?? [], dates),
		decimals: columnDecimals([], 'auto'),
		textCells: () => [],
		reads: () => true
	};
	return {
		read: guarded((row) => {
			if (!names) return parseEvent(row.value, context);
			checkBroken(row, header, columns);
			const event = eventOf(names, checkWidth(row.cells ?? [], names.length));
			if (typeof event.at === 'string') event.at = columns.dates.isoText(at, event.at);
			return parseEvent(event, context);
		}),
		...columnReader(file, header, columns)
	};
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Faults of the row, and those that reading it throws, quarantine it. */
export const guarded =
	<Result>(read: (row: RawRow) => Result) =>
	(row: RawRow): Result | Quarantined => {
		if (row.fault) return quarantined(row.fault);
		try {
			return read(row);
		} catch (error) {
			return quarantined(error);
		}
	};

/** A cell that holds no value is a fault where it is read. */
export function checkBroken(
	row: RawRow,
	header: readonly string[] | null,
	columns: { reads(column: number, cell: string): boolean }
): void {
	for (const { column, reason } of row.broken ?? []) {
		const cell = row.cells?.[column] ?? '';
		if (columns.reads(column, cell)) throw new RowFault(reason, header?.[column] ?? '', cell);
	}
}

/** What a reader knows of columns whose cells can be read in more than one way. */
export function columnReader(
	file: string,
	header: readonly string[] | null,
	columns: {
		dates: ColumnDates;
		decimals: ColumnDecimals;
		textCells(row: Record<string, unknown>): string[];
	}
): Omit<RowReader, 'read'> {
	const { dates, decimals } = columns;
	const cellsOf = (row: RawRow): readonly string[] => {
		if (row.fault || (header && row.cells?.length !== header.length)) return [];
		if (row.cells) return row.cells;
		return isObject(row.value) ? columns.textCells(row.value) : [];
	};
	return {
		isOpen: (row) => {
			if (!dates.wanted() && !decimals.wanted()) return false;
			const cells = cellsOf(row);
			return decimals.isOpen(cells) || dates.isOpen(cells);
		},
		areOpen: (rows) => dates.wanted() && dates.areOpen(rows.map(cellsOf)),
		see: (row) => {
			const cells = cellsOf(row);
			decimals.see(cells);
			dates.see(cells);
		},
		decide: () => {
			decimals.decide();
			const question = dates.decide();
			if (question) throw new AmbiguousDates(file, question);
		},
		readAs: () => {
			const found: ReadAs = {};
			const patterns = dates.patterns().map(([column, pattern]) => `${column}: ${pattern}`);
			if (patterns.length > 0) found.dates = patterns.join('; ');
			const marks = decimals.marks();
			const first = marks[0]?.[1];
			if (first && marks.every(([, mark]) => mark === first)) found.decimal = first;
			else if (first)
				found.decimal = marks.map(([column, mark]) => `${header?.[column] ?? column}: ${mark}`).join('; ');
			return found;
		}
	};
}

/** Cells beyond the header are in order while they are empty: some programs end every row with a delimiter. */
export function checkWidth(cells: readonly string[], width: number): readonly string[] {
	const { length } = cells;
	if (length === width || (length > width && cells.slice(width).every((cell) => cell.trim() === '')))
		return cells;
	throw new RowFault(rowReasons.cells, `it has ${length} cells, the header has ${width}`);
}

function checkNames(file: string, names: readonly string[], context: ParseContext): void {
	const lacking = ['type', 'at'].filter((name) => !names.includes(name));
	if (!['lead', 'email', 'phone'].some((name) => names.includes(name)))
		lacking.push('lead (or email, or phone)');
	if (!context.source && !names.includes('source')) lacking.push('source (or give --source)');
	if (lacking.length === 0) return;
	const columns = names.slice(0, 30).map(shown).join(', ');
	throw new FileProblem(
		`${file}, line 1: the header has no ${lacking.join(', no ')}; give a mapping or a preset if the columns are not the fields of an event. Its columns are ${columns}.`
	);
}

/** A row of cells as the JSON object of an event; of columns with one name the first counts. */
function eventOf(names: readonly string[], cells: readonly string[]): Record<string, unknown> {
	const event: Record<string, unknown> = {};
	for (let i = names.length - 1; i >= 0; i--) {
		const name = names[i]!;
		const cell = cells[i]!;
		if (name === 'approximate') event.approximate = flag(cell);
		else if (name === 'attributes') event.attributes = attributes(cell);
		else if (cell !== '') setAttribute(event, name, cell);
	}
	if (typeof event.type === 'string') event.type = event.type.trim();
	return event;
}

function flag(cell: string): unknown {
	const text = cell.trim().toLowerCase();
	if (text === '') return undefined;
	if (text === 'true' || text === '1') return true;
	return text === 'false' || text === '0' ? false : cell;
}

function attributes(cell: string): unknown {
	if (cell.trim() === '') return undefined;
	try {
		return JSON.parse(cell) as unknown;
	} catch {
		return cell;
	}
}
