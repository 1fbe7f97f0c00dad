/** Leads of the managers by what they were like when they came: what the comparison rests on. */
import type { Stratum } from '#lib/stats/strata.ts';

/** What the leads of one stratum have in common: only they are compared with each other. */
export interface StratumKind {
	/** Whom the manager is compared with; text that is equal for them and for nobody else. */
	group: string;
	channel: string | null;
	/** At acceptance: 0 cold, 1 warm, 2 hot; null without a score model, and where the base is all leads. */
	temperature: number | null;
	/** Of acceptance (of arrival, where the base is all leads), as months since year 0. */
	month: number;
}

/** Leads of one manager in one stratum, by their numbers; at most one cell for each pair. */
export interface Cell {
	manager: number;
	stratum: number;
	leads: number;
	/** Of them those that reached the goal. */
	made: number;
}

/** Leads without a manager are in no cell. */
export interface ManagerCells {
	managers: readonly string[];
	strata: readonly StratumKind[];
	cells: readonly Cell[];
}

/** Leads of everybody by stratum. */
export interface StratumTotals {
	leads: Float64Array;
	made: Float64Array;
}

export function stratumTotals({ strata, cells }: Pick<ManagerCells, 'strata' | 'cells'>): StratumTotals {
	const totals = { leads: new Float64Array(strata.length), made: new Float64Array(strata.length) };
	for (const { stratum, leads, made } of cells) {
		totals.leads[stratum]! += leads;
		totals.made[stratum]! += made;
	}
	return totals;
}

/** The manager's leads of a cell, and everybody's of its stratum. */
export const besideAll = ({ stratum, leads, made }: Cell, totals: StratumTotals): Stratum => ({
	leads,
	events: made,
	allLeads: totals.leads[stratum]!,
	allEvents: totals.made[stratum]!
});

/** The cells of each manager, by the manager's number. */
export function cellsByManager({ managers, cells }: Pick<ManagerCells, 'managers' | 'cells'>): Cell[][] {
	const lists: Cell[][] = managers.map(() => []);
	for (const cell of cells) lists[cell.manager]!.push(cell);
	return lists;
}

/** The first day of a month, such as `2026-05-01`. */
export const firstDay = (month: number): string =>
	`${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;

/** The month of a date such as `2026-05-31`. */
export const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
