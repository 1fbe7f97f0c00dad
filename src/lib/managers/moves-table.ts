/** Changes of stage and outcome as plain tables with the names of the data. */
import type { Table } from '#lib/funnel/funnel-table.ts';
import type { MoveComparison, MovesFrom, MoveCell } from './moves.ts';

/** A row a move: leads that made it, how often, and of how many that left the state at all. */
export function movesTable({
	cells,
	from
}: {
	cells: readonly MoveCell[];
	from: readonly MovesFrom[];
}): Table {
	const left = new Map(from.map((one) => [one.from, one.left]));
	return {
		header: ['from', 'to', 'kind', 'leads', 'moves', 'left'],
		rows: cells.map((cell) => [
			...[cell.from, cell.to, cell.kind, cell.leads, cell.moves, left.get(cell.from)!]
		])
	};
}

/** A row a move of the chosen managers' leads, beside the others'. */
export const moveComparisonTable = (comparison: readonly MoveComparison[]): Table => ({
	header: [
		...['from', 'to', 'kind', 'leads', 'left', 'share', 'shareLow', 'shareHigh', 'othersLeads', 'othersLeft'],
		...['othersShare', 'othersWouldMake', 'difference', 'differenceLow', 'differenceHigh', 'verdict']
	],
	rows: comparison.map((row) => [
		...[row.from, row.to, row.kind, row.leads, row.left, row.share, ...row.interval],
		...[row.others.leads, row.others.left, row.others.share, row.othersWouldMake],
		...[row.difference, ...row.differenceInterval, row.verdict]
	])
});
