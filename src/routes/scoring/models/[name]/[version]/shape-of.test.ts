import { expect, it } from 'vitest';
import { parseModel } from '#lib/scoring/model.ts';
import { smallModel } from '../../../../../../tests/support/score-model.ts';
import { shapeOf } from './shape-of.ts';

const model = smallModel();
const [first, ...others] = model.rules;

it('is the model, also where a threshold is a number and defaults are left out', () => {
	expect(shapeOf(JSON.stringify(model))).toEqual(model);
	const text = JSON.stringify({
		...model,
		rules: [{ ...first, max: undefined }, ...others],
		disqualify: undefined,
		thresholds: { warm: 20, hot: 40, mql: 40 }
	});
	expect(shapeOf(text)).toEqual(parseModel(JSON.parse(text)));
});

it('is a model whose fields are still wrong', () => {
	const rules = [{ ...first, points: null, label: '' }, ...others];
	expect(shapeOf(JSON.stringify({ ...model, rules }))).toMatchObject({
		rules: [{ points: null }, {}, {}, {}]
	});
});

it.each<[string, object]>([
	['a rule without a condition', { rules: [{ ...first, when: undefined }] }],
	['a condition of no kind', { rules: [{ ...first, when: { colour: 'red' } }] }],
	['a part that is no condition', { rules: [{ ...first, when: { all: [null] } }] }],
	['two rules of one key', { rules: [first, first] }],
	['a rule in no group', { rules: [{ ...first, group: 'none' }] }],
	['a knock-out rule that is text', { disqualify: ['spam'] }],
	['no hand-over threshold', { thresholds: { warm: 1, hot: 2 } }],
	['a threshold that is text', { thresholds: { warm: 1, hot: 2, mql: 'many' } }],
	['no groups', { groups: undefined }]
])('is null with %s', (_, more) => {
	expect(shapeOf(JSON.stringify({ ...model, ...more }))).toBeNull();
});

it.each(['', '[]', 'null', '{'])('is null for %j', (text) => {
	expect(shapeOf(text)).toBeNull();
});
