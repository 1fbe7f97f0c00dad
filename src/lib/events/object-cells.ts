/** JSON objects as rows: their keys are the columns. */
import { reasons, RowFault } from './reasons.ts';

type Raw = Record<string, unknown>;

/** The values of the named keys as cells. Throws a RowFault for one that is not a plain value. */
export function objectCells(row: Raw, names: readonly string[]): string[] {
	return names.map((name) => cell(row[name], name));
}

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
