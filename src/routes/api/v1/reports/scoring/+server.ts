import { answer, apiFilters } from '#lib/server/api.ts';
import { config, database } from '#lib/server/app.ts';
import { keptScoringReport } from '#lib/server/reports/scoring.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) => {
	const { filters, refused } = apiFilters(url.searchParams);
	if (refused) return refused;
	return answer(async () => keptScoringReport(await database(), config, filters));
};
