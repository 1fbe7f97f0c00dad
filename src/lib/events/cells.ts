/** References of a mapping to cells, and its conditions on them, in the form in which they are fast for every row. */
import type { Columns } from './columns.ts';
import type { Condition, TextRef } from './mapping-schema.ts';

/** The cells of one row by column: trimmed, undefined where missing. */
export type Values = (string | undefined)[];

export interface CellRef {
	/** -1: a fixed value. */
	column: number;
	/** Where to look when that one is missing. */
	others: number[];
	fixed: string | undefined;
	map: ReadonlyMap<string, string> | null;
	other: string | undefined;
	/** What a row has to meet; another one has the cell of `otherwise` instead, which is -1 if it has none. */
	checks: readonly Check[] | null;
	otherwise: number;
}

export function compileRef(ref: TextRef, columns: Columns, place: string): CellRef {
	const compiled: CellRef = {
		column: -1,
		others: [],
		fixed: undefined,
		map: null,
		other: undefined,
		checks: null,
		otherwise: -1
	};
	if (typeof ref === 'string') compiled.column = columns.find(ref, place);
	else if (Array.isArray(ref)) {
		const [first = -1, ...others] = ref.map((name, i) => columns.find(name, `${place}[${i}]`));
		compiled.column = first;
		compiled.others = others;
	} else if ('const' in ref) compiled.fixed = ref.const.trim() || undefined;
	else {
		compiled.column = columns.find(ref.column, `${place}.column`);
		compiled.other = ref.other;
		if (ref.map || ref.other !== undefined) compiled.map = trimmedMap(ref.map ?? {});
		if (ref.if) compiled.checks = compileChecks(ref.if, columns, `${place}.if`);
		if (ref.else !== undefined) compiled.otherwise = columns.find(ref.else, `${place}.else`);
	}
	return compiled;
}

export function trimmedMap<Value>(map: Record<string, Value>): ReadonlyMap<string, Value> {
	return new Map(Object.entries(map).map(([key, value]) => [key.trim(), value]));
}

/** The first column of a reference that is not missing, or its only one; -1 if this row has none. */
export function columnOf(ref: CellRef, values: Values): number {
	if (ref.checks !== null && !passes(ref.checks, values)) return ref.otherwise;
	if (ref.others.length === 0 || values[ref.column] !== undefined) return ref.column;
	for (const column of ref.others) if (values[column] !== undefined) return column;
	return ref.column;
}

/** What a reference stands for in this row; undefined if missing. */
export function readRef(ref: CellRef | null, values: Values): string | undefined {
	if (ref === null) return undefined;
	if (ref.column < 0) return ref.fixed;
	const column = columnOf(ref, values);
	if (column < 0) return undefined;
	const text = values[column];
	if (ref.map === null) return text;
	const translated = text === undefined ? ref.map.get('') : (ref.map.get(text) ?? ref.other ?? text);
	return translated || undefined;
}

/** Every value of a reference: a list of columns may give several. */
export function readAllRefs(ref: CellRef | null, values: Values): string[] {
	if (ref === null) return [];
	if (ref.others.length > 0) {
		return [ref.column, ...ref.others].map((column) => values[column]).filter((text) => text !== undefined);
	}
	const text = readRef(ref, values);
	return text === undefined ? [] : [text];
}

export interface Check {
	column: number;
	kind: 'present' | 'missing' | 'in' | 'not';
	listed: ReadonlySet<string>;
}

export function compileChecks(
	conditions: Record<string, Condition> | undefined,
	columns: Columns,
	place: string
): Check[] {
	return Object.entries(conditions ?? {}).map(([name, condition]): Check => {
		const column = columns.find(name, place);
		if (typeof condition === 'string') return { column, kind: condition, listed: new Set() };
		const listed = Array.isArray(condition) ? condition : condition.not;
		return {
			column,
			kind: Array.isArray(condition) ? 'in' : 'not',
			listed: new Set(listed.map((value) => value.trim()))
		};
	});
}

/** Whether a row meets all of them. A missing cell is none of the values of a list, and so passes `not`. */
export function passes(checks: readonly Check[], values: Values): boolean {
	for (const { column, kind, listed } of checks) {
		const text = values[column];
		if (kind === 'in') {
			if (!listed.has(text ?? '')) return false;
		} else if (kind === 'not') {
			if (text !== undefined && listed.has(text)) return false;
		} else if ((text !== undefined) !== (kind === 'present')) return false;
	}
	return true;
}
