import { describe, expect, it } from 'vitest';
import { retry, type ReopenedCell } from './retry.ts';

const again = (reason: string | null, month: string, leads: number, clients: number): ReopenedCell => ({
	...{ reason, month, leads, clients },
	days: []
});

describe('refused leads worth another try', () => {
	it('are counted by reason and age, beside what came of those that were worked again', () => {
		const { retry: rows, retryTotal } = retry(
			[
				{ reason: 'Price', age: '0-29', leads: 2 },
				{ reason: 'Price', age: 'undated', leads: 1 },
				{ reason: null, age: '365', leads: 5 }
			],
			[
				{ ...again('Price', '2026-01-01', 3, 1), days: [10, 40] },
				{ ...again('Price', '2026-02-01', 1, 0), days: [20] },
				again('No time', '2026-02-01', 2, 1)
			],
			true
		);
		expect(rows.map(({ reason, refused }) => [reason, refused])).toEqual([
			[null, 5],
			['Price', 3],
			['No time', 0]
		]);
		expect(rows[1]).toMatchObject({
			...{ ages: [2, 0, 0, 0, 0], undated: 1, reopened: 4, clients: 1, rate: 0.25, verdict: 'few' },
			returnedAfter: { n: 3, p25: 15, median: 20, p75: 30 }
		});
		expect(rows[0]).toMatchObject({ reopened: 0, rate: null, interval: [null, null], verdict: 'few' });
		expect(retryTotal).toMatchObject({ refused: 8, ages: [2, 0, 0, 0, 5], reopened: 6, clients: 2 });
	});

	const refused = ['Price', 'No time', 'Competitor'].map((reason, i) => ({
		...{ reason, age: '0-29' as const },
		leads: 30 - i
	}));

	it('stand first where more became clients than could be chance', () => {
		const { retry: rows } = retry(
			refused,
			[
				again('Price', '2026-01-01', 200, 10),
				again('No time', '2026-01-01', 200, 60),
				again('Competitor', '2026-01-01', 200, 12)
			],
			true
		);
		expect(rows.map(({ reason, verdict }) => [reason, verdict])).toEqual([
			['No time', 'better'],
			['Price', 'worse'],
			['Competitor', 'worse']
		]);
	});

	it('stand by number where one reason only had older leads', () => {
		const { retry: rows } = retry(
			refused,
			[
				again('Price', '2026-02-01', 200, 10),
				again('No time', '2026-01-01', 200, 60),
				again('Competitor', '2026-01-01', 20, 6),
				again('Competitor', '2026-02-01', 180, 9)
			],
			true
		);
		expect(rows.map(({ reason, verdict }) => [reason, verdict])).toEqual([
			['Price', 'same'],
			['No time', 'same'],
			['Competitor', 'same']
		]);
	});

	it('have no share among leads that were chosen by how they ended', () => {
		const { retry: rows, retryTotal } = retry(refused, [again('Price', '2026-01-01', 20, 20)], false);
		expect(rows.map(({ rate, verdict }) => [rate, verdict])).toEqual(refused.map(() => [null, null]));
		expect([retryTotal.clients, retryTotal.rate]).toEqual([20, null]);
	});

	it('are none', () => {
		expect(retry([], [], true)).toMatchObject({ retry: [], retryTotal: { refused: 0, rate: null } });
	});
});
