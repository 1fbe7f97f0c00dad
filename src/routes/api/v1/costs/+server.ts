import { config, database } from '#lib/server/app.ts';
import { postCosts } from '#lib/server/intake/post-costs.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, locals }) => {
	const { pool } = await database();
	return postCosts({ pool, request, token: locals.token!, name: 'POST /api/v1/costs' }, config);
};
