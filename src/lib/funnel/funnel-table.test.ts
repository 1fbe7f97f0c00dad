import { expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { groupTable, monthTable, stageTable } from './funnel-table.ts';
import type { FunnelReport, FunnelStage } from './report.ts';

const mql: FunnelStage = {
	stage: 'mql',
	recorded: true,
	reached: 5,
	fromPrevious: 0.5,
	fromFirst: 0.5,
	interval: [0.2, 0.8],
	implied: 1,
	outOfOrder: 0,
	medianDays: 1.25,
	p90Days: null,
	timed: 3,
	open: 1,
	refused: 2,
	unfit: 0,
	junk: 0,
	returned: 0,
	amount: 10.5
};
const report: FunnelReport = {
	filters: filtersSchema.parse({ by: ['channel', 'month'] }),
	asOf: null,
	model: null,
	dataVersion: 1,
	excluded: 0,
	leads: 10,
	timezone: 'UTC',
	currency: 'EUR',
	behindSeconds: 0,
	stages: [mql],
	reasons: [],
	groups: [{ key: [null, '2026-01-01'], leads: 10, stages: [mql], maturity: null }],
	maturity: { complete: 0.5, days: 90, finalShare: 0.1, expectedClients: 4.5, expectedRange: [2, 7] },
	leftOut: { young: 0, undated: 0 },
	afterAsOf: { leads: 0, outcomes: 0 },
	comparison: null
};
const values = ['mql', true, 5, 0.5, 0.5, 0.2, 0.8, 1, 0, 1.25, null, 3, 1, 2, 0, 0, 0, 10.5];
const unknown = [null, null, null, null];

it('has a column for every value of a stage', () => {
	const table = stageTable(report);
	expect(table.rows).toEqual([[...values, 0.5, 4.5, 2, 7]]);
	expect(table.header).toHaveLength(table.rows[0]!.length);
});

it('puts the comparison beside', () => {
	const comparison = {
		leads: 8,
		stages: [{ ...mql, reached: 4, fromPrevious: 0.4 }],
		reasons: [],
		groups: [],
		maturity: null
	};
	const table = stageTable({
		...report,
		comparison: { ...comparison, from: '2025-01-01', to: '2025-02-01' }
	});
	expect(table.header.slice(-4)).toEqual([
		'comparedFrom',
		'comparedTo',
		'comparedReached',
		'comparedFromPrevious'
	]);
	expect(table.rows[0]!.slice(-4)).toEqual(['2025-01-01', '2025-02-01', 4, 0.4]);
});

it('repeats the key of a group on each of its rows', () => {
	const table = groupTable(report);
	expect(table.header.slice(0, 4)).toEqual(['channel', 'month', 'leads', 'stage']);
	expect(table.rows).toEqual([[null, '2026-01-01', 10, ...values, ...unknown]]);
});

it('lists months', () => {
	const maturity = {
		complete: 0.25,
		days: 90,
		finalShare: 0.1,
		expectedClients: 3,
		expectedRange: [1, 6] as [number, number]
	};
	expect(monthTable([{ month: '2026-01-01', leads: 10, stages: [mql], maturity }]).rows).toEqual([
		['2026-01-01', 10, 'mql', 5, 0.5, 0.5, 0.2, 0.8, 0.25, 3, 1, 6]
	]);
});
