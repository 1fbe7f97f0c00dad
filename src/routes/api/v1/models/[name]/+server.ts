import { modelName } from '#lib/scoring/model.ts';
import { database } from '#lib/server/app.ts';
import { answerModels, idOf, modelOf } from '#lib/server/scoring/model-api.ts';
import { findModel } from '#lib/server/scoring/models.ts';
import { removeDraft } from '#lib/server/scoring/remove-draft.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, url }) =>
	answerModels(async () => {
		const { pool } = await database();
		return modelOf(params, url, (written) => findModel(pool, written));
	});

export const DELETE: RequestHandler = ({ params, url }) =>
	answerModels(async () => {
		const { pool } = await database();
		const model = await modelOf(params, url, (written) => findModel(pool, written));
		return idOf(await removeDraft(pool, modelName(model)));
	});
