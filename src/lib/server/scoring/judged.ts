/** A model with the leads that it is judged on: what every report about scores starts from. */
import type { Filters } from '#lib/filters/filters.ts';
import { cohortOf, type Cohort, type CohortOptions } from '#lib/scoring/cohort.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { countsInTurns, scoresOf, type Counts, type Scores } from '#lib/scoring/score-table.ts';
import { hitsInTurns } from '#lib/scoring/structure.ts';
import { giveWay } from '../give-way.ts';
import { asOfMs, type ReportContext } from '../reports/context.ts';
import { judgedLeads } from './kept-leads.ts';
import type { ScoredLeads } from './read-hits.ts';

export interface JudgedModel extends ScoredLeads {
	model: ScoreModel;
	options: CohortOptions;
	cohort: Cohort;
	counts: Counts;
	scores: Scores;
}

/** Horizon and delay as the filters say, else as the settings do. */
export const cohortOptions = (context: ReportContext, filters: Filters): CohortOptions => ({
	horizonDays: filters.horizon ?? context.settings.scoring.horizonDays,
	delayDays: filters.delay ?? context.settings.scoring.delayDays,
	asOf: asOfMs(context, filters)
});

export async function judgeModel(
	context: ReportContext,
	filters: Filters,
	model: ScoreModel
): Promise<JudgedModel> {
	const options = cohortOptions(context, filters);
	const { ids, facts, ...read } = await judgedLeads(context, filters, model);
	const { hits } = await giveWay(hitsInTurns(read, model));
	const cohort = cohortOf(facts, options);
	const counts = await giveWay(countsInTurns(hits, model, cohort));
	const scores = scoresOf(counts, model);
	return { ids, facts, hits, model, options, cohort, counts, scores };
}
