import { error, fail, redirect } from '@sveltejs/kit';
import { modelName, ModelFault, type ScoreModel, type When } from '#lib/scoring/model.ts';
import { readModelText } from '#lib/scoring/model-text.ts';
import type { ConditionCount } from '#lib/scoring/condition-facts.ts';
import { config, database, withReport } from '#lib/server/app.ts';
import { countCondition } from '#lib/server/scoring/count-condition.ts';
import { readConditions } from '#lib/server/scoring/conditions.ts';
import { draftStamp, findModel, ModelProblem, saveDraft } from '#lib/server/scoring/models.ts';
import { saveEdited } from '#lib/server/scoring/save-edited.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { countKey } from './count-key.ts';

type Params = { name: string; version: string };

const pageOf = ({ name, version }: Pick<ScoreModel, 'name' | 'version'>) =>
	`/scoring/models/${encodeURIComponent(name)}/${version}`;

async function asked({ name, version }: Params): Promise<ScoreModel> {
	const found = /^[1-9]\d{0,8}$/.test(version)
		? await findModel((await database()).pool, `${name}@${version}`)
		: null;
	return found ?? error(404, m.scoring_edit_no_model({ model: `${name}@${version}` }));
}

export const load = async ({ params, url }) => {
	const model = await asked(params);
	const { pool } = await database();
	const newest = await findModel(pool, model.name);
	const known = readKnown(model);
	// The page says so where it waits for it.
	known.catch(() => {});
	return {
		model,
		stamp: model.status === 'draft' ? await draftStamp(pool, model.name) : null,
		/** The draft of the same name, if this version is none. */
		draft: newest && newest.status === 'draft' && model.status !== 'draft' ? pageOf(newest) : null,
		saved: url.searchParams.has('saved'),
		asJson: url.searchParams.get('as') === 'json',
		known
	};
};

/** What the data hold, and how many leads meet each condition of the model. */
async function readKnown(model: ScoreModel) {
	const conditions = await readConditions(await database(), config);
	const counts: Record<string, ConditionCount> = {};
	await withReport(async (context) => {
		const count = async (when: When, knockOut: boolean) => {
			counts[countKey(when, knockOut)] = await countCondition(context, conditions, when, knockOut);
		};
		for (const { when } of model.rules) await count(when, false);
		for (const when of model.disqualify) await count(when, true);
	});
	return { facts: conditions.facts, counts };
}

export const actions = {
	save: async ({ request, params, url }) => {
		const data = await request.formData();
		const text = (name: string) => {
			const value = data.get(name);
			return typeof value === 'string' ? value : '';
		};
		let kept;
		try {
			const model = readModelText(text('model'));
			const from = { name: params.name, version: Number(params.version), stamp: text('stamp') };
			kept = await saveEdited((await database()).pool, from, model);
		} catch (problem) {
			if (!(problem instanceof ModelFault || problem instanceof ModelProblem)) throw problem;
			const faults = problem instanceof ModelFault ? problem.faults : [];
			return fail(faults.length > 0 ? 422 : 409, {
				message: problem.message,
				faults: faults.map(({ path, ...said }) => ({ path: path.map(String), ...said })),
				sent: text('model')
			});
		}
		const as = url.searchParams.get('as') === 'json' ? '&as=json' : '';
		redirect(303, `${pageOf(kept)}?saved=1${as}`);
	},
	draft: async ({ params }) => {
		const model = await asked(params);
		const { pool } = await database();
		const newest = (await findModel(pool, model.name))!;
		if (newest.status === 'draft')
			return fail(409, {
				message: m.scoring_edit_draft_exists({ model: modelName(newest) }),
				faults: [],
				sent: null
			});
		redirect(303, pageOf(await saveDraft(pool, model)));
	}
};
