/** The tables of one sales rep's page with the names of the JSON, for CSV. Nothing is rounded. */
import type { Table } from '#lib/funnel/funnel-table.ts';
import type { Share } from '#lib/leadtime/report.ts';
import type { Against, Days, Fate, Handovers, ReasonRow, StepRow, Work } from './rep-report.ts';
import type { ManagerMonth, ManagerStratum } from './report.ts';

type Row = Table['rows'][number];

const againstColumns = [
	...['leads', 'made', 'rate', 'intervalLow', 'intervalHigh', 'comparable', 'others', 'othersRate'],
	...['difference', 'differenceLow', 'differenceHigh', 'clear']
];
const againstValues = (row: Against): Row => [
	...[row.leads, row.made, row.rate, ...row.interval, row.comparable, row.others, row.othersRate],
	...[row.difference, ...row.differenceInterval, row.clear]
];

export const repStepTable = (steps: readonly StepRow[]): Table => ({
	header: ['from', 'to', ...againstColumns],
	rows: steps.map((step) => [step.from, step.to, ...againstValues(step)])
});

/** A row a reason, then one for whatever reason a lead was sent back (`how` anyReturn). */
export const repReasonTable = (reasons: readonly ReasonRow[], returned: Against): Table => ({
	header: ['how', 'reason', ...againstColumns],
	rows: [
		...reasons.map((row): Row => [row.how, row.reason, ...againstValues(row)]),
		['anyReturn', null, ...againstValues(returned)]
	]
});

export const repKindTable = (strata: readonly ManagerStratum[]): Table => ({
	header: ['channel', 'temperature', 'month', 'leads', 'made', 'others', 'otherLeads'],
	rows: strata.map((row) => [
		...[row.channel, row.temperature, row.month, row.leads, row.made, row.others, row.otherLeads]
	])
});

/** `open`: open leads by month. */
export const repMonthTable = (months: readonly ManagerMonth[], open: ReadonlyMap<string, number>): Table => ({
	header: ['month', 'leads', 'made', 'expected', 'variance', 'others', 'open'],
	rows: months.map(({ month, leads, observed, expected, variance, others }) => [
		...[month, leads, observed, expected, variance, others, open.get(month) ?? 0]
	])
});

const share = (name: string, { count, of, rate, interval }: Share): Row[] => [
	[name, rate, ...interval, count, of]
];
const days = (name: string, found: Days | null): Row[] =>
	found === null
		? []
		: [
				[`${name}MedianDays`, found.median, ...found.interval, null, found.n],
				[`${name}P90Days`, found.p90, null, null, null, found.n]
			];

const workValues = (work: Work): Row[] => [
	['medianMinutes', work.medianMinutes, ...work.medianInterval, null, work.answered],
	['workingMedianMinutes', work.workingMedianMinutes, ...work.workingMedianInterval, null, work.answered],
	...share('reach', work.reach),
	['attempts', work.attempts, null, null, null, work.leads],
	['activities', work.activities, null, null, null, work.leads],
	...share('missedCalls', work.missedCalls),
	['openMissedCalls', null, null, null, work.openMissedCalls, work.open],
	['open', null, null, null, work.open, work.leads],
	...share('untried', work.untried),
	...share('unreached', work.unreached),
	...share('overdue', work.overdue),
	['leadCard', work.leadCard.mean, null, null, null, work.leadCard.n],
	['clientCard', work.clientCard.mean, null, null, null, work.clientCard.n],
	...days('toClient', work.toClient),
	...days('acceptedToClient', work.acceptedToClient),
	['revenue', work.revenue.sum, null, null, null, work.revenue.clients],
	['averageSale', work.revenue.average, null, null, null, work.revenue.clients]
];

/** A row a figure of the rep, then of the others: its value, likely range, count and what it is of. */
export const repFigureTable = (own: Work, others: Work): Table => ({
	header: ['whose', 'figure', 'value', 'low', 'high', 'count', 'n'],
	rows: [
		...workValues(own).map((row): Row => ['own', ...row]),
		...workValues(others).map((row): Row => ['others', ...row])
	]
});

const fateValues = ({ leads, clients, lost, open }: Fate): Row => [leads, clients, lost, open];

/** Leads taken over and given away, in all (no person) and by person; then those that nobody else had. */
export const repHandoverTable = ({ taken, given, kept }: Handovers): Table => ({
	header: ['direction', 'person', 'leads', 'clients', 'lost', 'open'],
	rows: [
		['taken', null, ...fateValues(taken)],
		...taken.people.map((row): Row => ['taken', row.key, ...fateValues(row)]),
		['given', null, ...fateValues(given)],
		...given.people.map((row): Row => ['given', row.key, ...fateValues(row)]),
		['kept', null, ...fateValues(kept)]
	]
});
