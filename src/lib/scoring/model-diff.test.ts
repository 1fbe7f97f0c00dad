import { expect, test } from 'vitest';
import { smallModel } from '../../../tests/support/score-model.ts';
import { modelChanges } from './model-diff.ts';
import { templates } from './templates/templates.ts';
import { makeModel } from './templates/make-model.ts';

const small = smallModel();
const ruleOf = (key: string) => small.rules.find((rule) => rule.key === key)!;
const withRule = (key: string, more: object) =>
	smallModel({ rules: small.rules.map((rule) => (rule.key === key ? { ...rule, ...more } : rule)) });

test('the same model has no changes, in whatever order it is written', () => {
	for (const model of [small, ...templates.map((template) => makeModel(template))]) {
		const turned = JSON.parse(
			JSON.stringify(model, (_, value: unknown) =>
				typeof value === 'object' && value !== null && !Array.isArray(value)
					? Object.fromEntries(Object.entries(value).reverse())
					: value
			)
		) as typeof model;
		turned.rules.reverse();
		turned.groups.reverse();
		for (const { when } of turned.rules)
			if ('value' in when && Array.isArray(when.value)) when.value.reverse();
		expect(modelChanges(model, turned)).toEqual([]);
	}
});

test('rules that are added, removed and changed', () => {
	const webinar = {
		...{ key: 'webinar', label: 'Webinar', group: 'interest', points: 10, when: { activity: 'webinar' } }
	};
	const { when } = ruleOf('budget');
	expect(
		modelChanges(
			small,
			smallModel({ rules: [...small.rules.filter(({ key }) => key !== 'budget'), webinar] })
		)
	).toEqual([
		{ kind: 'ruleRemoved', label: 'Budget approved', points: 20, when },
		{ kind: 'ruleAdded', label: 'Webinar', points: 10, when: { activity: 'webinar' } }
	]);
	expect(modelChanges(small, withRule('demo', { points: 25 }))).toEqual([
		{ kind: 'points', label: 'Asked for a demo', from: 30, to: 25 }
	]);
	expect(
		modelChanges(
			small,
			withRule('pricing', { label: 'Prices', max: 2, halfLifeDays: undefined, group: 'fit' })
		)
	).toEqual([
		{ kind: 'renamed', from: 'Looked at prices', to: 'Prices' },
		{ kind: 'max', label: 'Prices', from: 4, to: 2 },
		{ kind: 'halfLife', label: 'Prices', from: 30, to: null },
		{ kind: 'group', label: 'Prices', from: 'Interest', to: 'Fit' }
	]);
	const later = { attribute: 'Budget', op: 'in', value: ['approved', 'planned'] } as const;
	expect(modelChanges(small, withRule('budget', { when: later }))).toEqual([
		{ kind: 'condition', label: 'Budget approved', from: when, to: later }
	]);
});

test('the ends of a range are not one another', () => {
	const between = (value: number[]) =>
		withRule('budget', { when: { attribute: 'Budget', op: 'between', value } });
	expect(modelChanges(between([1, 5]), between([5, 1]))).toHaveLength(1);
});

test('groups, knock-out rules and thresholds', () => {
	const [fit, interest] = small.groups;
	const rent = { attribute: 'Request', op: 'eq', value: 'rent' };
	const after = smallModel({
		groups: [{ ...fit, cap: 50 }, interest, { key: 'web', label: 'Web', kind: 'engagement', cap: 10 }],
		disqualify: [rent],
		thresholds: {
			...{ warm: 20, hot: { score: 40, minFit: 10 }, eql: 15 },
			mql: { score: 35, require: ['decides'] }
		}
	});
	const changes = modelChanges(small, after);
	expect(changes).toEqual([
		{ kind: 'groupAdded', label: 'Web', cap: 10 },
		{ kind: 'cap', label: 'Fit', from: 40, to: 50 },
		{ kind: 'knockOutAdded', when: rent },
		{ kind: 'minFit', threshold: 'hot', from: null, to: 10 },
		{ kind: 'thresholdAdded', threshold: 'eql', score: 15 },
		{ kind: 'score', threshold: 'mql', from: 40, to: 35 },
		{ kind: 'require', threshold: 'mql', added: ['Decides'], removed: [] }
	]);
	expect(modelChanges(after, small).map(({ kind }) => kind)).toEqual([
		...['groupRemoved', 'cap', 'knockOutRemoved', 'minFit', 'thresholdRemoved', 'score', 'require']
	]);
});
