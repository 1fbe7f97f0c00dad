/** The report of suggested points: what the past suggests for the rules of a model, and whether they are better. */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import type { ReportHead } from '#lib/funnel/report.ts';
import { modelName, type ScoreModel } from '#lib/scoring/model.ts';
import { suggestPoints, type Suggestion } from '#lib/scoring/suggest.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { giveWay } from '../give-way.ts';
import { chosenModel } from '../scoring/chosen-model.ts';
import { cohortOptions, judgeModel } from '../scoring/judged.ts';
import { cached } from './cached.ts';
import { withReport } from './context.ts';
import { countArrived } from './count-arrived.ts';
import { reportHead } from './report-head.ts';

export interface SuggestionReport extends ReportHead {
	/** NAME@VERSION of the model whose rules get points; null if there is none. */
	scored: string | null;
	/** Keys of the rules that keep their points, by their order in the model. */
	locked: string[];
	horizonDays: number;
	delayDays: number;
	/** Leads that are judged, and those of them that became clients in time. */
	n: number;
	clients: number;
	/** Leads that are too young to know. */
	leftOut: number;
	/** Null without a model. */
	suggestion: Suggestion | null;
}

/** What the page needs beside the report. */
export interface SuggestionDetail {
	report: SuggestionReport;
	model: ScoreModel | null;
	/** NAME@VERSION of the draft that would be replaced by one that is kept; null: a new one would be made. */
	replaces: string | null;
}

/**
 * `locks`: keys of rules that keep their points; one that the model does not have is not looked at.
 *
 * Kept for the data version; not to be asked for within a report's transaction, since it waits for one of its own.
 * Throws a `WrongFilter` for a model that does not exist.
 */
export async function suggestionReport(
	db: Database,
	config: Config,
	filters: Filters,
	locks: readonly string[]
): Promise<SuggestionDetail> {
	const asked = await withReport(db, config, async (context) => {
		const head = await reportHead(context, filters, await countArrived(context, filters));
		const model = await chosenModel(context.trx, filters);
		const drafts = await sql<{ name: string; version: number }>`SELECT name, version FROM score_models
			WHERE name = ${model?.name ?? null} AND status = 'draft'
			ORDER BY version DESC LIMIT 1`.execute(context.trx);
		return { head, model, options: cohortOptions(context, filters), draft: drafts.rows[0] };
	});
	const { head, model, draft } = asked;
	const { horizonDays, delayDays } = asked.options;
	const options = { horizonDays, delayDays };
	if (!model)
		return {
			report: {
				...{ ...head, ...options, scored: null, locked: [], n: 0, clients: 0, leftOut: 0 },
				suggestion: null
			},
			model,
			replaces: null
		};
	const locked = model.rules.flatMap(({ key }) => (locks.includes(key) ? [key] : []));
	const computed = await cached(db, config, ['suggestion', filters, options, model, locked], async () => {
		const { counts, cohort } = await withReport(db, config, (context) => judgeModel(context, filters, model));
		const { clients, leftOut, leads, isClient } = cohort;
		const suggestion = await giveWay(suggestPoints(model, counts, isClient, new Set(locked)));
		return { n: leads.length, clients, leftOut, suggestion };
	});
	return {
		report: { ...head, scored: modelName(model), locked, ...options, ...computed },
		model,
		replaces: draft ? modelName(draft) : null
	};
}
