/** Waiting and refused leads as plain tables with the names of the JSON. Fractions and days are left unrounded. */
import { refusedAges } from '#lib/filters/names.ts';
import type { Table } from '#lib/funnel/funnel-table.ts';
import type { Ageing, RetryFigures, Waiting } from './report.ts';

type Value = string | number | null;

const waitingColumns = ['open', 'overdue', 'hot', 'hotOverdue', 'longestDays'];

const waitingValues = (row: Waiting): Value[] => [
	row.open,
	row.overdue,
	row.hot,
	row.hotOverdue,
	row.longestDays
];

/** A row a stage. */
export const stageAgeingTable = ({ stages }: Pick<Ageing, 'stages'>): Table => ({
	header: [
		...['stage', 'next', ...waitingColumns, 'timed', 'p50', 'p90', 'agreed', 'limit'],
		...['upToP50', 'upToP90', 'beyondP90']
	],
	rows: stages.map((row) => [
		...[row.stage, row.next, ...waitingValues(row), row.timed, row.p50, row.p90, row.agreed, row.limit],
		...[row.upToP50, row.upToP90, row.beyondP90]
	])
});

/** A row a manager. */
export const managerAgeingTable = ({ managers }: Pick<Ageing, 'managers'>): Table => ({
	header: ['manager', ...waitingColumns],
	rows: managers.map((row) => [row.key, ...waitingValues(row)])
});

const retryValues = (row: RetryFigures): Value[] => [
	row.refused,
	...row.ages,
	row.undated,
	row.reopened,
	row.clients,
	row.rate,
	...row.interval,
	row.returnedAfter.n,
	row.returnedAfter.p25,
	row.returnedAfter.median,
	row.returnedAfter.p75
];

/** A row a reason, then all of them; ages are days since the refusal. */
export const retryTable = ({ retry, retryTotal }: Pick<Ageing, 'retry' | 'retryTotal'>): Table => ({
	header: [
		...['by', 'reason', 'refused', ...refusedAges, 'reopened', 'clients', 'rate', 'rateLow', 'rateHigh'],
		...['returned', 'returnedP25Days', 'returnedMedianDays', 'returnedP75Days', 'verdict']
	],
	rows: [
		...retry.map((row) => ['reason', row.reason, ...retryValues(row), row.verdict]),
		['total', null, ...retryValues(retryTotal), null]
	]
});
