import { fail, redirect } from '@sveltejs/kit';
import { ModelFault, modelName, parseModel, type ScoreModel } from '#lib/scoring/model.ts';
import { config, database } from '#lib/server/app.ts';
import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { draftStamp, ModelProblem, saveDraft } from '#lib/server/scoring/models.ts';
import { workbenchStart } from '#lib/server/scoring/workbench.ts';
import { conditionText } from '#lib/ui/condition-text.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { inTurn } from '../in-turn.ts';
import { readFilters } from '../read-filters.ts';
import { orWrongFilter } from '../or-wrong-filter.ts';

export const load = async ({ url }) => {
	const filters = readFilters(url);
	const read = inTurn({
		head: async (context) => reportHead(context, filters, await countArrived(context, filters))
	});
	const db = await database();
	const [head, start] = [await read.head, await orWrongFilter(workbenchStart(db, config, filters))];
	return {
		head,
		gate: start && {
			start,
			names: { model: m.model_version(start.model), live: start.live && m.model_version(start.live) },
			conditions: Object.fromEntries(start.model.rules.map(({ key, when }) => [key, conditionText(when)])),
			stamp: await draftStamp(db.pool, start.model.name)
		}
	};
};

export const actions = {
	/** Keeps what was changed on the page as the draft of that name, and goes on with it. */
	keep: async ({ request, url }) => {
		const form = await request.formData();
		const stamp = String(form.get('stamp') ?? '') || null;
		const overwrite = form.get('overwrite') === 'yes';
		let kept: ScoreModel;
		try {
			const model = parseModel(JSON.parse(String(form.get('model'))));
			kept = await saveDraft((await database()).pool, model, overwrite ? undefined : stamp);
		} catch (problem) {
			if (problem instanceof ModelProblem) return fail(409, { clash: !overwrite, problem: problem.message });
			if (problem instanceof ModelFault || problem instanceof SyntaxError)
				return fail(422, { clash: false, problem: m.scoring_gate_keep_wrong({ problem: problem.message }) });
			throw problem;
		}
		const params = new URLSearchParams(url.searchParams);
		params.delete('/keep');
		params.set('model', modelName(kept));
		redirect(303, `/scoring?${params}`);
	}
};
