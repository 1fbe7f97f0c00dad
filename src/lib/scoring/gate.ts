/** Who passes a threshold: whom the score decides on at all, and from which score. */
import type { Cohort } from './cohort.ts';
import { compileModel, type CompiledThreshold } from './compile.ts';
import type { ScoreModel } from './model.ts';
import { passAll } from './points.ts';
import type { Counts, Scores } from './score-table.ts';
import type { ThresholdName } from './threshold-names.ts';

/** Writes 1 for each lead that passes the threshold, else 0; `spare` is an array of the same length to work in. */
export function markPassing(
	threshold: CompiledThreshold,
	counts: Counts,
	scores: Scores,
	into: Uint8Array,
	spare: Uint8Array
): void {
	const { require } = threshold;
	if (require.length)
		for (let i = 0; i < into.length; i++)
			spare[i] = require.every((place) => isMet(counts, i, place)) ? 1 : 0;
	passAll(threshold, scores, require.length ? spare : null, into);
}

/** Whether the rule at `place` is met for lead i. */
function isMet({ start, rule }: Counts, i: number, place: number): boolean {
	for (let p = start[i]!; p < start[i + 1]!; p++) if (rule[p] === place) return true;
	return false;
}

/** Leads that pass a threshold of the model: 1 or 0 each. Throws a RangeError if it has none of that name. */
export function passing(model: ScoreModel, name: ThresholdName, counts: Counts, scores: Scores): Uint8Array {
	const passed = new Uint8Array(counts.start.length - 1);
	markPassing(thresholdOf(model, name), counts, scores, passed, new Uint8Array(passed.length));
	return passed;
}

/**
 * The scores of a cohort as a threshold sees them: −Infinity for leads that it never lets through, since they meet a
 * knock-out rule, or what else it asks for is lacking. `knockedOut` is by number in the cohort. Throws a RangeError if
 * the model has no such threshold.
 */
export function gateScores(
	model: ScoreModel,
	{ leads }: Pick<Cohort, 'leads'>,
	knockedOut: Uint8Array,
	counts: Counts,
	scores: Scores,
	name: ThresholdName = 'mql'
): Float64Array {
	const eligible = new Uint8Array(leads.length);
	const whatever = { ...thresholdOf(model, name), score: -Infinity };
	markPassing(whatever, counts, scores, eligible, new Uint8Array(leads.length));
	return scores.score.map((score, i) => (eligible[i] && !knockedOut[i] ? score : -Infinity));
}

function thresholdOf(model: ScoreModel, name: ThresholdName): CompiledThreshold {
	const threshold = compileModel(model).thresholds[name];
	if (!threshold) throw new RangeError(`The model "${model.name}" has no threshold "${name}".`);
	return threshold;
}
