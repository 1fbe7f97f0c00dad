import { json } from '@sveltejs/kit';
import { apiFilters } from '#lib/server/api.ts';
import { withReport } from '#lib/server/app.ts';
import { managersReport } from '#lib/server/reports/managers.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) => {
	const { filters, refused } = apiFilters(url.searchParams);
	if (refused) return refused;
	return json(await withReport((context) => managersReport(context, filters)));
};
