/** Who is handed over at a threshold: whom the score decides on at all, and from which score. */
import type { Cohort } from './cohort.ts';
import { compileModel } from './compile.ts';
import type { ScoreModel } from './model.ts';
import { passes } from './points.ts';
import type { Counts, Scores } from './score-table.ts';

/**
 * The scores of a cohort as a threshold sees them: −Infinity for leads that it never lets through, since they meet a
 * disqualifying rule, or what else it asks for is lacking. `disqualified` is by place in the table of leads.
 */
export function gateScores(
	model: ScoreModel,
	{ leads }: Pick<Cohort, 'leads'>,
	disqualified: Uint8Array,
	counts: Counts,
	scores: Scores,
	name: keyof ScoreModel['thresholds'] = 'mql'
): Float64Array {
	const threshold = compileModel(model).thresholds[name];
	if (!threshold) throw new RangeError(`The model "${model.name}" has no threshold "${name}".`);
	const whatever = { ...threshold, score: -Infinity };
	const gated = scores.score.slice();
	const one = { fit: 0, engagement: 0, score: 0 };
	for (let i = 0; i < leads.length; i++) {
		one.fit = scores.fit[i]!;
		one.engagement = scores.engagement[i]!;
		one.score = scores.score[i]!;
		const from = counts.start[i]!;
		const to = counts.start[i + 1]!;
		const isMet = (place: number) => {
			for (let c = from; c < to; c++) if (counts.rule[c] === place) return true;
			return false;
		};
		if (disqualified[leads[i]!] || !passes(whatever, one, isMet)) gated[i] = -Infinity;
	}
	return gated;
}
