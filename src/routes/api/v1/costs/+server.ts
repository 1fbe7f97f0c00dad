import { config, database } from '#lib/server/app.ts';
import { postRows } from '#lib/server/intake/post-rows.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, locals }) => {
	const { pool } = await database();
	const post = { pool, request, token: locals.token!, name: 'POST /api/v1/costs' };
	return postRows(post, config, 'costs');
};
