import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { withReport } from '#lib/server/app.ts';
import {
	countRecords,
	listCompanies,
	listJoins,
	listSharedKeys,
	listUndone
} from '#lib/server/reports/identity.ts';
import { changeJoinBy } from '../../change-join.ts';

const selectionSchema = z.object({
	show: z.enum(['joins', 'undone', 'shared', 'companies']).default('joins'),
	q: z.string().trim().optional(),
	after: z.string().optional()
});

export const load = async ({ url }) => {
	const parsed = selectionSchema.safeParse(Object.fromEntries(url.searchParams));
	if (!parsed.success) {
		const issue = parsed.error.issues[0]!;
		const field = String(issue.path[0]);
		error(400, { field, message: `${field} "${url.searchParams.get(field)}": ${issue.message}` });
	}
	const selection = parsed.data;
	const { show } = selection;
	return withReport(async (context) => ({
		selection,
		counts: await countRecords(context),
		joins: show === 'joins' ? await listJoins(context, selection) : null,
		undone: show === 'undone' ? await listUndone(context, selection) : null,
		shared: show === 'shared' ? await listSharedKeys(context, selection) : null,
		companies: show === 'companies' ? await listCompanies(context, selection) : null,
		timezone: context.config.timezone
	}));
};

export const actions = {
	default: async ({ request, url }) => {
		await changeJoinBy(request);
		redirect(303, url.pathname + url.search);
	}
};
