/** Texts as cells and JSON hold them. */

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

/** Every text within a value with half characters (lone surrogates) replaced, which no database stores. */
export function wellFormed(value: unknown): unknown {
	if (typeof value === 'string') return value.toWellFormed();
	if (Array.isArray(value)) return value.map(wellFormed);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => [key.toWellFormed(), wellFormed(item)])
	);
}

/** Whether a spreadsheet seems to have rounded an id: `5.8E+18`. */
export function isRoundedId(text: string): boolean {
	return (
		text.length > 3 && text.length < 26 && text.includes('+') && /^\d(?:[.,]\d+)?[Ee]\+\d{1,3}$/.test(text)
	);
}
