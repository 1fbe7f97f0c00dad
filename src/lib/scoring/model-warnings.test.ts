import { expect, it } from 'vitest';
import { smallModel } from '../../../tests/support/score-model.ts';
import type { ConditionFacts } from './condition-facts.ts';
import type { When } from './model.ts';
import { modelWarnings } from './model-warnings.ts';
import { mostPoints } from './most-points.ts';

const attribute = (name: string, leads: number, numbers: number) => ({
	...{ name, leads, clients: 0, values: 2, numbers, min: null, max: null, common: [] }
});
const facts: ConditionFacts = {
	...{ leads: 100, clients: 10, all: 100, events: [] },
	activities: [
		{ name: 'demo_request', events: 5, leads: 4, clients: 2 },
		{ name: 'pricing_view', events: 9, leads: 6, clients: 2 }
	],
	attributes: [attribute('Authority', 60, 0), attribute('Budget', 50, 0), attribute('Size', 40, 37)]
};
const some = () => ({ leads: 5, clients: 1, isAbout: false });
const none = () => ({ leads: 0, clients: 0, isAbout: false });

const rules = (...whens: When[]) =>
	smallModel({
		rules: whens.map((when, i) => ({ key: `${i}`, label: `Rule ${i}`, group: 'fit', points: 40, when })),
		groups: [{ key: 'fit', label: 'Fit', kind: 'fit', cap: 40 }]
	});
const budget = { attribute: 'Budget', op: 'exists' } as const;

it('finds nothing in a model that fits the data', () => {
	expect(modelWarnings(smallModel(), facts, some)).toEqual([]);
});

it.each<[string, ReturnType<typeof smallModel>, object[]]>([
	[
		'an attribute that nobody has',
		rules({ all: [budget, { attribute: 'Colour', op: 'exists' }] }),
		[{ kind: 'noAttribute', name: 'Colour', path: ['rules', 0, 'when', 'all', 1, 'attribute'] }]
	],
	[
		'an activity that nobody did',
		rules({ activity: 'webinar' }),
		[{ kind: 'noActivity', name: 'webinar', path: ['rules', 0, 'when', 'activity'] }]
	],
	[
		'numbers asked of an attribute with text',
		rules({ attribute: 'Size', op: 'gte', value: 5 }),
		[{ kind: 'mixed', name: 'Size', texts: 3, leads: 40, path: ['rules', 0, 'when', 'attribute'] }]
	],
	[
		'the same condition twice',
		rules(budget, { activity: 'demo_request' }, budget),
		[{ kind: 'sameCondition', other: 'Rule 0', path: ['rules', 2, 'when'] }]
	],
	[
		'two things at one event',
		rules({ all: [{ activity: 'demo_request' }, { all: [{ event: 'sal' }] }] }),
		[{ kind: 'twoEvents', path: ['rules', 0, 'when'] }]
	],
	[
		'a group without rules, and one that counts nothing',
		smallModel({
			groups: [
				{ key: 'fit', label: 'Fit', kind: 'fit', cap: 40 },
				{ key: 'interest', label: 'Interest', kind: 'engagement', cap: 60 },
				{ key: 'more', label: 'More', kind: 'fit', cap: 0 }
			]
		}),
		[
			{ kind: 'capZero', path: ['groups', 2, 'cap'] },
			{ kind: 'emptyGroup', path: ['groups', 2, 'label'] }
		]
	],
	[
		'thresholds that nobody can pass',
		smallModel({
			thresholds: { warm: 20, hot: 91, mql: { score: 90, minFit: 41 }, eql: { score: 1, minEngagement: 51 } }
		}),
		[
			{ kind: 'tooHigh', of: 'score', asked: 91, most: 90, path: ['thresholds', 'hot', 'score'] },
			{
				kind: 'tooHigh',
				of: 'engagement',
				asked: 51,
				most: 50,
				path: ['thresholds', 'eql', 'minEngagement']
			},
			{ kind: 'tooHigh', of: 'fit', asked: 41, most: 40, path: ['thresholds', 'mql', 'minFit'] }
		]
	],
	[
		'hot below warm',
		smallModel({ thresholds: { warm: 20, hot: 19, mql: 20 } }),
		[{ kind: 'hotBelowWarm', path: ['thresholds', 'hot', 'score'] }]
	]
])('warns of %s', (_, model, warnings) => {
	expect(modelWarnings(model, facts, some)).toEqual(warnings);
});

it('warns of rules and knock-out rules that no lead meets', () => {
	const model = { ...rules(budget), disqualify: [budget] };
	expect(modelWarnings(model, facts, none)).toEqual([
		{ kind: 'noLead', path: ['rules', 0, 'when'] },
		{ kind: 'noLead', path: ['disqualify', 0] }
	]);
	expect(modelWarnings(model, { ...facts, leads: 0 }, none)).toEqual([]);
	expect(modelWarnings(model, null, () => null)).toEqual([]);
});

it('gives the most that a model can give, within the caps', () => {
	expect(mostPoints(smallModel())).toEqual({ fit: 40, engagement: 50, score: 90 });
	const { rules: all } = smallModel();
	expect(mostPoints({ ...smallModel(), rules: all.map((rule) => ({ ...rule, points: -5 })) })).toEqual({
		...{ fit: 0, engagement: 0, score: 0 }
	});
});
