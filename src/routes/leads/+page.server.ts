import { withReport } from '#lib/server/app.ts';
import { listLeads } from '#lib/server/leads/list.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { readFilters, readLeadSelection } from '../read-filters.ts';

export const load = async ({ url }) => {
	const filters = readFilters(url);
	const selection = readLeadSelection(url);
	return withReport(async (context) => {
		const list = await listLeads(context, filters, selection);
		return { head: await reportHead(context, filters, list.total), selection, list };
	});
};
