import { error } from '@sveltejs/kit';
import { groupTable, monthTable, stageTable } from '#lib/funnel/funnel-table.ts';
import { withReport } from '#lib/server/app.ts';
import { funnelByEventMonth } from '#lib/server/reports/funnel-by-event-month.ts';
import { fullFunnelReport, funnelTrend } from '#lib/server/reports/funnel.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';

/** The tables of the page: `stages`, `breakdown`, `months`. */
export const GET = async ({ params, url }) => {
	const filters = readFilters(url);
	const { header, rows } = await withReport(async (context) => {
		switch (params.table) {
			case 'stages':
				return stageTable(await fullFunnelReport(context, filters));
			case 'breakdown':
				return groupTable(await fullFunnelReport(context, filters));
			case 'months':
				return monthTable(
					await (filters.mode === 'cohort' ? funnelTrend : funnelByEventMonth)(context, filters)
				);
		}
		error(404, m.error_not_found());
	});
	return csvFile(`funnel-${params.table}.csv`, csv(header, rows));
};
