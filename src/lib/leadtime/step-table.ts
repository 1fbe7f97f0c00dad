/** The times of steps as plain tables with the names of the JSON, for CSV and XLSX. Days are left unrounded. */
import { keyValues, type Table } from '#lib/funnel/funnel-table.ts';
import { binStarts, untimedReasons, type StepDetail, type StepReport } from './step-times.ts';
import type { StepTrend } from './step-trend.ts';

type Value = Table['rows'][number][number];

/** Leads by duration: `days0`, `days1`, `days2`, … from that day on, up to the next. */
const binColumns = binStarts.map((start) => `days${start}`);

const columns = [
	...['from', 'to', 'n', 'median', 'medianLow', 'medianHigh', 'p75', 'p90', 'leftOut'],
	...[...untimedReasons, ...binColumns]
];

const values = (step: StepDetail): Value[] => [
	...[step.from, step.to, step.n, step.median, ...step.medianRange, step.p75, step.p90, step.leftOut],
	...untimedReasons.map((reason) => step.untimed[reason]),
	...step.bins
];

/** A row a step. */
export const stepTable = ({ steps }: Pick<StepReport, 'steps'>): Table => ({
	header: columns,
	rows: steps.map(values)
});

/** A row a step of each group, the values of the breakdown first; empty without a breakdown. */
export const stepGroupTable = ({ groups }: Pick<StepReport, 'groups'>, by: readonly string[]): Table => ({
	header: [...by, ...columns],
	rows: groups.flatMap(({ key, steps }) => steps.map((step) => [...keyValues(key), ...values(step)]))
});

/** A row a month of each step. */
export const stepTrendTable = ({ steps }: Pick<StepTrend, 'steps'>): Table => ({
	header: ['from', 'to', 'month', 'n', 'untimed', 'open', 'lost', 'median'],
	rows: steps.flatMap(({ from, to, months }) =>
		months.map(({ month, n, untimed, open, lost, median }) => [
			...[from, to, month, n, untimed, open, lost, median]
		])
	)
});
