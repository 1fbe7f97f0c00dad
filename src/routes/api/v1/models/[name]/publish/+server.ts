import { modelName } from '#lib/scoring/model.ts';
import { database } from '#lib/server/app.ts';
import { answerModels, bodyOf, keptAnswer, modelOf, publishBody } from '#lib/server/scoring/model-api.ts';
import { findModel, publishModel } from '#lib/server/scoring/models.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ params, url, request }) =>
	answerModels(async () => {
		const { reason, version } = await bodyOf(request, publishBody);
		const { pool } = await database();
		if (version !== undefined) url.searchParams.set('version', String(version));
		const model = await modelOf(params, url, (written) => findModel(pool, written));
		return keptAnswer(await publishModel(pool, modelName(model), reason));
	});
