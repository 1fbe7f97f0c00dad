import { describe, expect, it } from 'vitest';
import { incidenceOf, timesOf, type ExitCell } from './exits.ts';
import { incidenceCurve } from './incidence.ts';

const cells: ExitCell[] = [
	{ exit: 'client', day: 2, leads: 3 },
	{ exit: 'open', day: 50, leads: 6 },
	{ exit: 'client', day: 0, leads: 1 },
	{ exit: 'lost', day: 9, leads: 4 },
	{ exit: 'undatedClient', day: 0, leads: 2 },
	{ exit: 'undatedLost', day: 0, leads: 1 },
	{ exit: 'afterAsOfClient', day: 7, leads: 1 },
	{ exit: 'afterAsOfLost', day: 5, leads: 2 }
];

describe('the figures of leads by how they leave', () => {
	it('count every lead, and show which the curve leaves out or open', () => {
		const figures = incidenceOf(cells);
		expect(figures).toMatchObject({ leads: 20, clients: 7, lost: 7, open: 6, afterAsOf: 3 });
		expect(figures).toMatchObject({ leftOut: 3, leftOutClients: 2, leftOutLost: 1 });
		expect(figures.curve).toEqual(
			incidenceCurve(
				[
					{ day: 0, open: 0, client: 1, lost: 0 },
					{ day: 2, open: 0, client: 3, lost: 0 },
					{ day: 5, open: 2, client: 0, lost: 0 },
					{ day: 7, open: 1, client: 0, lost: 0 },
					{ day: 9, open: 0, client: 0, lost: 4 },
					{ day: 50, open: 6, client: 0, lost: 0 }
				],
				{ clients: 2, lost: 1 }
			)
		);
	});

	it('have the quantiles of the dated clients', () => {
		expect(incidenceOf(cells).converted).toEqual({ n: 4, p25: 1.5, median: 2, p75: 2, p90: 2 });
		expect(incidenceOf([]).converted).toEqual({ n: 0, p25: null, median: null, p75: null, p90: null });
	});

	it('within a window count as open what comes after it, and weigh as without one', () => {
		const late: ExitCell[] = [
			{ exit: 'client', day: 2, leads: 2 },
			{ exit: 'beyondClient', day: 40, leads: 2 },
			{ exit: 'undatedClient', day: 0, leads: 2 },
			{ exit: 'lost', day: 3, leads: 1 },
			{ exit: 'beyondLost', day: 11, leads: 1 },
			{ exit: 'open', day: 10, leads: 2 }
		];
		const figures = incidenceOf(late, 10);
		expect(figures).toMatchObject({ leads: 10, clients: 4, lost: 1, open: 5, converted: { n: 2 } });
		expect(figures.curve.map(({ day, incidence }) => [day, incidence])).toEqual([
			[2, expect.closeTo(0.3, 12)],
			[3, expect.closeTo(0.3, 12)],
			[10, expect.closeTo(0.3, 12)]
		]);
		expect(figures.curve.at(-1)).toMatchObject({ atRisk: 5, client: 0, lost: 0 });
	});
});

describe('the times that the test of groups compares', () => {
	it('keep losses at risk up to the as-of date, and leave out what has no date', () => {
		expect(timesOf(cells, [[60, 4]])).toEqual({
			clients: [
				[2, 3],
				[0, 1]
			],
			others: [
				[50, 6],
				[7, 1],
				[5, 2],
				[60, 4]
			]
		});
	});

	it('keep all that are no clients at risk for a whole window', () => {
		const late: ExitCell[] = [
			{ exit: 'client', day: 2, leads: 2 },
			{ exit: 'beyondClient', day: 40, leads: 3 },
			{ exit: 'undatedLost', day: 0, leads: 9 },
			{ exit: 'lost', day: 3, leads: 1 }
		];
		expect(timesOf(late, [], 10)).toEqual({
			clients: [[2, 2]],
			others: [
				[10, 3],
				[10, 1]
			]
		});
	});
});
