/** The scoring report: how well a score model would have parted clients from others, and what its threshold hands over. */
import type { Filters } from '#lib/filters/filters.ts';
import { cohortOf, type Cohort } from '#lib/scoring/cohort.ts';
import { delong } from '#lib/scoring/delong.ts';
import { gateOf, judgeInTurns, type ScoredCohort } from '#lib/scoring/judge-score.ts';
import { knockedOutAt } from '#lib/scoring/knock-outs.ts';
import { modelName, type ScoreModel } from '#lib/scoring/model.ts';
import { quality } from '#lib/scoring/quality.ts';
import type { ComparedScores, JudgedLeads, ScoringFigures, ScoringReport } from '#lib/scoring/report.ts';
import { countsInTurns, scoresOf } from '#lib/scoring/score-table.ts';
import { hitsInTurns } from '#lib/scoring/structure.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { giveWay } from '../give-way.ts';
import { chosenModel, liveModelOf } from '../scoring/chosen-model.ts';
import { cohortOptions } from '../scoring/judged.ts';
import { judgedLeads } from '../scoring/kept-leads.ts';
import { readFacts } from '../scoring/read-facts.ts';
import type { StructureLeads } from '../scoring/read-hits.ts';
import { worthOf } from '../scoring/worth.ts';
import { cached } from './cached.ts';
import { withReport, type ReportContext } from './context.ts';
import { reportHead } from './report-head.ts';

/** Throws `WrongFilter` for a model that does not exist. */
export async function scoringReport(context: ReportContext, filters: Filters): Promise<ScoringReport> {
	return withHead(context, filters, await scoringFigures(context, filters));
}

/**
 * The same, kept for the data, the models and the settings; not to be asked for within a report's transaction, since it
 * waits for one of its own.
 */
export async function keptScoringReport(
	db: Database,
	config: Config,
	filters: Filters
): Promise<ScoringReport> {
	const request = await withReport(db, config, async (context) => {
		const settings = { ...context.settings, rates: null };
		return ['scoring', filters, settings, await modelsOf(context, filters)];
	});
	const figures = await cached(db, config, request, () =>
		withReport(db, config, (context) => scoringFigures(context, filters))
	);
	return withReport(db, config, (context) => withHead(context, filters, figures));
}

const withHead = async (
	context: ReportContext,
	filters: Filters,
	figures: ScoringFigures
): Promise<ScoringReport> => ({
	...(await reportHead(context, filters, figures.n + figures.leftOut)),
	...figures
});

/** The judged model and the live one, which may be the same. */
const modelsOf = async ({ trx }: ReportContext, filters: Filters) => ({
	model: await chosenModel(trx, filters),
	live: await liveModelOf(trx)
});

async function scoringFigures(context: ReportContext, filters: Filters): Promise<ScoringFigures> {
	const { model, live } = await modelsOf(context, filters);
	const options = cohortOptions(context, filters);
	if (!model) {
		const { facts } = await readFacts(context, filters);
		const of = about(null, cohortOf(facts, options));
		return { ...of, ...withoutModel };
	}
	const other = live && modelName(live) !== modelName(model) ? live : null;
	const leads = await judgedLeads(context, filters, model);
	const cohort = cohortOf(leads.facts, options);
	const accepted = context.recorded.has('sal') ? leads.facts.accepted : null;
	const worth = await worthOf(context, filters);
	const scored = await giveWay(scoredBy(model, leads, cohort));
	const judged = await giveWay(judgeInTurns(scored, { accepted, worth }));
	const compared = other && compare(scored, await giveWay(scoredBy(other, leads, cohort)));
	return { ...about(model, cohort), ...judged, compared };

	function about(model: ScoreModel | null, { leads, clients, leftOut }: Cohort): JudgedLeads {
		const { horizonDays, delayDays } = options;
		const n = leads.length;
		return { scored: model && modelName(model), horizonDays, delayDays, n, clients, leftOut, compared: null };
	}
}

const withoutModel = {
	...{ auc: null, gini: null, ks: null, gate: null },
	...{ thresholds: [] as [], calibration: null, profit: null, notTaken: null }
};

function* scoredBy(model: ScoreModel, leads: StructureLeads, cohort: Cohort): Generator<void, ScoredCohort> {
	const { hits, knockOuts } = yield* hitsInTurns(leads, model);
	const counts = yield* countsInTurns(hits, model, cohort);
	const knockedOut = knockedOutAt(knockOuts, cohort);
	return { model, cohort, counts, scores: scoresOf(counts, model), knockedOut };
}

function compare(a: ScoredCohort, b: ScoredCohort): ComparedScores | null {
	const { isClient } = a.cohort;
	const difference = delong(isClient, a.scores.score, b.scores.score);
	if (!difference) return null;
	const { gini, ks } = quality(b.scores.score, isClient);
	return { live: modelName(b.model), ...difference, gini: gini!, ks: ks!, gate: gateOf(b) };
}
