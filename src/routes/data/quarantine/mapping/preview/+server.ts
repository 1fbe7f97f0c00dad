import { json } from '@sveltejs/kit';
import { apiError } from '#lib/server/api.ts';
import { config, database } from '#lib/server/app.ts';
import { previewRetry } from '#lib/server/ingest/preview-retry.ts';
import { isObject } from '#lib/ui/mapping/mapping-form.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readSelection } from '../../selection.ts';

/** What the rows that were not loaded would become by the mapping that is sent. */
export const POST = async ({ url, request }) => {
	const { load, reason } = readSelection(url);
	if (load === undefined)
		return apiError(422, { code: 'no_load', field: 'load', message: m.quarantine_which_load() });
	const mapping: unknown = await request.json().catch(() => null);
	if (!isObject(mapping)) return apiError(422, { code: 'no_mapping', message: m.mapping_json_object() });
	const { pool } = await database();
	return json(await previewRetry(pool, config, { load, reason }, mapping));
};
