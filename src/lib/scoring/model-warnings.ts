/** What is allowed in a model, but hardly meant. */
import { isEventful } from './compile.ts';
import type { ConditionCount, ConditionFacts } from './condition-facts.ts';
import type { AttributeCondition, ScoreModel, When } from './model.ts';
import { mostPoints } from './most-points.ts';

export type ModelWarning = { path: (string | number)[] } & (
	| { kind: 'noLead' | 'twoEvents' | 'capZero' | 'emptyGroup' | 'atInstant' | 'hotBelowWarm' }
	| { kind: 'noAttribute' | 'noActivity'; name: string }
	/** `texts` of the `leads` that have the attribute told something that is no number. */
	| { kind: 'mixed'; name: string; texts: number; leads: number }
	| { kind: 'sameCondition'; other: string }
	| { kind: 'tooHigh'; of: 'score' | 'fit' | 'engagement'; asked: number; most: number }
);

/**
 * In the order of the model. `facts`: of the data, null while they are not known; `countOf`: the leads that a condition
 * of the model is met by.
 */
export function modelWarnings(
	model: ScoreModel,
	facts: ConditionFacts | null,
	countOf: (when: When, knockOut: boolean) => ConditionCount | null
): ModelWarning[] {
	return [
		...groupWarnings(model),
		...model.rules.flatMap((rule, i): ModelWarning[] => [
			...conditionWarnings(rule.when, ['rules', i, 'when'], facts, countOf(rule.when, false)),
			...sameCondition(model, i),
			...(rule.halfLifeDays === 0 ? [{ kind: 'atInstant' as const, path: ['rules', i, 'halfLifeDays'] }] : [])
		]),
		...model.disqualify.flatMap((when, i) =>
			conditionWarnings(when, ['disqualify', i], facts, countOf(when, true))
		),
		...thresholdWarnings(model)
	];
}

const groupWarnings = ({ groups, rules }: ScoreModel): ModelWarning[] =>
	groups.flatMap(({ key, cap }, i): ModelWarning[] => [
		...(cap === 0 ? [{ kind: 'capZero' as const, path: ['groups', i, 'cap'] }] : []),
		...(rules.some(({ group }) => group === key)
			? []
			: [{ kind: 'emptyGroup' as const, path: ['groups', i, 'label'] }])
	]);

function conditionWarnings(
	when: When,
	path: (string | number)[],
	facts: ConditionFacts | null,
	count: ConditionCount | null
): ModelWarning[] {
	const events = 'all' in when ? eventfulParts(when) : 0;
	if (events > 1) return [{ kind: 'twoEvents', path }];
	// Without leads nothing can be said of the data.
	if (!facts || facts.leads === 0) return [];
	const unknown = partWarnings(when, path, facts);
	return unknown.some(({ kind }) => kind !== 'mixed') || count?.leads !== 0
		? unknown
		: [...unknown, { kind: 'noLead', path }];
}

const eventfulParts = (when: When): number =>
	'all' in when ? when.all.reduce((sum, one) => sum + eventfulParts(one), 0) : isEventful(when) ? 1 : 0;

function partWarnings(when: When, path: (string | number)[], facts: ConditionFacts): ModelWarning[] {
	if ('all' in when) return when.all.flatMap((one, i) => partWarnings(one, [...path, 'all', i], facts));
	if ('attribute' in when) return attributeWarnings(when, path, facts);
	if ('event' in when || facts.activities.some(({ name }) => name === when.activity)) return [];
	return [{ kind: 'noActivity', name: when.activity, path: [...path, 'activity'] }];
}

function attributeWarnings(
	{ attribute: name, op }: AttributeCondition,
	path: (string | number)[],
	facts: ConditionFacts
): ModelWarning[] {
	const known = facts.attributes.find((one) => one.name === name);
	if (!known) return [{ kind: 'noAttribute', name, path: [...path, 'attribute'] }];
	const texts = known.leads - known.numbers;
	return texts > 0 && (op === 'gte' || op === 'lte' || op === 'between')
		? [{ kind: 'mixed', name, texts, leads: known.leads, path: [...path, 'attribute'] }]
		: [];
}

/** The same condition as that of an earlier rule. */
function sameCondition({ rules }: ScoreModel, at: number): ModelWarning[] {
	const written = JSON.stringify(rules[at]!.when);
	const other = rules.slice(0, at).find(({ when }) => JSON.stringify(when) === written);
	return other ? [{ kind: 'sameCondition', other: other.label, path: ['rules', at, 'when'] }] : [];
}

function thresholdWarnings(model: ScoreModel): ModelWarning[] {
	const most = mostPoints(model);
	const { warm, hot } = model.thresholds;
	const warnings = Object.entries(model.thresholds).flatMap(([name, threshold]): ModelWarning[] => {
		if (!threshold) return [];
		const { score, minFit = -Infinity, minEngagement = -Infinity } = threshold;
		const asked = [
			{ of: 'score' as const, asked: score, field: 'score' },
			{ of: 'fit' as const, asked: minFit, field: 'minFit' },
			{ of: 'engagement' as const, asked: minEngagement, field: 'minEngagement' }
		];
		return asked.flatMap(({ of, asked, field }) =>
			asked > most[of]
				? [{ kind: 'tooHigh' as const, of, asked, most: most[of], path: ['thresholds', name, field] }]
				: []
		);
	});
	return hot.score < warm.score
		? [...warnings, { kind: 'hotBelowWarm', path: ['thresholds', 'hot', 'score'] }]
		: warnings;
}
