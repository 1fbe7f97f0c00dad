import { expect, it } from 'vitest';
import { forecastTable, forecastWindowTable } from './forecast-table.ts';
import type { Forecast } from './report.ts';

const forecast: Forecast = {
	name: '30',
	days: 30,
	until: '2026-07-30',
	open: 120,
	expected: 4.25,
	range: [2, 7],
	money: 850.5,
	moneyRange: [400.25, 1400.75],
	windows: [
		{ from: '2026-05-31', open: 100, expected: 3.5, range: [1, 6], actual: 5 },
		{ from: '2026-05-01', open: 90, expected: null, range: [null, null], actual: 2 }
	],
	backtest: { from: '2026-05-31', open: 100, expected: 3.5, range: [1, 6], actual: 5 },
	onTop: { newLeads: 1.5, comeBack: 0.5 },
	clients: 40,
	leftOutClients: 3
};

const asObjects = ({ header, rows }: ReturnType<typeof forecastTable>) =>
	rows.map((row) => {
		expect(row).toHaveLength(header.length);
		return Object.fromEntries(header.map((name, i) => [name, row[i]]));
	});

it('has a row a horizon', () => {
	expect(asObjects(forecastTable([forecast, { ...forecast, onTop: null }]))).toMatchObject([
		{ name: '30', until: '2026-07-30', expected: 4.25, rangeLow: 2, rangeHigh: 7, money: 850.5 },
		{ windows: 2, onTopNewLeads: null, onTopComeBack: null, clients: 40, leftOutClients: 3 }
	]);
});

it('has a row an earlier window', () => {
	expect(asObjects(forecastWindowTable([forecast]))).toEqual([
		...[
			{
				name: '30',
				days: 30,
				from: '2026-05-31',
				open: 100,
				expected: 3.5,
				rangeLow: 1,
				rangeHigh: 6,
				actual: 5
			}
		],
		{
			...{
				name: '30',
				days: 30,
				from: '2026-05-01',
				open: 90,
				expected: null,
				rangeLow: null,
				rangeHigh: null
			},
			actual: 2
		}
	]);
});
