import { expect, it } from 'vitest';
import { smallModel } from '../../../../../../tests/support/score-model.ts';
import { removeRule } from './edited.ts';
import { placedFaults } from './faults.ts';
import { moveRule } from './rule-order.ts';

const fault = (path: (string | number)[]) => ({ path, message: 'where: wrong', problem: 'wrong' });

it('stays with the rule when it moves, and goes with it', () => {
	const model = smallModel();
	const faults = placedFaults([fault(['rules', 1, 'points']), fault(['groups', 1, 'cap'])], () => model);
	expect(faults.at(['rules', 1, 'points'])).toBe('wrong');
	moveRule(model, 1, -1);
	expect(faults.at(['rules', 1, 'points'])).toBeNull();
	expect(faults.at(['rules', 0, 'points'])).toBe('wrong');
	expect(faults.isWithin(['rules', 0])).toBe(true);
	expect(faults.isWithin(['rules', 1])).toBe(false);
	expect(faults.now().map(({ path }) => path.join('.'))).toEqual(['rules.0.points', 'groups.1.cap']);
	removeRule(model, 0);
	expect(faults.now().map(({ path }) => path.join('.'))).toEqual(['groups.1.cap']);
	expect(faults.isWithin(['groups', 1])).toBe(true);
});

it('tells the tenth from the first', () => {
	const faults = placedFaults([fault(['disqualify', 10, 'value'])], smallModel);
	expect(faults.isWithin(['disqualify', 1])).toBe(false);
	expect(faults.at(['disqualify', 10, 'value'])).toBe('wrong');
});
