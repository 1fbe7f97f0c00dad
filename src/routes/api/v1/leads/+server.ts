import { json } from '@sveltejs/kit';
import { leadSelectionSchema, parseLeadSelection } from '#lib/filters/lead-selection.ts';
import { apiError, apiFilters } from '#lib/server/api.ts';
import { withReport } from '#lib/server/app.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ url }) => {
	const { filters, refused } = apiFilters(url.searchParams, Object.keys(leadSelectionSchema.shape));
	if (refused) return refused;
	const { selection, problem } = parseLeadSelection(url.searchParams);
	if (problem) return apiError(400, { code: 'wrong_selection', ...problem });
	return json(await withReport((context) => listLeads(context, filters, selection)));
};
