import { json } from '@sveltejs/kit';
import { apiFilters } from '#lib/server/api.ts';
import { config, database } from '#lib/server/app.ts';
import { fullChannelsReport } from '#lib/server/reports/full-channels.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) => {
	const { filters, refused } = apiFilters(url.searchParams);
	if (refused) return refused;
	return json(await fullChannelsReport(await database(), config, filters));
};
