import { config, database } from '#lib/server/app.ts';
import { postEvents } from '#lib/server/intake/post-events.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, locals }) => {
	const { pool } = await database();
	return postEvents({ pool, request, token: locals.token!, name: 'POST /api/v1/events' }, config);
};
