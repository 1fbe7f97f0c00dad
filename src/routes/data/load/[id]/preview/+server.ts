import { json } from '@sveltejs/kit';
import { apiError } from '#lib/server/api.ts';
import { config, database } from '#lib/server/app.ts';
import { previewDraft } from '#lib/server/ingest/draft.ts';
import { changeUpload, findUpload } from '#lib/server/uploads.ts';
import { isObject } from '#lib/ui/mapping/mapping-form.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** Keeps a mapping while it is being edited, and shows what the first rows become with it. */
export const POST = async ({ params, request }) => {
	const { pool } = await database();
	const upload = await findUpload(pool, params.id);
	if (!upload) return apiError(404, { code: 'no_upload', message: m.upload_gone() });
	const mapping: unknown = await request.json().catch(() => null);
	if (!isObject(mapping)) return apiError(422, { code: 'no_mapping', message: m.mapping_json_object() });
	await changeUpload(pool, upload.id, { ...upload, mapping });
	return json(await previewDraft(pool, config, { ...upload, mapping }));
};
