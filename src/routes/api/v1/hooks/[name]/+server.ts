import { config, database } from '#lib/server/app.ts';
import { takeHook } from '#lib/server/intake/take-hook.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, locals, params }) => {
	const { pool } = await database();
	const name = `POST /api/v1/hooks/${params.name}`;
	return takeHook({ pool, request, token: locals.token!, name }, config, params.name);
};
