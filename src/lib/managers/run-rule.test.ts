import { expect, it } from 'vitest';
import { runRule } from './run-rule.ts';

const month = (observed: number, expected: number, variance: number) => ({ observed, expected, variance });

it('sees in six months together what none of them shows', () => {
	const result = runRule([
		month(2, 5.1, 4.0),
		month(1, 4.8, 3.9),
		month(3, 5.3, 4.2),
		month(1, 4.9, 3.9),
		month(2, 5.0, 4.0),
		month(1, 5.2, 4.1)
	]);
	expect(result.observed).toBe(10);
	expect(result.expected).toBeCloseTo(30.3, 9);
	expect(result.variance).toBeCloseTo(24.1, 9);
	expect(result.signal).toBe('below');
});

it('says above as well, and nothing of too few or of an ordinary run', () => {
	expect(runRule([month(30, 8, 7), month(20, 9, 8)]).signal).toBe('above');
	expect(runRule([month(9, 0.5, 0.5)]).signal).toBeNull();
	expect(runRule([month(0, 9.9, 9)]).signal).toBeNull();
	expect(runRule([month(14, 20, 16)]).signal).toBeNull();
	expect(runRule([month(20, 20, 0)]).signal).toBeNull();
	expect(runRule([])).toEqual({ observed: 0, expected: 0, variance: 0, signal: null });
});
