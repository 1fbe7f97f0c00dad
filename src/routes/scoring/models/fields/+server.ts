import { json } from '@sveltejs/kit';
import { config, database, withReport } from '#lib/server/app.ts';
import { activityFields, readConditions } from '#lib/server/scoring/conditions.ts';
import type { RequestHandler } from './$types';

/** What the events of an activity tell. */
export const GET: RequestHandler = async ({ url }) => {
	const conditions = await readConditions(await database(), config);
	const activity = url.searchParams.get('activity') ?? '';
	return json({ fields: await withReport((context) => activityFields(context, conditions, activity)) });
};
