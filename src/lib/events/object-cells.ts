/** JSON objects as rows: their keys are the columns. */
import { reasons, RowFault } from './reasons.ts';

type Raw = Record<string, unknown>;

/** The values of the named keys as cells. Throws a RowFault for one that is not a plain value. */
export function objectCells(row: Raw, names: readonly string[]): string[] {
	return names.map((name) => cell(valueAt(row, name), name));
}

/** The value of a key; `type.name`, where there is no such key, is the `name` within `type`. */
export function valueAt(row: Raw, name: string): unknown {
	const value = row[name];
	if (value !== undefined) return value;
	const dot = name.indexOf('.');
	if (dot < 0) return undefined;
	const inner = row[name.slice(0, dot)];
	if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return undefined;
	return valueAt(inner as Raw, name.slice(dot + 1));
}

/** The keys of a row that names, or paths such as `type.name`, take something from. */
export const topKeys = (names: readonly string[]): string[] =>
	names.flatMap((name) => (name.includes('.') ? [name, name.slice(0, name.indexOf('.'))] : [name]));

function cell(value: unknown, name: string): string {
	if (typeof value === 'string') return value;
	if (value === undefined || value === null) return '';
	if (typeof value === 'boolean') return String(value);
	if (typeof value === 'number') {
		if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
			throw new RowFault(reasons.inexactId, name, value);
		}
		return String(value);
	}
	// Several addresses or numbers of one person.
	if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ');
	throw new RowFault(reasons.badText, name, value);
}

/** The plain values of all keys but those named, by name, and whether there were others. */
export function otherCells(
	row: Raw,
	names: ReadonlySet<string>
): { cells: [string, string][]; nested: boolean } {
	const cells: [string, string][] = [];
	let nested = false;
	for (const key in row) {
		if (names.has(key)) continue;
		if (typeof row[key] === 'object' && row[key] !== null) nested = true;
		else cells.push([key, cell(row[key], key)]);
	}
	return { cells, nested };
}
