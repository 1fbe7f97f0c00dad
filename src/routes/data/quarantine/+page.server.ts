import { z } from 'zod';
import { error } from '@sveltejs/kit';
import { withReport } from '#lib/server/app.ts';
import { listQuarantine } from '#lib/server/reports/loads.ts';

const selectionSchema = z.object({
	reason: z.string().optional(),
	load: z.coerce.number('must be the number of a load').int().positive().optional(),
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
	return withReport(async (context) => ({
		selection,
		quarantine: await listQuarantine(context, selection)
	}));
};
