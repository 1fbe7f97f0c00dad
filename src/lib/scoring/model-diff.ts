/** What differs between two score models, as parts that a page and the command put into words. */
import type { ScoreModel, Threshold, When } from './model.ts';
import { thresholdNames, type ThresholdName } from './threshold-names.ts';

type Group = ScoreModel['groups'][number];
type Rule = ScoreModel['rules'][number];
type FromTo<T> = { from: T; to: T };

/** Rules and groups are known by their keys; `label` is that of the later model, or of the only one that has it. */
export type ModelChange =
	| { kind: 'groupAdded' | 'groupRemoved'; label: string; cap: number }
	| ({ kind: 'cap'; label: string } & FromTo<number>)
	| ({ kind: 'groupKind'; label: string } & FromTo<Group['kind']>)
	| ({ kind: 'renamed' } & FromTo<string>)
	| { kind: 'ruleAdded' | 'ruleRemoved'; label: string; points: number; when: When }
	| ({ kind: 'points' | 'max'; label: string } & FromTo<number>)
	/** Days; null: hits keep their points. */
	| ({ kind: 'halfLife'; label: string } & FromTo<number | null>)
	| ({ kind: 'group'; label: string } & FromTo<string>)
	| ({ kind: 'condition'; label: string } & FromTo<When>)
	| { kind: 'knockOutAdded' | 'knockOutRemoved'; when: When }
	| { kind: 'thresholdAdded' | 'thresholdRemoved'; threshold: ThresholdName; score: number }
	/** null: none is asked for. */
	| ({ kind: 'score' | 'minFit' | 'minEngagement'; threshold: ThresholdName } & FromTo<number | null>)
	/** Labels of rules that the threshold now asks for, or no longer. */
	| { kind: 'require'; threshold: ThresholdName; added: string[]; removed: string[] };

/** The order of rules, of groups and of listed values changes no score, and is no change. */
export function modelChanges(before: ScoreModel, after: ScoreModel): ModelChange[] {
	return [
		...groupChanges(before.groups, after.groups),
		...ruleChanges(before, after),
		...knockOutChanges(before.disqualify, after.disqualify),
		...thresholdChanges(before, after)
	];
}

/** Those of both lists by key, those of the first alone, and those of the second alone. */
function paired<T extends { key: string }>(before: readonly T[], after: readonly T[]) {
	const old = new Map(before.map((one) => [one.key, one]));
	const kept = new Set(after.map((one) => one.key));
	return {
		both: after.flatMap((one) => (old.has(one.key) ? [[old.get(one.key)!, one] as const] : [])),
		removed: before.filter((one) => !kept.has(one.key)),
		added: after.filter((one) => !old.has(one.key))
	};
}

const renamed = (from: string, to: string): ModelChange[] =>
	from === to ? [] : [{ kind: 'renamed', from, to }];

function groupChanges(before: Group[], after: Group[]): ModelChange[] {
	const { both, removed, added } = paired(before, after);
	return [
		...removed.map(({ label, cap }): ModelChange => ({ kind: 'groupRemoved', label, cap })),
		...added.map(({ label, cap }): ModelChange => ({ kind: 'groupAdded', label, cap })),
		...both.flatMap(([a, b]): ModelChange[] => [
			...renamed(a.label, b.label),
			...(a.cap === b.cap ? [] : [{ kind: 'cap' as const, label: b.label, from: a.cap, to: b.cap }]),
			...(a.kind === b.kind ? [] : [{ kind: 'groupKind' as const, label: b.label, from: a.kind, to: b.kind }])
		])
	];
}

function ruleChanges(before: ScoreModel, after: ScoreModel): ModelChange[] {
	const { both, removed, added } = paired(before.rules, after.rules);
	const whole =
		(kind: 'ruleAdded' | 'ruleRemoved') =>
		(rule: Rule): ModelChange => ({
			...{ kind, label: nameOf(rule), points: rule.points, when: rule.when }
		});
	return [
		...removed.map(whole('ruleRemoved')),
		...added.map(whole('ruleAdded')),
		...both.flatMap(([a, b]): ModelChange[] => {
			const label = nameOf(b);
			const [from, to] = [a.halfLifeDays ?? null, b.halfLifeDays ?? null];
			const groupOf = (model: ScoreModel, { group }: Rule) =>
				model.groups.find(({ key }) => key === group)?.label ?? group;
			return [
				...renamed(nameOf(a), label),
				...(a.points === b.points ? [] : [{ kind: 'points' as const, label, from: a.points, to: b.points }]),
				...(same(a.when, b.when) ? [] : [{ kind: 'condition' as const, label, from: a.when, to: b.when }]),
				...(a.max === b.max ? [] : [{ kind: 'max' as const, label, from: a.max, to: b.max }]),
				...(from === to ? [] : [{ kind: 'halfLife' as const, label, from, to }]),
				...(a.group === b.group
					? []
					: [{ kind: 'group' as const, label, from: groupOf(before, a), to: groupOf(after, b) }])
			];
		})
	];
}

/** A rule without a label is called by its key. */
const nameOf = ({ key, label }: Rule) => label || key;

function knockOutChanges(before: When[], after: When[]): ModelChange[] {
	const without = (list: When[], other: When[]) => list.filter((one) => !other.some((it) => same(it, one)));
	return [
		...without(before, after).map((when): ModelChange => ({ kind: 'knockOutRemoved', when })),
		...without(after, before).map((when): ModelChange => ({ kind: 'knockOutAdded', when }))
	];
}

function thresholdChanges(before: ScoreModel, after: ScoreModel): ModelChange[] {
	return thresholdNames.flatMap((threshold): ModelChange[] => {
		const [a, b] = [before.thresholds[threshold], after.thresholds[threshold]];
		if (!a && !b) return [];
		if (!a) return [{ kind: 'thresholdAdded', threshold, score: b!.score }];
		if (!b) return [{ kind: 'thresholdRemoved', threshold, score: a.score }];
		return [
			...(['score', 'minFit', 'minEngagement'] as const).flatMap((kind): ModelChange[] => {
				const [from, to] = [a[kind] ?? null, b[kind] ?? null];
				return from === to ? [] : [{ kind, threshold, from, to }];
			}),
			...requireChange(threshold, required(before, a), required(after, b))
		];
	});
}

const required = ({ rules }: ScoreModel, { require = [] }: Threshold): Map<string, string> =>
	new Map(
		require.map((key) => {
			const rule = rules.find((one) => one.key === key);
			return [key, rule ? nameOf(rule) : key];
		})
	);

function requireChange(
	threshold: ThresholdName,
	before: Map<string, string>,
	after: Map<string, string>
): ModelChange[] {
	const added = [...after].flatMap(([key, label]) => (before.has(key) ? [] : [label]));
	const removed = [...before].flatMap(([key, label]) => (after.has(key) ? [] : [label]));
	return added.length + removed.length === 0 ? [] : [{ kind: 'require', threshold, added, removed }];
}

/** The same condition, in whatever order its fields and listed values are written. */
const same = (a: When, b: When) => written(a) === written(b);

function written(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(written).sort().join()}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
	const fields = Object.entries(value).filter(([, one]) => one !== undefined);
	return `{${fields
		.map(([key, one]) => `${key}:${key === 'value' && isRange(value) ? JSON.stringify(one) : written(one)}`)
		.sort()
		.join()}}`;
}

const isRange = (value: object) => 'op' in value && value.op === 'between';
