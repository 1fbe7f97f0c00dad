import { error, fail, redirect } from '@sveltejs/kit';
import { config, database } from '#lib/server/app.ts';
import { LoadRefused, requestStop } from '#lib/server/ingest/load-state.ts';
import { readLoad } from '#lib/server/reports/one-load.ts';
import { uploadOfLoad } from '#lib/server/uploads.ts';
import * as m from '#lib/ui/paraglide/messages.js';

const numberOf = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : 0);

export const load = async ({ params }) => {
	const { pool } = await database();
	const one = await readLoad(pool, numberOf(params.id));
	if (!one) error(404, m.loading_unknown({ load: params.id }));
	const upload = await uploadOfLoad(pool, one.id);
	return {
		load: one,
		upload: upload && { id: upload.id },
		timezone: config.timezone
	};
};

export const actions = {
	stop: async ({ params }) => {
		try {
			await requestStop((await database()).pool, numberOf(params.id));
		} catch (problem) {
			if (!(problem instanceof LoadRefused)) throw problem;
			return fail(422, { problem: problem.message });
		}
		redirect(303, `/data/loads/${params.id}`);
	}
};
