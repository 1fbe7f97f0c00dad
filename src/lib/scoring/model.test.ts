import { expect, it } from 'vitest';
import { smallModel } from '../../../tests/support/score-model.ts';
import { faultTexts, ModelFault, parseModel } from './model.ts';

const withCondition = (when: object) => ({
	...smallModel(),
	rules: [{ key: 'a', label: 'A', group: 'fit', points: 1, when }],
	thresholds: { warm: 1, hot: 2, mql: 2 }
});

const thrown = (model: unknown) => {
	try {
		parseModel(model);
		return null;
	} catch (error) {
		if (!(error instanceof ModelFault)) throw error;
		return error;
	}
};
const faultOf = (model: unknown) => {
	const fault = thrown(model);
	return fault && [fault.faults[0]!.path.join('.'), fault.message];
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

const rule = { key: 'a', label: 'A', group: 'fit', points: 1, when: { activity: 'call' } };
const thresholds = { warm: 1, hot: 2, mql: 2 };

it.each([
	[{ rules: [{ ...rule, points: null }] }, 'rules → 0 → points: must be a number.'],
	[{ rules: [{ ...rule, points: '3' }] }, 'rules → 0 → points "3": must be a number.'],
	[{ rules: [{ ...rule, max: 0 }] }, 'rules → 0 → max 0: must be at least 1.'],
	[{ rules: [{ ...rule, max: 1.5 }] }, 'rules → 0 → max 1.5: must be a whole number.'],
	[{ rules: [{ ...rule, key: '' }] }, 'rules → 0 → key "": must not be empty.'],
	[{ rules: [{ ...rule, weight: 2 }] }, 'rules → 0: there is no field "weight" here.'],
	[{ rules: [{ ...rule, when: { activity: '' } }] }, 'rules → 0 → when → activity "": must not be empty.'],
	[{ rules: [{ ...rule, when: { all: [] } }] }, 'rules → 0 → when → all: must not be empty.'],
	[
		{ rules: [{ ...rule, when: { all: [{ activity: 'a', where: [{ attribute: 'b', op: 'eq' }] }] } }] },
		'rules → 0 → when → all → 0 → where → 0 → value: is missing.'
	],
	[
		{ disqualify: [{ attribute: 'Age', op: 'below', value: 18 }] },
		'disqualify → 0 → op "below": must be one of eq, in, gte, lte, between, contains, exists.'
	],
	[{ disqualify: [{}] }, 'disqualify → 0: must name an attribute with an operator ("op"), an activity'],
	[{ groups: 7 }, 'groups 7: must be a list.'],
	[{ thresholds: { warm: 1, hot: 2 } }, 'thresholds → mql: is missing.'],
	[
		{ thresholds: { ...thresholds, hot: 'x' } },
		'thresholds → hot "x": must be a number, or an object with a "score".'
	],
	[{ thresholds: { ...thresholds, hot: { score: null } } }, 'thresholds → hot → score: must be a number.'],
	[
		{ thresholds: { ...thresholds, mql: { score: 1, require: ['b'] } } },
		'thresholds → mql → require → 0 "b": there is no rule "b".'
	]
])('says where %j is wrong, the value and what would be right', (more, message) => {
	const { groups } = smallModel();
	expect(faultOf({ name: 'A', groups, rules: [rule], thresholds, ...more })?.[1]).toContain(message);
});

it('says of several faults where each is', () => {
	const { groups } = smallModel();
	const rules = [
		{ ...rule, points: 'many' },
		{ ...rule, key: 'b', when: { attribute: 'Size', op: 'above', value: 1 } }
	];
	const fault = thrown({ name: 'A@B', groups, rules, thresholds: { ...thresholds, hot: 'x' } })!;
	expect([fault.faults[0]!.path, faultTexts(fault)]).toEqual([
		['name'],
		[
			'name "A@B": must be one line without @.',
			'rules → 0 → points "many": must be a number.',
			'rules → 1 → when → op "above": must be one of eq, in, gte, lte, between, contains, exists.',
			'thresholds → hot "x": must be a number, or an object with a "score".'
		]
	]);
});

it('says no more faults than can be read', () => {
	const rules = Array.from({ length: 30 }, (_, i) => ({ ...rule, key: `r${i}`, points: 'many' }));
	const texts = faultTexts(thrown({ ...smallModel(), rules })!);
	expect([texts.length, texts[19], texts[20]]).toEqual([
		...[21, 'rules → 19 → points "many": must be a number.', 'And 10 more.']
	]);
});

it('takes numbers that are written as text', () => {
	const when = { attribute: 'Size', op: 'between', value: ['1', '2.5'] };
	expect(parseModel(withCondition(when)).rules[0]!.when).toEqual(when);
});

it('says all faults at once, each with its place and value, one a field', () => {
	const { groups } = smallModel();
	const model = {
		name: ' ',
		groups: [...groups, { ...groups[0], cap: -1 }],
		rules: [
			{ ...rule, points: 'many', max: 0 },
			{ ...rule, group: 'who' },
			{ ...rule, key: 'c', when: { attribute: '', op: 'between' } },
			null
		],
		disqualify: [{ all: [{ activity: '' }, { event: 'sold' }] }],
		thresholds: { ...thresholds, mql: { score: 'x', require: ['b'] }, sql: { score: 1, require: ['c', 'd'] } }
	};
	expect(faultOf(model)![1]!.split('\n')).toEqual([
		'name " ": must not be empty.',
		'groups → 2 → cap -1: must be at least 0.',
		'rules → 0 → points "many": must be a number.',
		'rules → 0 → max 0: must be at least 1.',
		'rules → 2 → when → attribute "": must not be empty.',
		'rules → 2 → when → value: between takes two values.',
		'rules → 3: must be an object.',
		'disqualify → 0 → all → 0 → activity "": must not be empty.',
		expect.stringMatching(/^disqualify → 0 → all → 1 → event "sold": must be one of created, /),
		'thresholds → mql → score "x": must be a number.',
		'groups → 2 → key "fit": "fit" is the key of two groups: give each its own.',
		'rules → 1 → key "a": "a" is the key of two rules: give each its own.',
		'rules → 1 → group "who": there is no group "who": the groups are fit, interest, fit.',
		'thresholds → mql → require → 0 "b": there is no rule "b".',
		'thresholds → sql → require → 1 "d": there is no rule "d".'
	]);
});
