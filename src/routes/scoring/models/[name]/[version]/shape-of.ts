/** A text as a model that the fields can show. What is in the fields of it is the server's to judge. */
import type { ScoreModel, Threshold, When } from '#lib/scoring/model.ts';

type Json = Record<string, unknown>;

/** Null if it is none: a part has another form, two have one key, or a rule is in no group. */
export function shapeOf(text: string): ScoreModel | null {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return null;
	}
	if (!isObject(value)) return null;
	const { name, groups, rules, disqualify = [] } = value;
	if (typeof name !== 'string' || !isKeyed(groups) || !isKeyed(rules)) return null;
	const thresholds = thresholdsOf(value.thresholds);
	const isShown =
		rules.every(({ when, group }) => isWhen(when) && groups.some(({ key }) => key === group)) &&
		Array.isArray(disqualify) &&
		disqualify.every(isWhen) &&
		thresholds !== null;
	return isShown
		? ({ ...value, rules: rules.map((rule) => ({ max: 1, ...rule })), disqualify, thresholds } as ScoreModel)
		: null;
}

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isKeyed = (list: unknown): list is (Json & { key: string })[] =>
	Array.isArray(list) &&
	list.every((one) => isObject(one) && typeof one.key === 'string' && typeof one.label === 'string') &&
	new Set(list.map(({ key }) => key)).size === list.length;

function isWhen(value: unknown): value is When {
	if (!isObject(value)) return false;
	const { attribute, op, activity, event, all, where = [] } = value;
	if (Array.isArray(all)) return all.every(isWhen);
	if (attribute !== undefined) return typeof attribute === 'string' && typeof op === 'string';
	if (event !== undefined) return typeof event === 'string';
	return typeof activity === 'string' && Array.isArray(where) && where.every(isWhen);
}

/** A threshold may be written as its score alone. */
function thresholdsOf(value: unknown): ScoreModel['thresholds'] | null {
	if (!isObject(value)) return null;
	const thresholds = Object.fromEntries(
		Object.entries(value).map(([name, one]) => [name, typeof one === 'number' ? { score: one } : one])
	) as Record<string, Threshold>;
	const isWhole = ['warm', 'hot', 'mql'].every((name) => name in thresholds);
	return isWhole && Object.values(thresholds).every(isObject)
		? (thresholds as ScoreModel['thresholds'])
		: null;
}
