/** A model with the leads that it is judged on: what every report about scores starts from. */
import { setImmediate } from 'node:timers/promises';
import type { Filters } from '#lib/filters/filters.ts';
import { cohortOf, type Cohort, type CohortOptions } from '#lib/scoring/cohort.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { countsAt, scoresOf, type Counts, type Scores } from '#lib/scoring/score-table.ts';
import { asOfMs, type ReportContext } from '../reports/context.ts';
import { readScoredLeads, type ScoredLeads } from './read-hits.ts';

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
	const leads = await readScoredLeads(context, filters, model);
	await setImmediate();
	const cohort = cohortOf(leads.facts, options);
	const counts = countsAt(leads.hits, model, cohort);
	await setImmediate();
	return { ...leads, model, options, cohort, counts, scores: scoresOf(counts, model) };
}
