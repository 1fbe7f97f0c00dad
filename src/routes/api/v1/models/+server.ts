import { readModelText } from '#lib/scoring/model-text.ts';
import { database } from '#lib/server/app.ts';
import { answerModels, bodyText, keptAnswer, summaryOf } from '#lib/server/scoring/model-api.ts';
import { listModels } from '#lib/server/scoring/model-list.ts';
import { saveDraft } from '#lib/server/scoring/models.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () =>
	answerModels(async () => ({ models: (await listModels((await database()).pool)).map(summaryOf) }));

export const POST: RequestHandler = ({ request }) =>
	answerModels(async () => {
		const read = readModelText(await bodyText(request));
		return keptAnswer(await saveDraft((await database()).pool, read));
	});
