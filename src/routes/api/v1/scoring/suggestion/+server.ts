import { answer, apiFilters } from '#lib/server/api.ts';
import { config, database } from '#lib/server/app.ts';
import { suggestionReport } from '#lib/server/reports/suggest.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) => {
	const { filters, refused } = apiFilters(url.searchParams, ['lock']);
	if (refused) return refused;
	const locks = url.searchParams.getAll('lock');
	return answer(async () => (await suggestionReport(await database(), config, filters, locks)).report);
};
