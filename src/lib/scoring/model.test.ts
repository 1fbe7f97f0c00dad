import { expect, it } from 'vitest';
import { smallModel } from '../../../tests/support/score-model.ts';
import { ModelFault, parseModel } from './model.ts';

const withCondition = (when: object) => ({
	...smallModel(),
	rules: [{ key: 'a', label: 'A', group: 'fit', points: 1, when }],
	thresholds: { warm: 1, hot: 2, mql: 2 }
});

const faultOf = (model: unknown) => {
	try {
		parseModel(model);
		return null;
	} catch (error) {
		if (!(error instanceof ModelFault)) throw error;
		return [error.path.join('.'), error.message];
	}
};

it.each([
	[
		'one value where several are meant',
		{ attribute: 'Budget', op: 'eq', value: ['a', 'b'] },
		'takes one value: for several, use op "in"'
	],
	['text where a number is compared', { attribute: 'Size', op: 'gte', value: 'big' }, 'write a number'],
	[
		'nothing where a number is compared',
		{ attribute: 'Size', op: 'between', value: [1, ''] },
		'write a number'
	],
	['no value', { attribute: 'Size', op: 'lte' }, 'is missing']
])('refuses %s', (_, when, message) => {
	const fault = faultOf(withCondition(when));
	expect(fault?.[0]).toBe('rules.0.when.value');
	expect(fault?.[1]).toContain(message);
});

it('takes numbers that are written as text', () => {
	const when = { attribute: 'Size', op: 'between', value: ['1', '2.5'] };
	expect(parseModel(withCondition(when)).rules[0]!.when).toEqual(when);
});
