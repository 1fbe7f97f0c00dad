/** How many leads each sales rep has to work now. */
import { byName } from './rows.ts';
import { todoReasons, type TodoReason } from './todo.ts';

/** Leads of one sales rep, listed under one reason. */
export interface TodoCell {
	manager: string | null;
	/** Index in `todoReasons`. */
	reason: number;
	/** Left out of the list: see {@link TodoCounts}. */
	leftOut: boolean;
	leads: number;
	/** Of them, those past the limit of their stage. */
	overdue: number;
}

interface TodoCounts {
	/** Leads to be worked; each counts once. */
	leads: number;
	/** The same by their most urgent reason; null: the data do not tell. */
	reasons: Record<TodoReason, number | null>;
	/** Unsubscribed leads with a reason, which are not among `leads`: all but those that called themselves. */
	unsubscribed: number;
}

export interface TodoRow extends TodoCounts {
	/** null: leads without a sales rep. */
	key: string | null;
}

export interface Today {
	/** What the data tell, the most urgent first. */
	known: TodoReason[];
	total: TodoCounts & {
		/** Past the limit of their stage, whatever they are listed under. */
		overdue: number;
	};
	/** By name; leads without a sales rep last. Those who have nothing to do are no rows. */
	rows: TodoRow[];
}

export function today(cells: readonly TodoCell[], known: readonly TodoReason[]): Today {
	const managers = Map.groupBy(cells, ({ manager }) => manager);
	return {
		known: [...known],
		total: {
			...counts(cells, known),
			overdue: sum(cells.filter(({ leftOut }) => !leftOut).map(({ overdue }) => overdue))
		},
		rows: [...managers].map(([key, own]) => ({ key, ...counts(own, known) })).sort(byName)
	};
}

function counts(cells: readonly TodoCell[], known: readonly TodoReason[]): TodoCounts {
	const leads = (which: (cell: TodoCell) => boolean) => sum(cells.filter(which).map((cell) => cell.leads));
	const under = (reason: TodoReason) =>
		known.includes(reason)
			? leads(({ leftOut, reason: of }) => !leftOut && todoReasons[of] === reason)
			: null;
	return {
		leads: leads(({ leftOut }) => !leftOut),
		reasons: Object.fromEntries(todoReasons.map((reason) => [reason, under(reason)])) as Record<
			TodoReason,
			number | null
		>,
		unsubscribed: leads(({ leftOut }) => leftOut)
	};
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
