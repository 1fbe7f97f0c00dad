import { json } from '@sveltejs/kit';
import { apiError } from '#lib/server/api.ts';
import { withReport } from '#lib/server/app.ts';
import { leadDetail } from '#lib/server/leads/detail.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params }) => {
	const lead = await withReport((context) => leadDetail(context, params.id));
	if (lead) return json(lead);
	return apiError(404, {
		code: 'no_such_lead',
		message: `There is no lead with the id "${params.id}".`,
		hint: 'Ids of leads and of their records are in the answers of /api/v1/leads.'
	});
};
