import { error, fail, redirect } from '@sveltejs/kit';
import { faultTexts, modelName, ModelFault, type ScoreModel } from '#lib/scoring/model.ts';
import { readModelText } from '#lib/scoring/model-text.ts';
import { fitTemplate, type DataNames } from '#lib/scoring/templates/fit-template.ts';
import { makeModel } from '#lib/scoring/templates/make-model.ts';
import { findTemplate, templates } from '#lib/scoring/templates/templates.ts';
import { config, database, withReport } from '#lib/server/app.ts';
import { recalculating } from '#lib/server/leads/recalculating.ts';
import { classesToday } from '#lib/server/scoring/classes-today.ts';
import { readConditions } from '#lib/server/scoring/conditions.ts';
import { listModels } from '#lib/server/scoring/model-list.ts';
import {
	allModels,
	draftStamp,
	findModel,
	liveModel,
	ModelProblem,
	publishModel,
	saveDraft
} from '#lib/server/scoring/models.ts';
import { readPublications } from '#lib/server/scoring/publications.ts';
import { removeDraft } from '#lib/server/scoring/remove-draft.ts';
import { pileOf, rollBack } from '#lib/server/scoring/roll-back.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { changeLines, editorHref, liveSentence, shownHistory, shownModels } from './models-section.ts';
import { classSentence, shownTemplate } from './shown.ts';

export const load = async ({ url }) => {
	const { pool } = await database();
	const listed = await listModels(pool);
	const publications = await readPublications(pool);
	const pile = pileOf(publications);
	const one = (name: string) => {
		const written = url.searchParams.get(name);
		if (written === null) return null;
		const found = listed.find(({ model }) => modelName(model) === written);
		return found?.model ?? error(404, m.scoring_models_not_found({ model: written }));
	};
	const live = listed.find(({ model }) => model.status === 'live')?.model ?? null;
	const [publish, before, after] = [one('publish'), one('old'), one('new')];
	const found = foundTemplates();
	// The page says so where it waits for them.
	found.catch(() => {});
	const data = {
		answer: liveSentence(publications, config.timezone),
		live: live && modelName(live),
		/** What rolling back makes live; null: nothing. */
		before: pile.at(-2) ?? null,
		recalculating: listed.length > 0 ? await recalculating(pool, config) : null,
		models: shownModels(listed, config.timezone),
		history: shownHistory(publications, config.timezone),
		names: listed.map(({ model }) => modelName(model)),
		compared: before &&
			after && {
				...{ before: modelName(before), after: modelName(after) },
				changes: changeLines(before, after)
			},
		templates: found
	};
	if (!publish || publish.status === 'live') return { ...data, publish: null };
	const classes = withReport(async (context) =>
		classSentence(await classesToday(context, live, publish), live !== null)
	);
	classes.catch(() => {});
	return {
		...data,
		publish: {
			model: modelName(publish),
			stamp: publish.status === 'draft' ? await draftStamp(pool, publish.name) : null,
			changes: live && changeLines(live, publish),
			classes
		}
	};
};

/** The names that templates look for in the data. */
async function dataNames(): Promise<DataNames> {
	const { facts } = await readConditions(await database(), config);
	return {
		attributes: facts.attributes.map(({ name, common, numbers, leads, max }) => ({
			name,
			// Of many numbers the largest tells whether they are a rating.
			values: [
				...common.map(({ value }) => value),
				...(numbers === leads && max !== null ? [String(max)] : [])
			]
		})),
		activities: facts.activities.map(({ name }) => name)
	};
}

async function foundTemplates() {
	const names = await dataNames();
	const hasData = names.attributes.length + names.activities.length > 0;
	return templates.map((template) => shownTemplate(template, hasData ? fitTemplate(template, names) : null));
}

/** Bytes of a model as a file. */
const mostOfFile = 2_000_000;

const textOf = (data: FormData, name: string) => {
	const value = data.get(name);
	return typeof value === 'string' ? value : '';
};

/** What a form could not do, and which. */
const refused = (form: string, problem: unknown, more: { text?: string; exists?: boolean } = {}) => {
	if (!(problem instanceof ModelProblem || problem instanceof ModelFault)) throw problem;
	if (problem instanceof ModelProblem) return fail(409, { form, message: problem.message, ...more });
	return fail(422, { form, message: faultTexts(problem).join('\n'), ...more });
};

export const actions = {
	template: async ({ request }) => {
		const key = textOf(await request.formData(), 'template');
		const template = findTemplate(key);
		if (!template) error(404, m.scoring_models_no_template({ key }));
		const { pool } = await database();
		const names = new Set((await allModels(pool)).map(({ name }) => name));
		let name = template.name;
		for (let i = 2; names.has(name); i++) name = `${template.name} ${i}`;
		const fit = fitTemplate(template, await dataNames());
		redirect(303, editorHref(await saveDraft(pool, makeModel(template, fit, name), null)));
	},
	import: async ({ request }) => {
		if (Number(request.headers.get('content-length') ?? 0) > mostOfFile)
			return fail(422, { form: 'import', message: m.scoring_models_too_large() });
		const data = await request.formData();
		const file = data.get('file');
		const text = file instanceof File && file.size > 0 ? await file.text() : textOf(data, 'text');
		let kept: ScoreModel;
		try {
			const model = readModelText(text);
			const { pool } = await database();
			const stamp = await draftStamp(pool, model.name);
			if (stamp !== null && textOf(data, 'replace') !== 'yes')
				return fail(409, {
					...{ form: 'import', text, exists: true },
					message: m.scoring_models_draft_exists({ name: model.name })
				});
			kept = await saveDraft(pool, model, stamp);
		} catch (problem) {
			return refused('import', problem, { text });
		}
		redirect(303, editorHref(kept));
	},
	publish: async ({ request }) => {
		const data = await request.formData();
		const stamp = textOf(data, 'stamp');
		const reason = textOf(data, 'reason');
		try {
			await publishModel((await database()).pool, textOf(data, 'model'), reason, {
				live: textOf(data, 'live') || null,
				...(stamp ? { stamp } : {})
			});
		} catch (problem) {
			return refused('publish', problem, { text: reason });
		}
		redirect(303, '/scoring/models');
	},
	rollback: async ({ request }) => {
		const data = await request.formData();
		const reason = textOf(data, 'reason').trim();
		try {
			const { pool } = await database();
			const live = await liveModel(pool);
			const seen = textOf(data, 'live');
			await rollBack(pool, reason || (live && m.scoring_models_taken_back({ model: modelName(live) })), {
				live: seen || null
			});
		} catch (problem) {
			return refused('rollback', problem, { text: reason });
		}
		redirect(303, '/scoring/models');
	},
	remove: async ({ request }) => {
		const written = textOf(await request.formData(), 'model');
		const { pool } = await database();
		try {
			if (await findModel(pool, written)) await removeDraft(pool, written);
		} catch (problem) {
			return refused('remove', problem);
		}
		redirect(303, '/scoring/models');
	}
};
