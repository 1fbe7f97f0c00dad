/** Numbers as they are typed into fields. */

/** A number within its limits, else null: an empty field, no number, or one outside them. */
export function readNumber(text: string, least = -Infinity, most = Infinity, isWhole = false): number | null {
	const value = text.trim() === '' ? NaN : Number(text.trim().replace(',', '.').replace('−', '-'));
	if (!Number.isFinite(value) || value < least || value > most) return null;
	return isWhole && !Number.isInteger(value) ? null : value;
}
