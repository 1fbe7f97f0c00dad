import { json } from '@sveltejs/kit';
import { apiFilters } from '#lib/server/api.ts';
import { withReport } from '#lib/server/app.ts';
import { qualityReport } from '#lib/server/reports/quality.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) => {
	const { filters, refused } = apiFilters(url.searchParams);
	if (refused) return refused;
	return json(await withReport((context) => qualityReport(context, filters)));
};
