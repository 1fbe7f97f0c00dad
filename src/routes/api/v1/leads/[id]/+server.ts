import { json } from '@sveltejs/kit';
import { withReport } from '#lib/server/app.ts';
import { leadDetail } from '#lib/server/leads/detail.ts';
import { noSuchLead } from './no-such-lead.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params }) => {
	const lead = await withReport((context) => leadDetail(context, params.id));
	return lead ? json(lead) : noSuchLead(params.id);
};
