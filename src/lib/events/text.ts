/** Texts as cells and JSON hold them. */
import { reasons, RowFault, warnings } from './reasons.ts';

/** Without surrounding white space; cheap where there is none. */
export function trimmed(text: string): string {
	const first = text.charCodeAt(0);
	const last = text.charCodeAt(text.length - 1);
	return first > 32 && first < 128 && last > 32 && last < 128 ? text : text.trim();
}

/** A cell without surrounding space; undefined if it is empty or one of the texts that stand for a missing one. */
export function presentText(cell: string, missing: readonly string[]): string | undefined {
	if (cell === '') return undefined;
	const text = trimmed(cell);
	if (text === '') return undefined;
	for (const absent of missing) if (text === absent) return undefined;
	return text;
}

/** The text, if a database stores it: half a character is replaced, with a warning; a NUL is a RowFault. */
export function storable(text: string, field: string, warned: string[]): string {
	if (text.includes('\0')) throw new RowFault(reasons.nul, field, text);
	if (text.isWellFormed()) return text;
	if (!warned.includes(warnings.brokenCharacter)) warned.push(warnings.brokenCharacter);
	return text.toWellFormed();
}

/** Whether a spreadsheet seems to have rounded an id: `5.8E+18`. */
export function isRoundedId(text: string): boolean {
	return (
		text.length > 3 && text.length < 26 && text.includes('+') && /^\d(?:[.,]\d+)?[Ee]\+\d{1,3}$/.test(text)
	);
}

/** Longer ids are no ids, and no index would hold them. */
export const longestId = 500;

/** The id of a lead. Throws a RowFault if it is too long for one. */
export function checkLeadId(id: string, field: string): string {
	if (id.length > longestId) throw new RowFault(reasons.longId, field, id);
	return id;
}
