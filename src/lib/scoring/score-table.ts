/** The scores of a cohort at its decisions, from the hits: fast enough to follow a slider. */
import { atOnce } from './at-once.ts';
import type { Cohort } from './cohort.ts';
import { compileModel } from './compile.ts';
import type { HitTable } from './hits.ts';
import type { ScoreModel } from './model.ts';
import { pointsAdder, type Score } from './points.ts';
import { countHits, type Counts } from './rule-pairs.ts';

export type { Counts } from './rule-pairs.ts';

/** Hits strictly before the decision count, and those at creation itself. Depends on `max` and half-lives alone. */
export const countsAt = (
	hits: HitTable,
	model: ScoreModel,
	cohort: Pick<Cohort, 'leads' | 'decision'>
): Counts => atOnce(countsInTurns(hits, model, cohort));

/** The same, yielding now and then. */
export const countsInTurns = (
	hits: HitTable,
	model: ScoreModel,
	cohort: Pick<Cohort, 'leads' | 'decision'>
): Generator<void, Counts> => countHits(hits, compileModel(model), cohort);

export interface Scores {
	fit: Float64Array;
	engagement: Float64Array;
	score: Float64Array;
}

/** Depends on points, groups and caps. */
export function scoresOf(counts: Counts, model: ScoreModel): Scores {
	const n = counts.start.length - 1;
	const scores: Scores = {
		fit: new Float64Array(n),
		engagement: new Float64Array(n),
		score: new Float64Array(n)
	};
	scoreAll(counts, model, scores);
	return scores;
}

/** Writes the scores of all leads into arrays that are there. */
export function scoreAll(counts: Counts, model: ScoreModel, into: Scores): void {
	const add = pointsAdder(compileModel(model));
	const one: Score = { fit: 0, engagement: 0, score: 0 };
	for (let i = 0; i + 1 < counts.start.length; i++) {
		add(counts.rule, counts.count, counts.start[i]!, counts.start[i + 1]!, one);
		into.fit[i] = one.fit;
		into.engagement[i] = one.engagement;
		into.score[i] = one.score;
	}
}
