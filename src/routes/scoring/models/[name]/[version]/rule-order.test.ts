import { beforeEach, expect, it } from 'vitest';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { smallModel } from '../../../../../../tests/support/score-model.ts';
import { duplicateRule, moveRule } from './rule-order.ts';

let model: ScoreModel;
const shown = () =>
	model.groups.map(({ key }) =>
		model.rules
			.filter(({ group }) => group === key)
			.map(({ key }) => key)
			.join(' ')
	);
const move = (key: string, step: -1 | 1) => {
	const place = moveRule(
		model,
		model.rules.findIndex((rule) => rule.key === key),
		step
	);
	expect(model.rules[place]!.key).toBe(key);
};

beforeEach(() => {
	const { rules } = smallModel();
	const rule = (key: string, group: string) => ({ ...rules[0]!, key, group });
	model = smallModel({
		groups: ['one', 'two', 'empty'].map((key) => ({ key, label: key, kind: 'fit', cap: 40 })),
		// Not in the order of their groups.
		rules: [rule('c', 'two'), rule('a', 'one'), rule('d', 'two'), rule('b', 'one')]
	});
});

it('moves a rule past its neighbour of the group', () => {
	move('b', -1);
	expect(shown()).toEqual(['b a', 'c d', '']);
	move('b', 1);
	expect(shown()).toEqual(['a b', 'c d', '']);
	expect(model.rules.map(({ key }) => key)).toEqual(['c', 'a', 'b', 'd']);
});

it('moves a rule from group to group, and into an empty one', () => {
	move('b', 1);
	expect(shown()).toEqual(['a', 'b c d', '']);
	move('b', -1);
	expect(shown()).toEqual(['a b', 'c d', '']);
	move('d', 1);
	expect(shown()).toEqual(['a b', 'c', 'd']);
	move('d', -1);
	expect(shown()).toEqual(['a b', 'c d', '']);
});

it('leaves the first and the last where they are', () => {
	move('a', -1);
	move('d', 1);
	move('d', 1);
	expect(shown()).toEqual(['a b', 'c', 'd']);
});

it('comes to every place of every group on the way down, and back', () => {
	const seen: string[] = [];
	for (let i = 0; i < 6; i++) {
		move('a', 1);
		seen.push(shown().join(' / '));
	}
	for (let i = 0; i < 6; i++) move('a', -1);
	expect(shown()).toEqual(['a b', 'c d', '']);
	expect(seen).toEqual([
		'b a / c d / ',
		'b / a c d / ',
		'b / c a d / ',
		'b / c d a / ',
		'b / c d / a',
		'b / c d / a'
	]);
});

it('copies a rule to the place after it, with a key of its own', () => {
	const copy = duplicateRule(model, 1, 'a (copy)');
	expect(model.rules.map(({ key }) => key)).toEqual(['c', 'a', 'rule-5', 'd', 'b']);
	expect(copy).toMatchObject({ label: 'a (copy)', group: 'one' });
	expect(copy.when).toEqual(model.rules[1]!.when);
	expect(copy.when).not.toBe(model.rules[1]!.when);
});
