import { database } from '#lib/server/app.ts';
import { answerModels, bodyOf, rollbackBody } from '#lib/server/scoring/model-api.ts';
import { rollBack } from '#lib/server/scoring/roll-back.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = ({ request }) =>
	answerModels(async () => {
		const { reason } = await bodyOf(request, rollbackBody);
		return rollBack((await database()).pool, reason ?? null);
	});
