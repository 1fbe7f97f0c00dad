/** Everything that judges one score on the leads of a cohort (METHODS: Scoring). */
import { atOnce } from './at-once.ts';
import { calibrateInTurns } from './calibration.ts';
import type { Cohort } from './cohort.ts';
import { gateScores } from './gate.ts';
import type { ScoreModel } from './model.ts';
import { bestThreshold, type Worth } from './profit.ts';
import { qualityOf, thresholdRow, thresholdsIn } from './quality.ts';
import type { JudgedScore, NotTaken, Profit, ScoringGate } from './report.ts';
import type { Counts, Scores } from './score-table.ts';
import { selectionBounds, type SelectionBand } from './selection.ts';
import { tallyOf } from './tally.ts';

/** A model's counts and scores at the decisions of a cohort. */
export interface ScoredCohort {
	model: ScoreModel;
	cohort: Cohort;
	counts: Counts;
	scores: Scores;
	/** 1: it meets a knock-out rule at its decision; by number in the cohort. */
	knockedOut: Uint8Array;
}

/** What sales and money say of the same leads. */
export interface Known {
	/** By place in the table of leads; null: it is not recorded which leads sales accepted. */
	accepted: Uint8Array | null;
	/** Or why a lead's worth is not known. */
	worth: Worth | 'cost' | 'money';
}

export const judgeScore = (scored: ScoredCohort, known: Known): JudgedScore =>
	atOnce(judgeInTurns(scored, known));

/** As {@link judgeScore}, yielding between the parts. */
export function* judgeInTurns(
	scored: ScoredCohort,
	{ accepted, worth }: Known
): Generator<void, JudgedScore> {
	const { isClient } = scored.cohort;
	const judged = qualityOf(tallyOf(scored.scores.score, isClient));
	yield;
	const gated = gatedBy(scored);
	const gate = gateOf(scored, gated);
	yield;
	const thresholds = thresholdsIn(tallyOf(gated, isClient));
	yield;
	const calibration = yield* calibrateInTurns(scored.scores.score, isClient);
	yield;
	const profit = profitBy(gated, isClient, worth);
	yield;
	const notTaken = accepted && notTakenOf(scored, gated, accepted);
	return { ...judged, gate, thresholds, calibration, profit, notTaken };
}

const gatedBy = ({ model, cohort, knockedOut, counts, scores }: ScoredCohort): Float64Array =>
	gateScores(model, cohort, knockedOut, counts, scores);

export function gateOf(scored: ScoredCohort, gated = gatedBy(scored)): ScoringGate {
	const { model, cohort } = scored;
	const threshold = model.thresholds.mql.score;
	let [flagged, clients, barred] = [0, 0, 0];
	gated.forEach((score, i) => {
		if (score === -Infinity) barred++;
		else if (score >= threshold) {
			flagged++;
			clients += cohort.isClient[i]!;
		}
	});
	return { ...thresholdRow(threshold, flagged, clients, gated.length, cohort.clients), barred };
}

function profitBy(gated: Float64Array, isClient: Uint8Array, worth: Known['worth']): Profit {
	if (typeof worth === 'string') return { problem: worth };
	const best = bestThreshold(gated, isClient, worth);
	return best ? { problem: null, ...worth, ...best } : { problem: 'few' };
}

/** Bands are hot, warm and cold leads, each parted by the hand-over threshold. */
function notTakenOf(scored: ScoredCohort, gated: Float64Array, accepted: Uint8Array): NotTaken | null {
	const { model, cohort, knockedOut, counts, scores } = scored;
	const [hot, warm] = (['hot', 'warm'] as const).map((name) => ({
		gated: gateScores(model, cohort, knockedOut, counts, scores, name),
		least: model.thresholds[name].score
	}));
	const bands = Array.from({ length: 6 }, (_, i): SelectionBand => ({
		handed: i % 2 === 0,
		taken: 0,
		clients: 0,
		notTaken: 0
	}));
	let [leads, flagged] = [0, 0];
	cohort.leads.forEach((lead, i) => {
		const heat = hot!.gated[i]! >= hot!.least ? 0 : warm!.gated[i]! >= warm!.least ? 1 : 2;
		const isHanded = gated[i]! >= model.thresholds.mql.score;
		const band = bands[heat * 2 + (isHanded ? 0 : 1)]!;
		if (accepted[lead] || cohort.isClient[i]) {
			band.taken++;
			band.clients += cohort.isClient[i]!;
			return;
		}
		band.notTaken++;
		leads++;
		if (isHanded) flagged++;
	});
	const bounds = selectionBounds(bands);
	return bounds && { leads, flagged, ...bounds };
}
