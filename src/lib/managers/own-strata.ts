/** The leads of one manager by kind and by month: what is said of them, and what a page of theirs shows. */
import { temperatures } from '#lib/filters/names.ts';
import { againstOthers } from '#lib/stats/strata.ts';
import {
	besideAll,
	firstDay,
	stratumTotals,
	type Cell,
	type ManagerCells,
	type StratumTotals
} from './cells.ts';
import type { ManagerMonth, ManagerStratum } from './report.ts';

const own = ({ managers, cells }: ManagerCells, manager: string): Cell[] => {
	const number = managers.indexOf(manager);
	return cells.filter((cell) => cell.manager === number);
};

/** Most leads first. */
export function strataOf(
	data: ManagerCells,
	manager: string,
	totals: StratumTotals = stratumTotals(data)
): ManagerStratum[] {
	return strataOfCells(data, own(data, manager), totals);
}

export function strataOfCells(
	{ strata }: Pick<ManagerCells, 'strata'>,
	cells: readonly Cell[],
	totals: StratumTotals
): ManagerStratum[] {
	return cells
		.map((cell): ManagerStratum => {
			const { channel, temperature, month } = strata[cell.stratum]!;
			const otherLeads = totals.leads[cell.stratum]! - cell.leads;
			return {
				channel,
				temperature: temperature === null ? null : temperatures[temperature]!,
				month: firstDay(month),
				leads: cell.leads,
				made: cell.made,
				others: otherLeads === 0 ? null : againstOthers([besideAll(cell, totals)]).others,
				otherLeads
			};
		})
		.sort(
			(a, b) =>
				b.leads - a.leads ||
				order(a.month, b.month) ||
				order(a.channel, b.channel) ||
				order(a.temperature, b.temperature)
		);
}

/** Without a value last. */
const order = (a: string | null, b: string | null): number =>
	a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;

/** Every month with leads of the manager, in order. */
export function monthsOf(data: ManagerCells, manager: string): ManagerMonth[] {
	const totals = stratumTotals(data);
	const byMonth = Map.groupBy(own(data, manager), ({ stratum }) => data.strata[stratum]!.month);
	return [...byMonth]
		.sort(([a], [b]) => a - b)
		.map(([month, cells]) => {
			const { observed, expected, variance, others } = againstOthers(
				cells.map((cell) => besideAll(cell, totals))
			);
			return {
				month: firstDay(month),
				leads: cells.reduce((sum, { leads }) => sum + leads, 0),
				...{ observed, expected, variance, others }
			};
		});
}
