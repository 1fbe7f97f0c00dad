import { json } from '@sveltejs/kit';
import { withReport } from '#lib/server/app.ts';
import { readLeadScore } from '#lib/server/leads/lead-score.ts';
import { noSuchLead } from '../no-such-lead.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params }) => {
	const found = await withReport((context) => readLeadScore(context, params.id));
	if (!found) return noSuchLead(params.id);
	const { score, ...of } = found;
	// The line is drawn through the steps.
	return json({ ...of, score: score && { ...score, line: undefined } });
};
