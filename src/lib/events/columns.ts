/** The header of a file and the columns of it that a mapping needs. */
import { closeNames } from './close-names.ts';
import { shown } from './reasons.ts';

export interface Columns {
	/** The header without surrounding space. */
	names: string[];
	/** Index of the column that `place` of the mapping names; -1, and a problem, if the header lacks it. */
	find(name: string, place: string): number;
	/** Indices of the columns found so far. */
	used: number[];
	problems: string[];
}

/**
 * The columns of a header; of columns with one name the first counts. Without a header (null) the columns are
 * the keys of JSON objects: every name is a column from the moment that the mapping uses it.
 */
export function columnsOf(header: readonly string[] | null): Columns {
	const names = (header ?? []).map((name) => name.replace(/^\uFEFF/, '').trim());
	const index = new Map<string, number>();
	for (const [i, name] of names.entries()) if (!index.has(name)) index.set(name, i);
	const used: number[] = [];
	const problems: string[] = [];
	const find = (name: string, place: string) => {
		const wanted = name.trim();
		if (!header && !index.has(wanted)) index.set(wanted, names.push(wanted) - 1);
		const column = index.get(wanted) ?? -1;
		if (column < 0) problems.push(unknownColumn(name, place, [...index.keys()]));
		else if (!used.includes(column)) used.push(column);
		return column;
	};
	return { names, find, used, problems };
}

function unknownColumn(name: string, place: string, names: string[]): string {
	const close = closeNames(name, names);
	const shownNames = (close.length > 0 ? close : names.slice(0, 30)).map(shown).join(', ');
	const hint = close.length > 0 ? `did you mean ${shownNames}?` : `its columns are ${shownNames}.`;
	return `${place} names the column ${shown(name)}, which the file does not have; ${hint}`;
}
