import { fail, redirect } from '@sveltejs/kit';
import { config, database } from '#lib/server/app.ts';
import { discardUpload, listUploads } from '#lib/server/uploads.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { keepUpload } from './keep-upload.ts';

/** Bytes that the form takes without JavaScript: it is held in memory until it is there. */
const mostOfForm = 100_000_000;

export const load = async () => ({
	uploads: await listUploads((await database()).pool),
	timezone: config.timezone
});

export const actions = {
	upload: async ({ request }) => {
		if (Number(request.headers.get('content-length') ?? 0) > mostOfForm)
			return fail(422, { problem: m.upload_too_large_for_form({ megabytes: mostOfForm / 1_000_000 }) });
		const file = (await request.formData()).get('file');
		if (!(file instanceof File) || file.name === '') return fail(422, { problem: m.upload_no_file() });
		const kept = await keepUpload(file.name, file.stream(), file.size);
		if ('problem' in kept) return fail(422, { problem: kept.problem });
		redirect(303, `/data/load/${kept.id}`);
	},
	discard: async ({ request }) => {
		await discardUpload((await database()).pool, String((await request.formData()).get('id')));
		redirect(303, '/data/load');
	}
};
