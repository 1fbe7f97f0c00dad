import type { ChannelRow } from '#lib/channels/report.ts';
import { isTimeBreakdown } from '#lib/filters/names.ts';
import { rowName } from '#lib/ui/row-name.ts';
import type { RowSort } from './choice-names.ts';

/** Rows that the table shows before it is asked for all. */
const first = 100;

/** What the page starts with: by spend where it is known; months and the like in their order. */
export function defaultSort(by: readonly string[], rows: readonly ChannelRow[]): RowSort {
	if (isTimeBreakdown(by[0] ?? '')) return 'name';
	return rows.some(({ cost }) => cost !== null) ? 'spend' : 'leads';
}

const nameOf = ({ key }: ChannelRow) => (Array.isArray(key) ? key : [key]).map((value) => value ?? '');

function byName(a: ChannelRow, b: ChannelRow): number {
	const [x, y] = [nameOf(a).join('\0').toLowerCase(), nameOf(b).join('\0').toLowerCase()];
	return x === y ? 0 : x < y ? -1 : 1;
}

/** The rows in their order: most spend or most leads first, else by name. */
export function sortRows(rows: readonly ChannelRow[], sort: RowSort): ChannelRow[] {
	const spend = (a: ChannelRow, b: ChannelRow) => (b.cost ?? 0) - (a.cost ?? 0);
	const leads = (a: ChannelRow, b: ChannelRow) => b.leads - a.leads;
	return rows.toSorted((a, b) => {
		if (sort === 'name') return byName(a, b);
		return (sort === 'spend' ? spend(a, b) || leads(a, b) : leads(a, b) || spend(a, b)) || byName(a, b);
	});
}

interface Arranged {
	shown: ChannelRow[];
	/** How many fit the search, of how many. */
	found: number;
	all: number;
}

/** What the table shows: rows whose name contains `search`, in their order, the first of them or all. */
export function arrangeRows(
	rows: readonly ChannelRow[],
	by: readonly string[],
	{ sort, search, all }: { sort: RowSort; search: string; all: boolean }
): Arranged {
	const wanted = search.toLowerCase();
	const found = wanted ? rows.filter(({ key }) => rowName(by, key).toLowerCase().includes(wanted)) : rows;
	const sorted = sortRows(found, sort);
	return { shown: all ? sorted : sorted.slice(0, first), found: found.length, all: rows.length };
}
