import { expect, it } from 'vitest';
import { moveInPath, movePath, readMovePath } from './move-path.ts';
import { outcomes, stages } from './stages.ts';

it('has a letter of its own for every stage and outcome', () => {
	const states = [...stages, ...outcomes.filter((outcome) => outcome !== 'open' && outcome !== 'client')];
	const path = movePath(states.map((to) => ({ to })));
	expect(path).toHaveLength(states.length);
	expect(new Set(path).size).toBe(states.length);
	expect(readMovePath(path)).toEqual(states);
});

it('shows which moves were made, and which were not', () => {
	const path = movePath((['lead', 'mql', 'sal', 'refused', 'sal', 'client'] as const).map((to) => ({ to })));
	expect(path).toBe('LMSRSC');
	expect(path.includes(moveInPath('sal', 'refused'))).toBe(true);
	expect(path.includes(moveInPath('mql', 'client'))).toBe(false);
});

it('is empty without moves', () => {
	expect([movePath([]), readMovePath('')]).toEqual(['', []]);
});
