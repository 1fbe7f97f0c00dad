/** What the page shows of the groups: their lines, the rows that are looked for, and what differs. */
import type { Filters } from '#lib/filters/filters.ts';
import { isTimeBreakdown } from '#lib/filters/names.ts';
import { drawnGroups, groupRow, type Group } from '#lib/leadtime/group-rows.ts';
import type { CurveDifference } from '#lib/leadtime/report.ts';
import { rowName } from '#lib/ui/row-name.ts';
import { curveView, sampledDays } from './curve-view.ts';
import { differenceText } from './difference-text.ts';

/** Lines that can be told apart. */
const mostLines = 8;
/** Rows that the table shows before it is asked for all. */
const first = 25;
/** Lines are sent day by day up to this one. */
const daily = 90;

export interface Choice {
	q: string;
	all: boolean;
}

export function groupsSection(
	found: { groups: readonly Group[]; difference: CurveDifference | null },
	by: string[],
	filters: Filters,
	{ q, all }: Choice
) {
	const drawn = drawnGroups(found.groups, mostLines, isTimeBreakdown(by[0] ?? ''));
	const ends = drawn.map(({ curve }) => curve.at(-1)?.day ?? 0);
	const days = sampledDays(Math.max(1, ...ends), daily);
	const lines = drawn.map((group) => ({
		key: group.key,
		name: rowName(by, group.key),
		view: curveView(group, days)
	}));
	const wanted = q.toLowerCase();
	const rows = found.groups.filter(({ key }) => rowName(by, key).toLowerCase().includes(wanted));
	return {
		difference: differenceText(found, by, filters),
		lines,
		end: Math.max(1, ...lines.map(({ view }) => view.firmUntil ?? 0)),
		shown: (all ? rows : rows.slice(0, first)).map((group) => groupRow(group, filters.window)),
		found: rows.length,
		all: found.groups.length,
		search: q
	};
}
