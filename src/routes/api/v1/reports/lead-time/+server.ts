import { json } from '@sveltejs/kit';
import { apiFilters } from '#lib/server/api.ts';
import { config, database } from '#lib/server/app.ts';
import { fullLeadTime } from '#lib/server/reports/full-lead-time.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) => {
	const { filters, refused } = apiFilters(url.searchParams);
	if (refused) return refused;
	return json(await fullLeadTime(await database(), config, filters));
};
