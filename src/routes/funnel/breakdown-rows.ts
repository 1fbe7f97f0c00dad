import type { FunnelGroup, FunnelReport, FunnelStage } from '#lib/funnel/report.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import { enough } from '#lib/stats/enough.ts';
import { wilson, type Interval } from '#lib/stats/intervals.ts';
import { keyNames } from '#lib/ui/words.ts';

type Key = FunnelGroup['key'];

/** What the table shows of a group: its recorded stages. */
export interface BreakdownGroup {
	key: Key;
	leads: number;
	stages: Pick<FunnelStage, 'stage' | 'reached' | 'fromPrevious'>[];
}

export const breakdownGroups = (groups: readonly FunnelGroup[]): BreakdownGroup[] =>
	groups.map(({ key, leads, stages }) => ({
		key,
		leads,
		stages: stages
			.filter(({ recorded }) => recorded)
			.map(({ stage, reached, fromPrevious }) => ({ stage, reached, fromPrevious }))
	}));

/** Median days of each step by the row's id and the stage; steps that nobody's time is known of are left out. */
export type Medians = Record<string, Partial<Record<Stage, number>>>;

export function medianDays(
	groups: readonly { key: Key; stages: Pick<FunnelStage, 'stage' | 'medianDays'>[] }[]
): Medians {
	const known = groups.map(({ key, stages }) => [
		rowId(key),
		Object.fromEntries(stages.flatMap(({ stage, medianDays }) => (medianDays ? [[stage, medianDays]] : [])))
	]);
	return Object.fromEntries(known) as Medians;
}

const rowId = (key: Key) => JSON.stringify(key);

export interface BreakdownRow {
	id: string;
	key: Key;
	/** The key's values in words, one for each breakdown. */
	names: string[];
	leads: number;
	stages: BreakdownGroup['stages'];
	clients: number;
	/** Clients of all leads of the row, with its likely range. */
	rate: number | null;
	range: Interval;
	/** Fewer than 10 clients, both found and expected at the rate of all. */
	few: boolean;
}

export type SortKey = 'key' | 'leads' | 'rate' | `reached:${Stage}` | `share:${Stage}`;
export interface Sort {
	by: SortKey;
	down: boolean;
}

/** The groups of a report, ready for the table. In period mode a rate has no range. */
export function breakdownRows(report: FunnelReport, groups: readonly BreakdownGroup[]): BreakdownRow[] {
	const last = report.stages.at(-1)!;
	const overall = report.leads > 0 ? last.reached / report.leads : 0;
	return groups.map((group) => {
		const clients = group.stages.at(-1)!.reached;
		return {
			id: rowId(group.key),
			key: group.key,
			names: keyNames(report.filters.by, group.key),
			leads: group.leads,
			stages: group.stages,
			clients,
			rate: group.leads > 0 ? clients / group.leads : null,
			range: report.filters.mode === 'cohort' ? wilson(clients, group.leads) : [null, null],
			few: Math.max(clients, group.leads * overall) < enough
		};
	});
}

function sortValue(row: BreakdownRow, by: SortKey): number | string | null {
	if (by === 'key') return JSON.stringify(row.key);
	if (by === 'leads') return row.leads;
	if (by === 'rate') return row.rate;
	const [what, name] = by.split(':');
	const stage = row.stages.find((other) => other.stage === name);
	return (what === 'reached' ? stage?.reached : stage?.fromPrevious) ?? null;
}

/** Rows that contain `search` in their names, sorted; what cannot be computed comes last either way. */
export function arrangeRows(rows: BreakdownRow[], sort: Sort | null, search: string): BreakdownRow[] {
	const wanted = search.trim().toLowerCase();
	const found = wanted ? rows.filter(({ names }) => names.join(' ').toLowerCase().includes(wanted)) : rows;
	if (!sort) return found;
	const sign = sort.down ? -1 : 1;
	return found.toSorted((a, b) => {
		const x = sortValue(a, sort.by);
		const y = sortValue(b, sort.by);
		if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
		return x === y ? 0 : x < y ? -sign : sign;
	});
}
