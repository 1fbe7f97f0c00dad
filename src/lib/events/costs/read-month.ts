/** Months as cost files write them: `2026-05`, `05.2026`, `May 2026`. */

/** Month names of the languages that exports are written in, and their short English forms. */
const names = new Map<string, number>();
for (const [language, month] of [
	['en', 'long'],
	['en', 'short'],
	['de', 'long'],
	['pl', 'long'],
	['ru', 'long']
] as const) {
	const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' });
	for (let i = 0; i < 12; i++) names.set(format.format(Date.UTC(2026, i, 1)).toLowerCase(), i + 1);
}

/** The first day of a month, `YYYY-MM-01`; null for what is not a month by itself. */
export function readMonth(text: string): string | null {
	const yearFirst = /^(\d{4})[-./ ](\d{1,2}|\p{L}{3,}\.?)$/u.exec(text);
	const monthFirst = /^(\d{1,2}|\p{L}{3,}\.?),?[-./ ](\d{4})$/u.exec(text);
	const [year, word] = yearFirst ? [yearFirst[1]!, yearFirst[2]!] : [monthFirst?.[2], monthFirst?.[1]];
	if (year === undefined || word === undefined) return null;
	const month = /^\d/.test(word) ? Number(word) : names.get(word.replace(/\.$/, '').toLowerCase());
	if (month === undefined || month < 1 || month > 12) return null;
	return `${year}-${String(month).padStart(2, '0')}-01`;
}
