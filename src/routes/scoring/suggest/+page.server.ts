import { fail, redirect } from '@sveltejs/kit';
import { config, database, withReport } from '#lib/server/app.ts';
import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { suggestionReport } from '#lib/server/reports/suggest.ts';
import { chosenModel } from '#lib/server/scoring/chosen-model.ts';
import { saveDraft } from '#lib/server/scoring/models.ts';
import { modelName } from '#lib/scoring/model.ts';
import { changedHref } from '#lib/ui/links.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';
import { orWrongFilter } from '../../or-wrong-filter.ts';
import { suggestSection } from './suggest-section.ts';

/** The head at once; the points take longer, and are kept for the data version. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const locks = url.searchParams.getAll('lock');
	const { head, model } = await orWrongFilter(
		withReport(async (context) => ({
			head: await reportHead(context, filters, await countArrived(context, filters)),
			model: await chosenModel(context.trx, filters)
		}))
	);
	if (!model || head.asOf === null) return { head, scored: null };
	const db = await database();
	const found = suggestionReport(db, config, filters, locks).then(suggestSection);
	found.catch(() => {});
	return { head, scored: modelName(model), found };
};

export const actions = {
	/** Keeps the points of the address as a draft, and opens it beside the live model. */
	keep: async ({ url }) => {
		const filters = readFilters(url);
		const db = await database();
		const { report } = await orWrongFilter(
			suggestionReport(db, config, filters, url.searchParams.getAll('lock'))
		);
		const found = report.suggestion?.found;
		if (found?.verdict !== 'better') return fail(422, { problem: m.scoring_suggest_keep_refused() });
		const kept = await saveDraft(db.pool, found.model);
		const there = new URL(url);
		there.pathname = '/scoring';
		redirect(303, changedHref(there, { model: modelName(kept), lock: null, '/keep': null }));
	}
};
