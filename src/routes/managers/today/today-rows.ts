import type { Today, TodoRow } from '#lib/managers/today.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import type { TodayChoice } from './today-choice.ts';

/** Rows that the table shows before it is asked for all. */
const first = 25;

/** The rows that are looked for, by name or by number; leads without a sales rep are the last row, always shown. */
export function todayRows(
	{ rows }: Pick<Today, 'rows'>,
	{ q, rows: which, order }: Pick<TodayChoice, 'q' | 'rows' | 'order'>
): { shown: TodoRow[]; found: number; all: number; search: string } {
	const wanted = q.toLowerCase();
	const found = rows.filter(({ key }) => (key ?? m.today_nobody()).toLowerCase().includes(wanted));
	if (order === 'number') found.sort((a, b) => b.leads - a.leads);
	const reps = found.filter(({ key }) => key !== null);
	const nobody = found.filter(({ key }) => key === null);
	return {
		shown: [...(which === 'all' ? reps : reps.slice(0, first)), ...nobody],
		found: found.length,
		all: rows.length,
		search: q
	};
}
