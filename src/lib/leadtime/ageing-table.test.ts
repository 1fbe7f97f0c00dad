import { expect, it } from 'vitest';
import { managerAgeingTable, retryTable, stageAgeingTable } from './ageing-table.ts';
import type { RetryFigures } from './report.ts';

it('has a row a stage and a row a manager', () => {
	const waiting = { open: 9, overdue: 3, hot: 2, hotOverdue: 1, longestDays: 12.5 };
	const { header, rows } = stageAgeingTable({
		stages: [
			{
				...{ stage: 'lead', next: 'mql', ...waiting, timed: 40, p50: 2, p90: 5, agreed: null, limit: 5 },
				...{ upToP50: 4, upToP90: 2, beyondP90: 3 }
			}
		]
	});
	expect(rows[0]).toEqual(['lead', 'mql', 9, 3, 2, 1, 12.5, 40, 2, 5, null, 5, 4, 2, 3]);
	expect(header).toHaveLength(rows[0]!.length);
	expect(managerAgeingTable({ managers: [{ key: null, ...waiting }] })).toEqual({
		header: ['manager', 'open', 'overdue', 'hot', 'hotOverdue', 'longestDays'],
		rows: [[null, 9, 3, 2, 1, 12.5]]
	});
});

it('has a row a reason for refusal, and one for all', () => {
	const figures: RetryFigures = {
		...{ refused: 6, ages: [1, 0, 2, 0, 2], undated: 1, reopened: 4, clients: 1, rate: 0.25 },
		...{ interval: [0.05, 0.7], returnedAfter: { n: 3, p25: 15, median: 20, p75: 30 } }
	};
	const { header, rows } = retryTable({
		retry: [{ reason: 'Price', ...figures, verdict: 'few' }],
		retryTotal: figures
	});
	const values = [6, 1, 0, 2, 0, 2, 1, 4, 1, 0.25, 0.05, 0.7, 3, 15, 20, 30];
	expect(rows).toEqual([
		['reason', 'Price', ...values, 'few'],
		['total', null, ...values, null]
	]);
	expect(header).toHaveLength(rows[0]!.length);
	expect(header.slice(0, 9)).toEqual([
		...['by', 'reason', 'refused', '0-29', '30-89', '90-179', '180-364', '365', 'undated']
	]);
});
