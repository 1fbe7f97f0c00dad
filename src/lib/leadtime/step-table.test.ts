import { expect, it } from 'vitest';
import { stepGroupTable, stepTable, stepTrendTable } from './step-table.ts';
import { stepDetail } from './step-detail.ts';
import { stepTrend } from './step-trend.ts';

const sql = { from: 'sal', to: 'sql' } as const;
const step = stepDetail(sql, Float64Array.from([0, 2, 3.5]), { implied: 4, approximate: 5, wrongOrder: 6 });
const cells = ['sal', 'sql', 3, 2, null, null, 2.75, 3.2, 15, 4, 5, 6, 1, 0, 2, 0, 0, 0, 0, 0];

it('has a row a step', () => {
	const { header, rows } = stepTable({ steps: [step] });
	expect(header.join()).toBe(
		'from,to,n,median,medianLow,medianHigh,p75,p90,leftOut,implied,approximate,wrongOrder,days0,days1,days2,days4,days8,days15,days31,days91'
	);
	expect(rows).toEqual([cells]);
});

it('has a row a step of each group', () => {
	const groups = [
		{ key: ['Ads', null] as [string, null], steps: [step] },
		{ key: ['Mail', 'May'] as [string, string], steps: [] }
	];
	const { header, rows } = stepGroupTable({ groups }, ['channel', 'campaign']);
	expect(header.slice(0, 4)).toEqual(['channel', 'campaign', 'from', 'to']);
	expect(rows).toEqual([['Ads', null, ...cells]]);
	expect(stepGroupTable({ groups: [{ key: null, steps: [step] }] }, ['channel']).rows[0]![0]).toBeNull();
});

it('has a row a month of each step', () => {
	const made = { made: Float64Array.of(3), untimed: 1, open: Float64Array.of(1), lost: 2 };
	const trend = stepTrend([sql], [new Map([['2026-01-01', made]])]);
	expect(stepTrendTable(trend)).toEqual({
		header: ['from', 'to', 'month', 'n', 'untimed', 'open', 'lost', 'median'],
		rows: [['sal', 'sql', '2026-01-01', 1, 1, 1, 2, 3]]
	});
});
