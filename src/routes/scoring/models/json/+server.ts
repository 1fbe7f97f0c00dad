import { error } from '@sveltejs/kit';
import { modelFileName, modelText } from '#lib/scoring/model-text.ts';
import { database } from '#lib/server/app.ts';
import { findModel } from '#lib/server/scoring/models.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import type { RequestHandler } from './$types';

/** A score model as a file. */
export const GET: RequestHandler = async ({ url }) => {
	const written = url.searchParams.get('model') ?? '';
	const model = written.includes('\0') ? null : await findModel((await database()).pool, written);
	if (!model) error(404, m.scoring_models_not_found({ model: written }));
	return new Response(modelText(model), {
		headers: {
			'Content-Type': 'application/json; charset=utf-8',
			'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(modelFileName(model))}`
		}
	});
};
