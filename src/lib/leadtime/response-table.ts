/** The response times as plain tables with the names of the JSON, for CSV and XLSX. Nothing is rounded. */
import type { Table } from '#lib/funnel/funnel-table.ts';
import type {
	BandFigures,
	ResponseClock,
	ResponseDetail,
	ResponseRow,
	ResponseTimes,
	Share
} from './report.ts';

type Row = Table['rows'][number];

const bandValues = (clock: string, figures: BandFigures): Row => [
	...[clock, figures.band, figures.leads, figures.clients, figures.conversion, ...figures.interval],
	...[figures.others, figures.difference, ...figures.differenceInterval, figures.verdict]
];

/** A row a band, on the wall clock and then on the working hours. */
export const bandTable = ({ bands, working }: Pick<ResponseTimes, 'bands' | 'working'>): Table => ({
	header: [
		...['clock', 'band', 'leads', 'clients', 'conversion', 'intervalLow', 'intervalHigh'],
		...['others', 'difference', 'differenceLow', 'differenceHigh', 'verdict']
	],
	rows: [
		...bands.map((band) => bandValues('wall', band)),
		...working.bands.map((band) => bandValues('working', band))
	]
});

const shareColumns = (name: string) => [name, `${name}Of`, `${name}Rate`, `${name}Low`, `${name}High`];
const shareValues = ({ count, of, rate, interval }: Share): Row => [count, of, rate, ...interval];

const clockColumns = (name: string) => [
	`${name}MedianMinutes`,
	`${name}P90Minutes`,
	...shareColumns(`${name}WithinHour`)
];
const clockValues = ({ medianMinutes, p90Minutes, withinHour }: Omit<ResponseClock, 'bands'>): Row => [
	...[medianMinutes, p90Minutes, ...shareValues(withinHour)]
];

const rowValues = (by: string, row: ResponseRow): Row => [
	...[by, row.key, row.leads, row.n, row.waiting, row.leftOut, ...shareValues(row.reach)],
	...[...clockValues(row), ...clockValues(row.working)]
];

/** A row a channel, then a row a sales rep. */
export const responderTable = ({
	channels,
	managers
}: Pick<ResponseDetail, 'channels' | 'managers'>): Table => ({
	header: [
		...['by', 'key', 'leads', 'n', 'waiting', 'leftOut', ...shareColumns('reached')],
		...[...clockColumns('wall'), ...clockColumns('working')]
	],
	rows: [
		...channels.map((row) => rowValues('channel', row)),
		...managers.map((row) => rowValues('manager', row))
	]
});

/** A row for each hour of the week; `weekday` 1 is Monday. */
export const weekTable = ({ week }: Pick<ResponseDetail, 'week'>): Table => ({
	header: [
		...['weekday', 'hour', 'arrivals', 'waiting', 'contacted', 'n', 'medianMinutes'],
		...shareColumns('withinHour')
	],
	rows: week.hours.map(({ arrivals, waiting, contacted, n, medianMinutes, withinHour }, i) => [
		...[Math.floor(i / 24) + 1, i % 24, arrivals, waiting, contacted, n, medianMinutes],
		...shareValues(withinHour)
	])
});

/** A row for each number of attempts. */
export const attemptTable = ({ attempts }: Pick<ResponseDetail, 'attempts'>): Table => ({
	header: ['attempts', ...shareColumns('reached'), 'cumulative', 'missed'],
	rows: attempts.rows.map(({ attempts: count, reached, cumulative, missed }) => [
		...[count, ...shareValues(reached), cumulative, missed]
	])
});
