import { error, fail, redirect } from '@sveltejs/kit';
import type pg from 'pg';
import { config, database } from '#lib/server/app.ts';
import { LoadRefused, requestStop } from '#lib/server/ingest/load-state.ts';
import { removeLoad } from '#lib/server/ingest/remove-load.ts';
import { readLoad } from '#lib/server/reports/one-load.ts';
import { uploadOfLoad } from '#lib/server/uploads.ts';
import * as m from '#lib/ui/paraglide/messages.js';

const numberOf = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : 0);

export const load = async ({ params, url }) => {
	const { pool } = await database();
	const one = await readLoad(pool, numberOf(params.id));
	if (!one) error(404, m.loading_unknown({ load: params.id }));
	const upload = await uploadOfLoad(pool, one.id);
	return {
		load: one,
		upload: upload && { id: upload.id },
		confirm: url.searchParams.has('remove'),
		timezone: config.timezone
	};
};

export const actions = {
	stop: ({ params }) => change(params.id, requestStop),
	remove: ({ params }) => change(params.id, removeLoad)
};

/** Goes back to the load when it is done; what cannot be done to it is said there. */
async function change(id: string, act: (pool: pg.Pool, load: number) => Promise<unknown>) {
	try {
		await act((await database()).pool, numberOf(id));
	} catch (problem) {
		if (!(problem instanceof LoadRefused)) throw problem;
		return fail(422, { problem: problem.message });
	}
	redirect(303, `/data/loads/${id}`);
}
