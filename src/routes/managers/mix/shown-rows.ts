import type { MixChoice } from './mix-choice.ts';

/** The rows of reps that are searched for, in the order chosen, the first of them. Nobody's row is the last one shown. */
export function shownRows<R extends { key: string | null }>(
	rows: readonly R[],
	{ q, rows: which, order }: Pick<MixChoice, 'q' | 'rows' | 'order'>,
	size: (row: R) => number,
	first = 25
): { shown: R[]; found: number; all: number; search: string } {
	const search = q.toLowerCase();
	const found = rows.filter(({ key }) => search === '' || (key?.toLowerCase().includes(search) ?? false));
	const last = (row: R) => Number(row.key === null);
	const ordered =
		order === 'number' ? found.toSorted((a, b) => last(a) - last(b) || size(b) - size(a)) : found;
	const nobody = ordered.filter(({ key }) => key === null);
	const shown =
		which === 'all' || ordered.length <= first
			? ordered
			: [...ordered.slice(0, first - nobody.length), ...nobody];
	return { shown, found: found.length, all: rows.length, search: q };
}
