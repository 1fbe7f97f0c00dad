/** The managers report as plain tables with the names of the JSON, for CSV and XLSX. Nothing is rounded. */
import type { Table } from '#lib/funnel/funnel-table.ts';
import type { Limits, ManagerCounts, ManagerRow, ManagersReport } from './report.ts';

type Value = Table['rows'][number][number];

const counts = [
	...(['leads', 'accepted', 'sql', 'clients', 'open', 'refused', 'unfit', 'junk', 'returned'] as const),
	'revenue'
] as const satisfies (keyof ManagerCounts)[];
const limits = ['low95', 'high95', 'low998', 'high998'] as const satisfies (keyof Limits)[];
const rated = ['base', 'made', 'conversion', 'intervalLow', 'intervalHigh'];

const countValues = (row: ManagerCounts): Value[] => counts.map((name) => row[name]);
const ratedValues = ({
	base,
	made,
	conversion,
	interval
}: Pick<ManagerRow, 'base' | 'made' | 'conversion' | 'interval'>): Value[] => [
	...[base, made, conversion, ...interval]
];

/** A row a manager, in the order of the report; the leads without a manager have an empty name. */
export const rowTable = ({ rows }: Pick<ManagersReport, 'rows'>): Table => ({
	header: [
		...['manager', 'team', 'role', ...counts, ...rated],
		...['expected', 'variance', 'others', 'ratio', 'verdict', 'level', 'luck', ...limits],
		...['runObserved', 'runExpected', 'runVariance', 'runSignal', 'responseMedianMinutes'],
		...['otherBase', 'otherMade', 'otherExpected', 'otherRatio', 'otherVerdict', 'otherLevel']
	],
	rows: rows.map((row) => [
		...[row.key, row.team, row.role, ...countValues(row), ...ratedValues(row)],
		...[row.expected, row.variance, row.others, row.ratio, row.verdict, row.level, row.luck],
		...limits.map((name) => row.limits?.[name] ?? null),
		...[row.run?.observed ?? null, row.run?.expected ?? null, row.run?.variance ?? null],
		...[row.run?.signal ?? null, row.responseMedianMinutes],
		...otherValues(row)
	])
});

/** What the same people make of the leads of the other credit. */
const otherValues = ({ otherCredit: other }: ManagerRow): Value[] => [
	...[other?.base ?? null, other?.made ?? null, other?.expected ?? null, other?.ratio ?? null],
	...[other?.verdict ?? null, other?.level ?? null]
];

/** The largest kinds of leads of those who are above or below, a row each. */
export const strataTable = ({ rows }: Pick<ManagersReport, 'rows'>): Table => ({
	header: ['manager', 'channel', 'temperature', 'month', 'leads', 'made', 'others', 'otherLeads'],
	rows: rows.flatMap(({ key, strata }) =>
		strata.map(({ channel, temperature, month, leads, made, others, otherLeads }) => [
			...[key, channel, temperature, month, leads, made, others, otherLeads]
		])
	)
});

/** One row: the sums of the rows, by how much managers differ among themselves, and the months of the run. */
export const totalTable = ({
	total,
	rate,
	dispersion,
	spread,
	runMonths
}: Pick<ManagersReport, 'total' | 'rate' | 'dispersion' | 'spread' | 'runMonths'>): Table => ({
	header: [...counts, ...rated, 'rate', 'dispersion', 'spread', 'runFrom', 'runTo'],
	rows: [
		[
			...[...countValues(total), ...ratedValues(total), rate, dispersion, spread],
			...[runMonths?.from ?? null, runMonths?.to ?? null]
		]
	]
});
