import { json } from '@sveltejs/kit';
import { apiError } from '#lib/server/api.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { keepUpload } from '../keep-upload.ts';

/** The bytes of a file, as the load page sends them, named by `?file=`. Only our own pages may. */
export const PUT = async ({ request, url }) => {
	const origin = request.headers.get('origin');
	const site = request.headers.get('sec-fetch-site');
	if ((origin !== null && origin !== url.origin) || (site !== null && site !== 'same-origin'))
		return apiError(403, { code: 'cross_site', message: m.upload_cross_site() });
	const file = url.searchParams.get('file') ?? '';
	if (file === '' || !request.body)
		return apiError(422, { code: 'no_file', field: 'file', message: m.upload_no_file() });
	const length = request.headers.get('content-length');
	const kept = await keepUpload(file, request.body, length === null ? null : Number(length));
	if ('problem' in kept) return apiError(422, { code: 'not_kept', message: kept.problem });
	return json(kept, { status: 201 });
};
