import { expect, it } from 'vitest';
import { smallModel } from '../../../tests/support/score-model.ts';
import { withRule, type NewRule } from './add-rule.ts';
import { parseModel } from './model.ts';

const rule = (more: Partial<NewRule> = {}): NewRule => ({
	label: 'City is “Berlin”',
	points: 7,
	kind: 'fit',
	when: { attribute: 'City', op: 'eq', value: 'Berlin' },
	groupLabel: 'Who they are',
	...more
});

it('adds a rule to the first group of its kind, under a key of its own', () => {
	const once = withRule(smallModel(), rule());
	expect([once.key, once.isNew]).toEqual(['city-is-berlin', true]);
	expect(once.model.rules.at(-1)).toMatchObject({ key: 'city-is-berlin', group: 'fit', points: 7, max: 1 });
	const twice = withRule(once.model, rule({ when: { attribute: 'City', op: 'contains', value: 'berlin' } }));
	expect(twice.key).toBe('city-is-berlin-2');
	expect(parseModel(twice.model).rules).toHaveLength(6);
});

it('keeps a rule with the same condition as it is', () => {
	const model = smallModel();
	const found = withRule(model, rule({ when: { op: 'eq', value: 'decides', attribute: 'Authority' } }));
	expect(found).toEqual({ model, key: 'decides', isNew: false });
});

it('makes a group where there is none of its kind', () => {
	const { model } = withRule(smallModel({ groups: [], rules: [] }), rule({ kind: 'engagement', label: '…' }));
	expect(model.groups).toEqual([{ key: 'engagement', label: 'Who they are', kind: 'engagement', cap: 50 }]);
	expect(model.rules[0]!.key).toBe('rule');
});
