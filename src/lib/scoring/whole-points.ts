/** From weights to a model with whole points, which lets about as many leads pass as before. */
import { passing } from './gate.ts';
import type { ScoreModel, Threshold } from './model.ts';
import { scoreAll, scoresOf, type Counts, type Scores } from './score-table.ts';
import { sortScores } from './sort-scores.ts';

/** Between these is the largest of the points, unless locked rules set the scale. */
export const pointsRange = [20, 100] as const;

/** As many leads pass as before if they are no more than a tenth more or fewer. */
export const nearShare = 0.1;

/** same: as many pass as before; moved: the thresholds moved, so that they do; locked: the scale is that of locked rules. */
export type Scale = 'same' | 'moved' | 'locked';

/** The first leads of a table. */
export const firstLeads = ({ start, rule, count }: Counts, leads: number): Counts => ({
	start: start.subarray(0, leads + 1),
	rule,
	count
});

/** The model with other points of the rules at `places`; caps of their groups as given. */
export function withPoints(
	model: ScoreModel,
	places: readonly number[],
	points: readonly number[],
	cap: (group: ScoreModel['groups'][number]) => number
): ScoreModel {
	const rules = [...model.rules];
	places.forEach((place, i) => (rules[place] = { ...rules[place]!, points: points[i]! }));
	const touched = new Set(places.map((place) => rules[place]!.group));
	return {
		...model,
		rules,
		groups: model.groups.map((group) => (touched.has(group.key) ? { ...group, cap: cap(group) } : group))
	};
}

const sum = (values: Uint8Array) => values.reduce((total, value) => total + value, 0);

/**
 * A weight keeps its sign, however small: a single point still parts leads that are equal otherwise. (Of X Education's
 * hand-made rules one is worth a fifth of a point; without it a third of the gain is lost.)
 */
const whole = (value: number) =>
	value === 0 ? 0 : Math.sign(value) * Math.max(1, Math.round(Math.abs(value)));

/**
 * The model with points in proportion to the weights of the rules at `places` (in points per count; not all 0), whole.
 * Their scale is such that as many of the leads of `counts` pass `mql` as with the points before; if there is none within
 * a tenth, the largest of the points stays as large, and all thresholds move to the same shares. `fixed` is the scale
 * where locked rules set it. A cap that these points would meet is raised to the largest sum that a lead has.
 */
export function* wholePoints(
	model: ScoreModel,
	counts: Counts,
	places: readonly number[],
	weights: readonly number[],
	fixed: number | null
): Generator<void, { model: ScoreModel; scale: Scale }> {
	const before = scoresOf(counts, model);
	yield;
	const wanted = sum(passing(model, 'mql', counts, before));
	const largest = Math.max(...weights.map(Math.abs));
	const largestBefore = Math.max(...model.rules.map(({ points }) => Math.abs(points)));
	const scaled = (f: number) =>
		withPoints(
			model,
			places,
			weights.map((weight) => whole(f * weight)),
			() => Infinity
		);
	const tries = scoresOf(counts, model);
	const missed = (made: ScoreModel) => {
		scoreAll(counts, made, tries);
		return Math.abs(sum(passing(made, 'mql', counts, tries)) - wanted);
	};

	let best: { made: ScoreModel; missed: number; far: number } | null = null;
	const tried = fixed === null ? range(...pointsRange).map((top) => top / largest) : [fixed];
	for (const f of tried) {
		const made = scaled(f);
		const one = { made, missed: missed(made), far: Math.abs(f * largest - largestBefore) };
		if (!best || one.missed < best.missed || (one.missed === best.missed && one.far < best.far)) best = one;
		yield;
	}
	if (best!.missed <= nearShare * wanted)
		return { model: yield* withCaps(best!.made, model, counts), scale: fixed === null ? 'same' : 'locked' };
	const made = fixed === null ? scaled((largestBefore || pointsRange[0]) / largest) : best!.made;
	const moved = yield* withThresholds(made, before, scoresOf(counts, made));
	return { model: yield* withCaps(moved, model, counts), scale: fixed === null ? 'moved' : 'locked' };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** Caps as before, or as large as the largest sum of a lead where that is more. */
function* withCaps(made: ScoreModel, before: ScoreModel, counts: Counts): Generator<void, ScoreModel> {
	const groups = [...made.groups];
	for (const [i, group] of made.groups.entries()) {
		if (group.cap !== Infinity) continue;
		const alone = {
			...made,
			groups: made.groups.map((other, j) => (i === j ? other : { ...other, cap: 0 }))
		};
		const { score } = scoresOf(counts, alone);
		const most = score.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
		groups[i] = { ...group, cap: Math.max(before.groups[i]!.cap, Math.ceil(most)) };
		yield;
	}
	return { ...made, groups };
}

/** Every threshold at the whole number that about as many leads reach as reached it before. */
function* withThresholds(made: ScoreModel, before: Scores, after: Scores): Generator<void, ScoreModel> {
	function* sorted({ score, fit, engagement }: Scores) {
		const own = { score: sortScores(score), minFit: fit, minEngagement: engagement };
		yield;
		own.minFit = sortScores(fit);
		yield;
		own.minEngagement = sortScores(engagement);
		yield;
		return own;
	}
	const [old, now] = [yield* sorted(before), yield* sorted(after)];
	const move = (threshold: Threshold): Threshold => {
		const moved = { ...threshold };
		for (const name of ['score', 'minFit', 'minEngagement'] as const)
			if (threshold[name] !== undefined)
				moved[name] = sameShare(now[name], atLeast(old[name], threshold[name]), threshold[name]);
		return moved;
	};
	const thresholds = Object.fromEntries(
		Object.entries(made.thresholds).map(([name, threshold]) => [name, threshold && move(threshold)])
	);
	return { ...made, thresholds: thresholds as ScoreModel['thresholds'] };
}

/** Values, ascending, that are `limit` or more. */
function atLeast(values: Float64Array, limit: number): number {
	let [low, high] = [0, values.length];
	while (low < high) {
		const mid = (low + high) >> 1;
		if (values[mid]! < limit) low = mid + 1;
		else high = mid;
	}
	return values.length - low;
}

/** The whole number that most nearly `count` of the values reach; above all of them for none. */
function sameShare(values: Float64Array, count: number, otherwise: number): number {
	const n = values.length;
	if (n === 0) return otherwise;
	if (count === 0) return Math.floor(values[n - 1]!) + 1;
	const low = Math.floor(values[n - count]!);
	const missed = (limit: number) => Math.abs(atLeast(values, limit) - count);
	return missed(low + 1) < missed(low) ? low + 1 : low;
}
