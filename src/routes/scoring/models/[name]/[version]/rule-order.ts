/** Rules stand group by group on the page; in the model they are one list, and its order is that of the page. */
import type { ScoreModel } from '#lib/scoring/model.ts';
import { freshKey } from './edited.ts';

/** The places of a group's rules in the list. */
export const placesOf = ({ rules }: ScoreModel, group: string): number[] =>
	rules.flatMap((rule, place) => (rule.group === group ? [place] : []));

const nextGroup = ({ groups }: ScoreModel, group: string, step: -1 | 1): string | undefined =>
	groups[groups.findIndex(({ key }) => key === group) + step]?.key;

/**
 * Moves a rule past its neighbour of the same group; the first of a group to the end of the group before, the last to the
 * beginning of the one after. Returns its new place in the list; it stays where it is if there is none.
 */
export function moveRule(model: ScoreModel, at: number, step: -1 | 1): number {
	const { rules } = model;
	const rule = rules[at]!;
	const mates = placesOf(model, rule.group);
	const neighbour = mates[mates.indexOf(at) + step];
	if (neighbour !== undefined) return put(rules, at, neighbour);
	const group = nextGroup(model, rule.group, step);
	if (group === undefined) return at;
	const others = placesOf(model, group);
	rule.group = group;
	if (others.length === 0) return at;
	const beside = step < 0 ? others.at(-1)! + 1 : others[0]!;
	// Without the rule, those after it stand one place earlier.
	return put(rules, at, beside > at ? beside - 1 : beside);
}

function put<T>(list: T[], from: number, to: number): number {
	list.splice(to, 0, ...list.splice(from, 1));
	return to;
}

/** Puts a copy with a key of its own after a rule. Returns the copy. */
export function duplicateRule(model: ScoreModel, at: number, label: string): ScoreModel['rules'][number] {
	const rule = JSON.parse(JSON.stringify(model.rules[at])) as ScoreModel['rules'][number];
	const copy = { ...rule, key: freshKey(model.rules, 'rule'), label };
	model.rules.splice(at + 1, 0, copy);
	return copy;
}
