import type { ManagerRow } from '#lib/managers/report.ts';
import { byName } from '#lib/managers/rows.ts';
import type { RepSort } from './rep-sorts.ts';

/** Rows within their normal range that are shown before the reader asks for all. */
const first = 25;

export interface Choice {
	sort: RepSort;
	/** Part of a name. */
	q: string;
	all: boolean;
}

export interface ArrangedReps {
	/** Outside their normal range: always shown. */
	outliers: ManagerRow[];
	/** The others: all, or those with most leads. */
	rest: ManagerRow[];
	/** How many fit the search, of how many. */
	found: number;
	all: number;
	/** Leads without a rep. */
	nobody: ManagerRow | null;
}

/** Most leads of the base first, or by name. */
export function sortReps(rows: readonly ManagerRow[], sort: RepSort): ManagerRow[] {
	return rows.toSorted((a, b) =>
		sort === 'name' ? byName(a, b) : b.base - a.base || b.leads - a.leads || byName(a, b)
	);
}

/** What the page shows: rows whose name contains `q`, in their order. */
export function arrangeReps(rows: readonly ManagerRow[], { sort, q, all }: Choice): ArrangedReps {
	const wanted = q.toLowerCase();
	const reps = rows.filter(({ key }) => key !== null);
	const found = reps.filter(({ key }) => key!.toLowerCase().includes(wanted));
	const [outliers, others] = [true, false].map((outside) =>
		found.filter(({ level }) => (level !== null) === outside)
	);
	const largest = all ? others! : sortReps(others!, 'leads').slice(0, first);
	return {
		outliers: sortReps(outliers!, sort),
		rest: sortReps(largest, sort),
		found: found.length,
		all: reps.length,
		nobody: wanted === '' ? (rows.find(({ key }) => key === null) ?? null) : null
	};
}
