import { expect, it } from 'vitest';
import { parseModel, type AttributeCondition } from '#lib/scoring/model.ts';
import { smallModel } from '../../../../../../tests/support/score-model.ts';
import { freshKey, newRule, newWhen, ops, removeRule, withOp } from './edited.ts';

const size: AttributeCondition = { attribute: 'Size', op: 'between', value: [5, 10] };

it.each<[AttributeCondition, AttributeCondition['op'], unknown]>([
	[size, 'gte', 5],
	[size, 'in', [5, 10]],
	[size, 'eq', '5'],
	[size, 'exists', undefined],
	[{ attribute: 'Job', op: 'eq', value: 'Head' }, 'in', ['Head']],
	[{ attribute: 'Job', op: 'eq', value: 'Head' }, 'gte', null],
	[{ attribute: 'Job', op: 'in', value: ['7', 'Head'] }, 'between', [7, null]],
	[{ attribute: 'Job', op: 'exists' }, 'contains', ''],
	[{ attribute: 'Job', op: 'eq', value: '' }, 'in', []]
])('%j with %s keeps %j', (condition, op, value) => {
	expect(withOp(condition, op).value).toEqual(value);
});

it('knows every operator of a model', () => {
	const faults = ops.filter((op) => {
		const when = withOp({ attribute: 'Size', op: 'between', value: [5, 10] }, op);
		const { rules } = smallModel();
		return parseModel({ ...smallModel(), rules: [{ ...rules[0]!, when }, ...rules.slice(1)] }) === null;
	});
	expect(faults).toEqual([]);
});

it('keeps the condition that there was as the first of all', () => {
	expect(newWhen('all', { activity: 'webinar' })).toMatchObject({ all: [{ activity: 'webinar' }, {}] });
});

it('gives new rules keys of their own', () => {
	const model = smallModel();
	model.rules.push(newRule(model, 'interest'));
	expect(model.rules.at(-1)).toMatchObject({ key: 'rule-5', group: 'interest' });
	expect(freshKey([{ key: 'rule-2' }], 'rule')).toBe('rule-3');
});

it('no longer asks for a rule that is removed', () => {
	const model = smallModel({
		thresholds: {
			warm: 20,
			hot: 40,
			mql: { score: 40, require: ['decides', 'demo'] },
			sql: { score: 1, require: ['demo'] }
		}
	});
	removeRule(model, 2);
	expect(model.rules.map(({ key }) => key)).toEqual(['decides', 'budget', 'pricing']);
	expect(model.thresholds.mql.require).toEqual(['decides']);
	expect(model.thresholds.sql).toEqual({ score: 1 });
});
