/** Makes of raw rows what they mean, by a mapping or by the names of the fields of an event. */
import { setAttribute } from '#lib/events/attributes.ts';
import { compileMapping } from '#lib/events/mapping.ts';
import type { EventsMapping } from '#lib/events/mapping-schema.ts';
import type { ParseContext } from '#lib/events/parse-context.ts';
import { parseEvent } from '#lib/events/parse-event.ts';
import { quarantined, reasons, RowFault, shown } from '#lib/events/reasons.ts';
import type { Quarantined, RowResult } from '#lib/events/row-result.ts';
import { trimmed } from '#lib/events/text.ts';
import { FileProblem } from './file-problem.ts';
import { rowReasons, type RawRow } from './raw-row.ts';

export interface RowReader<Result = RowResult> {
	read(row: RawRow): Result;
	/** Whether the row has an amount such as `1.234`, and what the others of its column look like is not known yet. */
	isOpen(row: RawRow): boolean;
	/** Learns from a row what the amounts of the file look like. */
	see(row: RawRow): void;
	/** Everything has been seen. */
	decide(): void;
}

/** `header` is null for JSON. Throws a FileProblem if the header does not fit. */
export function rowReader(
	file: string,
	mapping: EventsMapping | null,
	header: readonly string[] | null,
	context: ParseContext
): RowReader {
	return mapping ? mappedReader(file, mapping, header, context) : eventReader(file, header, context);
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
	const { decimals } = compiled;
	const cellsOf = (row: RawRow): readonly string[] => {
		if (row.cells) return row.cells;
		return isObject(row.value) ? compiled.textCells(row.value) : [];
	};
	return {
		read: guarded((row) => {
			if (header) return compiled.map(checkWidth(row.cells ?? [], header.length));
			if (!isObject(row.value)) throw new RowFault(reasons.notAnObject, 'row', row.value);
			return compiled.mapObject(row.value);
		}),
		isOpen: (row) => decimals.wanted() && !row.fault && decimals.isOpen(cellsOf(row)),
		see: (row) => {
			if (!row.fault && (!header || row.cells?.length === header.length)) decimals.see(cellsOf(row));
		},
		decide: () => decimals.decide()
	};
}

/** Columns, or JSON keys, are the fields of an event (DESIGN: Events). */
function eventReader(file: string, header: readonly string[] | null, context: ParseContext): RowReader {
	const names = header?.map(trimmed);
	if (names) checkNames(file, names, context);
	return {
		read: guarded((row) =>
			parseEvent(names ? eventOf(names, checkWidth(row.cells ?? [], names.length)) : row.value, context)
		),
		isOpen: () => false,
		see: () => {},
		decide: () => {}
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
