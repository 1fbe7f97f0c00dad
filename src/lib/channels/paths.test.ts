import { expect, it } from 'vitest';
import { runSteps } from '../../../tests/support/run-steps.ts';
import { collapse, isAlone, rolesOf } from './paths.ts';

it('makes repeats in a row one step', () => {
	expect(collapse([1, 1, 2, 2, 2, 1])).toEqual([1, 2, 1]);
	expect([isAlone([3, 3]), isAlone([3, 2, 3])]).toEqual([true, false]);
});

it('tells who starts, who finishes, and who stands alone or between', () => {
	const of = (keys: number[], clients: number) => ({ keys, clients, others: 100, revenue: 0 });
	const paths = [of([0, 0], 1), of([0, 1, 1, 2], 10), of([1, 2, 2, 1], 100), of([2, 0], 0)];
	expect(runSteps(rolesOf(paths, 4))).toEqual([
		{ alone: 1, starts: 10, finishes: 0, between: 0 },
		{ alone: 0, starts: 100, finishes: 100, between: 10 },
		{ alone: 0, starts: 0, finishes: 10, between: 100 },
		{ alone: 0, starts: 0, finishes: 0, between: 0 }
	]);
});
