/** The scores of a cohort that follow a model as it is edited: only what the change touches is computed again. */
import { atOnce } from './at-once.ts';
import type { Cohort } from './cohort.ts';
import { compileModel, type CompiledModel, type CompiledThreshold } from './compile.ts';
import { markPassing } from './gate.ts';
import type { HitTable } from './hits.ts';
import type { ScoreModel } from './model.ts';
import { pointsAdder, type Score } from './points.ts';
import { countHits, pairsByRule, recount, type Counts, type RulePairs } from './rule-pairs.ts';
import { ruleTimes, type RuleTimes } from './rule-times.ts';
import { scoreAll, type Scores } from './score-table.ts';

export interface ScoreBoard {
	/** The arrays are the board's own: the next move writes into them. */
	readonly scores: Scores;
	readonly counts: Counts;
	readonly pairs: RulePairs;
	/** Follows to a model with the same rules. True if any score was computed again. */
	move(model: ScoreModel): boolean;
	/** For each lead 1 if it passes the threshold, or, with `-Infinity` for its score, its other conditions. */
	passing(threshold: CompiledThreshold, into: Uint8Array): void;
}

export function scoreBoard(
	hits: HitTable,
	cohort: Pick<Cohort, 'leads' | 'decision'>,
	first: ScoreModel
): ScoreBoard {
	const n = cohort.leads.length;
	let compiled = compileModel(first);
	const counts = atOnce(countHits(hits, compiled, cohort));
	const pairs = pairsByRule(counts, compiled.rules.length);
	const scores: Scores = {
		fit: new Float64Array(n),
		engagement: new Float64Array(n),
		score: new Float64Array(n)
	};
	scoreAll(counts, first, scores);
	const marks = new Uint8Array(n);
	/** By rule: made once its half-life or its `max` changes. */
	const times: RuleTimes[] = [];

	const scoreSome = (rules: number[]) => {
		const add = pointsAdder(compiled);
		const one: Score = { fit: 0, engagement: 0, score: 0 };
		const { start, rule, count } = counts;
		const take = (i: number) => {
			add(rule, count, start[i]!, start[i + 1]!, one);
			scores.fit[i] = one.fit;
			scores.engagement[i] = one.engagement;
			scores.score[i] = one.score;
		};
		if (rules.length === 1) {
			for (let k = pairs.from[rules[0]!]!; k < pairs.from[rules[0]! + 1]!; k++) take(pairs.lead[k]!);
			return;
		}
		marks.fill(0);
		for (const rule of rules)
			for (let k = pairs.from[rule]!; k < pairs.from[rule + 1]!; k++) marks[pairs.lead[k]!] = 1;
		for (let i = 0; i < n; i++) if (marks[i]) take(i);
	};

	return {
		scores,
		counts,
		pairs,
		move(model) {
			const before = compiled;
			const now = compileModel(model);
			if (now === before) return false;
			compiled = now;
			const { all, scored, counted } = changes(before, now);
			for (const place of counted) {
				times[place] ??= ruleTimes(hits, pairs, place, cohort);
				recount(counts, pairs, place, times[place], now, cohort);
			}
			const touched = scored.reduce((sum, r) => sum + pairs.from[r + 1]! - pairs.from[r]!, 0);
			if (all || touched > n) scoreAll(counts, model, scores);
			else if (scored.length) scoreSome(scored);
			return all || touched > 0;
		},
		passing(threshold, into) {
			markPassing(threshold, counts, scores, into, marks);
		}
	};
}

/** Which rules count or score differently, and whether all leads do. Throws a RangeError for other rules. */
function changes(before: CompiledModel, now: CompiledModel) {
	if (before.rules.length !== now.rules.length)
		throw new RangeError(
			`The board has ${before.rules.length} rules, the model ${now.rules.length}: it needs a board of its own.`
		);
	const isSame = (a: ArrayLike<number>, b: ArrayLike<number>) =>
		a.length === b.length && Array.prototype.every.call(a, (one, i) => one === b[i]);
	const all = !isSame(before.caps, now.caps) || !isSame(before.isFit, now.isFit);
	const counted: number[] = [];
	const scored: number[] = [];
	now.rules.forEach((rule, place) => {
		const old = before.rules[place]!;
		const recounts = rule.eventful && (rule.max !== old.max || rule.halfLife !== old.halfLife);
		if (recounts) counted.push(place);
		if (recounts || rule.points !== old.points || rule.group !== old.group) scored.push(place);
	});
	return { all, scored, counted };
}
