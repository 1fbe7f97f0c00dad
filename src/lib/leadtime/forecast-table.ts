/** The forecast as plain tables with the names of the JSON, for CSV and XLSX. Nothing is rounded. */
import type { Table } from '#lib/funnel/funnel-table.ts';
import type { Forecast } from './report.ts';

/** A row a horizon; `onTop…`: clients of such a time, on average, that were not open at its start. */
export const forecastTable = (forecast: readonly Forecast[]): Table => ({
	header: [
		...['name', 'days', 'until', 'open', 'expected', 'rangeLow', 'rangeHigh'],
		...['money', 'moneyRangeLow', 'moneyRangeHigh', 'windows', 'onTopNewLeads', 'onTopComeBack'],
		...['clients', 'leftOutClients']
	],
	rows: forecast.map((row) => [
		...[row.name, row.days, row.until, row.open, row.expected, ...row.range],
		...[row.money, ...row.moneyRange, row.windows.length, row.onTop?.newLeads ?? null],
		...[row.onTop?.comeBack ?? null, row.clients, row.leftOutClients]
	])
});

/** A row an earlier window, each predicted from the others of its length. */
export const forecastWindowTable = (forecast: readonly Forecast[]): Table => ({
	header: ['name', 'days', 'from', 'open', 'expected', 'rangeLow', 'rangeHigh', 'actual'],
	rows: forecast.flatMap(({ name, days, windows }) =>
		windows.map(({ from, open, expected, range, actual }) => [
			...[name, days, from, open, expected, ...range, actual]
		])
	)
});
