import { expect, it } from 'vitest';
import { wilson } from '#lib/stats/intervals.ts';
import { runSteps } from '../../../tests/support/run-steps.ts';
import { commonestPaths, leaving, type LeavingPath } from './commonest-paths.ts';

const leave = (day: number, how: (typeof leaving)[number]) => day * leaving.length + leaving.indexOf(how);

const paths: LeavingPath[] = [
	{ keys: [0], clients: 1, others: 0, revenue: 0, leaves: [[leave(0, 'undatedClient'), 1]] },
	{
		keys: [0, 1],
		clients: 2,
		others: 6,
		revenue: 0,
		leaves: [
			[leave(4, 'client'), 1],
			[leave(9, 'client'), 1],
			[leave(30, 'open'), 4],
			[leave(1, 'lost'), 1],
			[leave(0, 'undatedLoss'), 1]
		]
	},
	{ keys: [0, 0, 1], clients: 1, others: 0, revenue: 0, leaves: [[leave(9, 'client'), 1]] },
	{ keys: [2], clients: 0, others: 50, revenue: 0, leaves: [[leave(3, 'lost'), 50]] },
	{
		keys: [1, 1],
		clients: 1,
		others: 1,
		revenue: 0,
		leaves: [
			[leave(2, 'client'), 1],
			[leave(5, 'open'), 1]
		]
	}
];

it('takes repeats as one step, and leaves out ways that nobody bought by', () => {
	const found = runSteps(commonestPaths(paths, 20));
	expect(found.map(({ keys, leads, clients }) => [keys, leads, clients])).toEqual([
		[[0, 1], 9, 3],
		[[1], 2, 1],
		[[0], 1, 1]
	]);
	expect([found[0]!.conversion, found[0]!.interval]).toEqual([3 / 9, wilson(3, 9)]);
	expect(runSteps(commonestPaths(paths, 1))).toHaveLength(1);
});

it('says by which day half of the clients have come, if any has a date', () => {
	expect(runSteps(commonestPaths(paths, 20)).map((path) => path.halfTimeDays)).toEqual([9, 2, null]);
});
