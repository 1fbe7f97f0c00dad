import { describe, expect, it } from 'vitest';
import { wilson } from '#lib/stats/intervals.ts';
import { returnedTable } from './returned-table.ts';
import { returnedFigures, sumReturned, type ReturnedCounts } from './returned.ts';

const counts: ReturnedCounts = {
	leads: 4,
	clients: 1,
	first: { visits: 10, passed: 5, waiting: 2 },
	last: { visits: 9, passed: 6, waiting: 3 },
	all: { visits: 14, passed: 7, waiting: 3 }
};
const none = { visits: 0, passed: 0, waiting: 0 };
const empty: ReturnedCounts = { leads: 0, clients: 0, first: none, last: none, all: none };
const known = { yield: true, passes: true };

describe('returned leads', () => {
	it('have a yield, and visits that are over a share of those passed on', () => {
		const figures = returnedFigures(counts, known);
		expect(figures).toMatchObject({ leads: 4, clients: 1, yield: 0.25, interval: wilson(1, 4) });
		expect(figures.passes).toEqual({
			first: { visits: 10, passed: 5, waiting: 2, rate: 0.5, interval: wilson(5, 10) },
			last: { visits: 9, passed: 6, waiting: 3, rate: 6 / 9, interval: wilson(6, 9) },
			all: { visits: 14, passed: 7, waiting: 3, rate: 0.5, interval: wilson(7, 14) }
		});
	});

	it('have no rate of nothing, nor where it would mean nothing', () => {
		expect(returnedFigures(empty, known)).toMatchObject({
			...{ yield: null, interval: [null, null] },
			passes: { first: { rate: null, interval: [null, null] } }
		});
		expect(returnedFigures(counts, { yield: false, passes: false })).toEqual({
			...{ leads: 4, clients: 1, yield: null, interval: [null, null], passes: null }
		});
	});

	it('add up', () => {
		expect(sumReturned([])).toEqual(empty);
		expect(sumReturned([counts, empty, counts])).toEqual({
			leads: 8,
			clients: 2,
			first: { visits: 20, passed: 10, waiting: 4 },
			last: { visits: 18, passed: 12, waiting: 6 },
			all: { visits: 28, passed: 14, waiting: 6 }
		});
	});
});

describe('the table of returned leads', () => {
	const figures = returnedFigures(counts, known);

	it('has a row of all, or one a group', () => {
		const whole = returnedTable({ ...figures, groups: [] }, []);
		expect(whole.header.slice(0, 8)).toEqual([
			...['leads', 'clients', 'yield', 'intervalLow', 'intervalHigh', 'firstVisits', 'firstPassed'],
			'firstWaiting'
		]);
		expect(whole.rows).toHaveLength(1);
		const two = returnedTable(
			{
				...figures,
				groups: [{ key: ['SMM', null], ...returnedFigures(counts, { yield: true, passes: false }) }]
			},
			['channel', 'manager']
		);
		expect(two.rows[0]!.slice(0, 5)).toEqual(['SMM', null, 4, 1, 0.25]);
		for (const { header, rows } of [whole, two])
			for (const row of rows) expect(row).toHaveLength(header.length);
	});

	it('is empty where no lead was sent back', () => {
		expect(returnedTable(null, ['channel']).rows).toEqual([]);
	});
});
