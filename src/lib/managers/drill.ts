/** The leads behind each figure of a manager's row, as filters and a selection of the list of leads. */
import type { Filters } from '#lib/filters/filters.ts';
import type { LeadSelection } from '#lib/filters/lead-selection.ts';
import type { ValueFilter } from '#lib/filters/names.ts';
import { onlyValue } from '#lib/filters/values.ts';
import { firstDay, monthOf } from './cells.ts';
import type { ManagerCounts, ManagersReport, ManagerStratum } from './report.ts';

/** The filter that chooses leads by the manager whom they count for. */
export const managerFilter = ({ credit }: Pick<Filters, 'credit'>) =>
	credit === 'first' ? 'firstManager' : 'manager';

/** The filters that only choose rows: never the others that a row is compared with. */
export const rowFilters = (filters: Pick<Filters, 'credit'>): ValueFilter[] => [
	managerFilter(filters),
	'team',
	'role'
];

/** The filters without those that only choose rows. */
export function overAllManagers(filters: Filters): Filters {
	const values = { ...filters.values };
	for (const name of rowFilters(filters)) delete values[name];
	return { ...filters, values };
}

export type ManagerFigure = Exclude<keyof ManagerCounts, 'revenue'> | 'base' | 'made';

/** What of the list of leads is chosen by its figure. */
type Selection = Partial<
	Pick<LeadSelection, 'reached' | 'ended' | 'sentBack' | 'acceptedMonth' | 'acceptedTemperature'>
>;

export interface Drill {
	filters: Filters;
	select: Selection;
}

type Counted = Pick<ManagersReport, 'filters' | 'base' | 'goal' | 'credit'>;

/** The leads of one row; null: of those without a manager. */
export function rowDrill(report: Counted, key: string | null, figure: ManagerFigure): Drill {
	return { filters: rowsFilters(report, [key]), select: figureSelection(report, figure) };
}

/** The leads of all rows that are shown: `keys` are theirs. */
export function totalDrill(report: Counted, keys: readonly (string | null)[], figure: ManagerFigure): Drill {
	const chosen = rowFilters(report).some((name) => report.filters.values[name] !== undefined);
	return {
		filters: chosen ? rowsFilters(report, keys) : report.filters,
		select: figureSelection(report, figure)
	};
}

/** The leads of one kind and manager; `made`: those of them that reached the goal. */
export function stratumDrill(
	report: Counted,
	key: string,
	{ channel, temperature, month }: Pick<ManagerStratum, 'channel' | 'temperature' | 'month'>,
	figure: 'base' | 'made'
): Drill {
	const { filters, select } = monthDrill(report, key, month, figure);
	return {
		filters: { ...filters, values: { ...filters.values, channel: [onlyValue(channel)] } },
		select: temperature === null ? select : { ...select, acceptedTemperature: temperature }
	};
}

/** The leads of one month (given by its first day) and manager. */
export function monthDrill(report: Counted, key: string, month: string, figure: 'base' | 'made'): Drill {
	const { filters, select } = rowDrill(report, key, figure);
	if (report.base === 'accepted') return { filters, select: { ...select, acceptedMonth: month.slice(0, 7) } };
	const after = firstDay(monthOf(month) + 1);
	const { from, to } = filters;
	return {
		filters: { ...filters, from: from && from > month ? from : month, to: to && to < after ? to : after },
		select
	};
}

/** The filters with these rows only: they take the place of what chose the rows. */
function rowsFilters(report: Counted, keys: readonly (string | null)[]): Filters {
	const { values, ...filters } = overAllManagers(report.filters);
	return { ...filters, values: { ...values, [managerFilter(report)]: keys.map(onlyValue) } };
}

function figureSelection({ filters, base, goal }: Counted, figure: ManagerFigure): Selection {
	// All leads of the filters have arrived; in period mode not all of them in the range.
	const all = filters.mode === 'period' ? { reached: 'lead' as const } : {};
	switch (figure) {
		case 'leads':
			return all;
		case 'accepted':
			return { reached: 'sal' };
		case 'sql':
			return { reached: 'sql' };
		case 'clients':
			return { reached: 'client' };
		case 'base':
			return base === 'accepted' ? { reached: 'sal' } : all;
		case 'made':
			return { reached: goal };
		case 'returned':
			return { sentBack: 'yes' };
		default:
			return { ended: figure };
	}
}
