import { error, redirect } from '@sveltejs/kit';
import { withReport } from '#lib/server/app.ts';
import { leadDetail } from '#lib/server/leads/detail.ts';
import { changeJoinBy } from '../../change-join.ts';
import * as m from '#lib/ui/paraglide/messages.js';

export const load = async ({ params, url }) => {
	const { lead, settings } = await withReport(async (context) => ({
		lead: await leadDetail(context, params.id),
		settings: { timezone: context.config.timezone, currency: context.config.currency }
	}));
	if (!lead) error(404, m.error_lead_not_found({ id: params.id }));
	// The id of any of its records leads here.
	if (lead.id !== params.id) redirect(307, `/leads/${lead.id}${url.search}`);
	return { lead, ...settings };
};

export const actions = {
	default: async ({ request, url }) => {
		await changeJoinBy(request);
		redirect(303, url.pathname + url.search);
	}
};
