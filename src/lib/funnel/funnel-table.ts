/** The funnel as plain tables with the names of the JSON, for CSV and XLSX. Fractions and days are left unrounded. */
import { maturityColumns, maturityValues } from '#lib/leadtime/maturity-columns.ts';
import type { Maturity } from '#lib/leadtime/report.ts';
import type { FunnelGroup, FunnelReport, FunnelStage } from './report.ts';

type Value = string | number | boolean | null;

export interface Table {
	header: string[];
	rows: Value[][];
}

const stageColumns = [
	'stage',
	'recorded',
	'reached',
	'fromPrevious',
	'fromFirst',
	'intervalLow',
	'intervalHigh',
	'implied',
	'outOfOrder',
	'medianDays',
	'p90Days',
	'timed',
	'open',
	'refused',
	'unfit',
	'junk',
	'returned',
	'amount',
	...maturityColumns
];

/** Those of the leads that the stage is of stand on each of its rows. */
const stageValues = (row: FunnelStage, maturity: Maturity | null): Value[] => [
	row.stage,
	row.recorded,
	row.reached,
	row.fromPrevious,
	row.fromFirst,
	...row.interval,
	row.implied,
	row.outOfOrder,
	row.medianDays,
	row.p90Days,
	row.timed,
	row.open,
	row.refused,
	row.unfit,
	row.junk,
	row.returned,
	row.amount,
	...maturityValues(maturity)
];

/** A row a stage; with a comparison its counts beside them. */
export function stageTable({ stages, maturity, comparison }: FunnelReport): Table {
	const values = (row: FunnelStage) => stageValues(row, maturity);
	if (!comparison) return { header: stageColumns, rows: stages.map(values) };
	return {
		header: [...stageColumns, 'comparedFrom', 'comparedTo', 'comparedReached', 'comparedFromPrevious'],
		rows: stages.map((row) => {
			const then = comparison.stages.find(({ stage }) => stage === row.stage);
			return [
				...values(row),
				comparison.from,
				comparison.to,
				then?.reached ?? null,
				then?.fromPrevious ?? null
			];
		})
	};
}

/** The values of the breakdown, a column each: the first cells of the row of a group. */
export const keyValues = (key: FunnelGroup['key']): (string | null)[] => (Array.isArray(key) ? key : [key]);

/** A row a stage of each group, the values of the breakdown first; empty without a breakdown. */
export function groupTable({ filters, groups }: FunnelReport): Table {
	return {
		header: [...filters.by, 'leads', ...stageColumns],
		rows: groups.flatMap((group) =>
			group.stages.map((row) => [...keyValues(group.key), group.leads, ...stageValues(row, group.maturity)])
		)
	};
}

type Month = {
	month: string;
	leads: number;
	stages: Pick<FunnelStage, 'stage' | 'reached' | 'fromPrevious' | 'fromFirst' | 'interval'>[];
	maturity: Maturity | null;
};

/** A row a stage of each month of arrival. */
export const monthTable = (months: readonly Month[]): Table => ({
	header: [
		'month',
		'leads',
		'stage',
		'reached',
		'fromPrevious',
		'fromFirst',
		'intervalLow',
		'intervalHigh',
		...maturityColumns
	],
	rows: months.flatMap(({ month, leads, stages, maturity }) =>
		stages.map((row) => [
			month,
			leads,
			row.stage,
			row.reached,
			row.fromPrevious,
			row.fromFirst,
			...row.interval,
			...maturityValues(maturity)
		])
	)
});

/** A row a reason. */
export const reasonTable = ({ reasons }: Pick<FunnelReport, 'reasons'>): Table => ({
	header: ['lostFrom', 'outcome', 'reason', 'count'],
	rows: reasons.map(({ lostFrom, outcome, reason, count }) => [lostFrom, outcome, reason, count])
});
