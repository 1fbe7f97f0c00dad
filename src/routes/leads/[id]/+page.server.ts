import { error, redirect } from '@sveltejs/kit';
import { withReport } from '#lib/server/app.ts';
import { checklists } from '#lib/scoring/framework-checklist.ts';
import { leadDetail } from '#lib/server/leads/detail.ts';
import { readLeadScore } from '#lib/server/leads/lead-score.ts';
import { attributeNames } from '#lib/server/reports/filter-options.ts';
import { changeJoinBy } from '../../change-join.ts';
import * as m from '#lib/ui/paraglide/messages.js';

export const load = async ({ params, url }) => {
	const { lead, score, attributes, model, settings } = await withReport(async (context) => ({
		lead: await leadDetail(context, params.id),
		score: await readLeadScore(context, params.id),
		attributes: await attributeNames(context),
		model: context.scoreModel,
		settings: { timezone: context.config.timezone, currency: context.config.currency }
	}));
	if (!lead || !score) error(404, m.error_lead_not_found({ id: params.id }));
	// The id of any of its records leads here.
	if (lead.id !== params.id) redirect(307, `/leads/${lead.id}${url.search}`);
	return { lead, score, checklists: checklists(lead.attributes, attributes, model), ...settings };
};

export const actions = {
	default: async ({ request, url }) => {
		await changeJoinBy(request);
		redirect(303, url.pathname + url.search);
	}
};
