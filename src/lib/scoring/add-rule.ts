import type { ScoreModel, When } from './model.ts';
import { conditionText } from './structure.ts';

export interface NewRule {
	label: string;
	points: number;
	/** Where it belongs: who leads are, or what they did. */
	kind: 'fit' | 'engagement';
	when: When;
	/** Name of the group, if the model has none of this kind. */
	groupLabel: string;
}

/** Of a group that is made for a rule. */
const newCap = 50;

/** The model with one more rule, and the rule's key; a rule with the same condition stays as it is. */
export function withRule(
	model: ScoreModel,
	{ label, points, kind, when, groupLabel }: NewRule
): { model: ScoreModel; key: string; isNew: boolean } {
	const text = conditionText(when);
	const same = model.rules.find((rule) => conditionText(rule.when) === text);
	if (same) return { model, key: same.key, isNew: false };
	const known = model.groups.find((group) => group.kind === kind);
	const group = known ?? {
		key: freeKey(
			kind,
			model.groups.map(({ key }) => key)
		),
		label: groupLabel,
		kind,
		cap: newCap
	};
	const key = freeKey(
		slug(label),
		model.rules.map((rule) => rule.key)
	);
	return {
		model: {
			...model,
			groups: known ? model.groups : [...model.groups, group],
			rules: [...model.rules, { key, label, group: group.key, points, when, max: 1 }]
		},
		key,
		isNew: true
	};
}

const slug = (label: string): string =>
	label
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]+/gu, '-')
		.replaceAll(/^-+|-+$/g, '')
		.slice(0, 60) || 'rule';

function freeKey(wanted: string, taken: readonly string[]): string {
	let key = wanted;
	for (let i = 2; taken.includes(key); i++) key = `${wanted}-${i}`;
	return key;
}
