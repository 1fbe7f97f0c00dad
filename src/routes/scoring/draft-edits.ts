/** What the workbench changes of a model: points, `max`, half-lives, caps and thresholds. Conditions stay. */
import type { ScoreModel, Threshold } from '#lib/scoring/model.ts';
import { thresholdNames, type ThresholdName } from '#lib/scoring/threshold-names.ts';

export type Rule = ScoreModel['rules'][number];

/** Changes the draft; `what` names the control, whose moves are one step until it is let go. */
export type Edit = (change: (draft: ScoreModel) => ScoreModel, what: string) => void;

export type RuleChange = Partial<Pick<Rule, 'points' | 'max' | 'halfLifeDays'>>;

/** `halfLifeDays: undefined`: hits keep their points. */
export const withRule = (model: ScoreModel, key: string, change: RuleChange): ScoreModel => ({
	...model,
	rules: model.rules.map((rule) => (rule.key === key ? { ...rule, ...change } : rule))
});

export const withCap = (model: ScoreModel, key: string, cap: number): ScoreModel => ({
	...model,
	groups: model.groups.map((group) => (group.key === key ? { ...group, cap } : group))
});

export const withThreshold = (
	model: ScoreModel,
	name: ThresholdName,
	change: Partial<Threshold>
): ScoreModel => {
	const before = model.thresholds[name];
	return before ? { ...model, thresholds: { ...model.thresholds, [name]: { ...before, ...change } } } : model;
};

/** A rule as it was in the model that the draft began with. */
export function withoutRuleChange(model: ScoreModel, begin: ScoreModel, key: string): ScoreModel {
	const before = begin.rules.find((rule) => rule.key === key);
	return before ? withRule(model, key, changeable(before)) : model;
}

const changeable = ({ points, max, halfLifeDays }: Rule) => ({ points, max, halfLifeDays });

/** What differs from the model that the draft began with. */
export interface Differences {
	/** By key. */
	rules: ReadonlySet<string>;
	groups: ReadonlySet<string>;
	thresholds: ReadonlySet<ThresholdName>;
	count: number;
}

export function differences(model: ScoreModel, begin: ScoreModel): Differences {
	const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
	const rules = new Set(
		model.rules.flatMap((rule, i) => {
			const before = begin.rules[i]!;
			return isSame(changeable(rule), changeable(before)) ? [] : [rule.key];
		})
	);
	const groups = new Set(
		model.groups.flatMap(({ key, cap }, i) => (cap === begin.groups[i]!.cap ? [] : [key]))
	);
	const thresholds = new Set(
		thresholdNames.filter((name) => !isSame(model.thresholds[name], begin.thresholds[name]))
	);
	return { rules, groups, thresholds, count: rules.size + groups.size + thresholds.size };
}

/**
 * How far the sliders of the points go, minus and plus: the same for all rules, so that their lengths compare. Twice
 * the most that any rule had, 50 at least.
 */
export const pointsReach = ({ rules }: ScoreModel): number =>
	Math.max(50, Math.ceil(Math.max(0, ...rules.map(({ points }) => Math.abs(points))) / 5) * 10);
