/** The scores of a cohort at its decisions, from the hits: fast enough to follow a slider. */
import type { Cohort } from './cohort.ts';
import { compileModel } from './compile.ts';
import type { HitTable } from './hits.ts';
import type { ScoreModel } from './model.ts';
import { amountAt, pointsAdder, type Score } from './points.ts';

/** How often each rule counts for each lead of a cohort: rules of lead i at `start[i] .. start[i + 1]`, ascending. */
export interface Counts {
	/** leads of the cohort + 1 */
	start: Uint32Array;
	rule: Uint16Array;
	count: Float64Array;
}

/** Hits strictly before the decision count, and those at creation itself. Depends on `max` and half-lives alone. */
export function countsAt(
	hits: HitTable,
	model: ScoreModel,
	cohort: Pick<Cohort, 'leads' | 'decision'>
): Counts {
	const { rules } = compileModel(model);
	const n = cohort.leads.length;
	const start = new Uint32Array(n + 1);
	let rule = new Uint16Array(Math.max(16, n * 2));
	let count = new Float64Array(rule.length);
	let size = 0;
	const times: number[][] = rules.map(() => []);
	for (let i = 0; i < n; i++) {
		const lead = cohort.leads[i]!;
		const decision = cohort.decision[i]!;
		const end = hits.start[lead + 1]!;
		let met: number[] = [];
		for (let h = hits.start[lead]!; h < end; h++) {
			const after = hits.after[h]!;
			if (after >= decision && after !== 0) {
				if (after > 0) break;
				continue;
			}
			const place = hits.what[h]! >> 1;
			const of = times[place]!;
			if (of.length === 0) met.push(place);
			if (hits.what[h]! & 1) of.length = 0;
			else if (rules[place]!.eventful) of.push(after);
			else of[0] = after;
		}
		if (met.length > 1) met = [...new Set(met)].sort((a, b) => a - b);
		if (size + met.length > rule.length) {
			const [a, b] = [new Uint16Array((size + met.length) * 2), new Float64Array((size + met.length) * 2)];
			a.set(rule);
			b.set(count);
			[rule, count] = [a, b];
		}
		for (const place of met) {
			const of = times[place]!;
			const { eventful, max, halfLife } = rules[place]!;
			if (of.length > 0) {
				rule[size] = place;
				count[size++] = eventful ? amountAt(of, 0, of.length, max, halfLife, Math.max(decision, 0)) : 1;
			}
			of.length = 0;
		}
		start[i + 1] = size;
	}
	return { start, rule: rule.slice(0, size), count: count.slice(0, size) };
}

export interface Scores {
	fit: Float64Array;
	engagement: Float64Array;
	score: Float64Array;
}

/** Depends on points, groups and caps. */
export function scoresOf(counts: Counts, model: ScoreModel): Scores {
	const add = pointsAdder(compileModel(model));
	const n = counts.start.length - 1;
	const scores: Scores = {
		fit: new Float64Array(n),
		engagement: new Float64Array(n),
		score: new Float64Array(n)
	};
	const one: Score = { fit: 0, engagement: 0, score: 0 };
	for (let i = 0; i < n; i++) {
		add(counts.rule, counts.count, counts.start[i]!, counts.start[i + 1]!, one);
		scores.fit[i] = one.fit;
		scores.engagement[i] = one.engagement;
		scores.score[i] = one.score;
	}
	return scores;
}
