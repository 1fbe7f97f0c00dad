import { error } from '@sveltejs/kit';
import { handoverTable } from '#lib/channels/handover.ts';
import { withReport } from '#lib/server/app.ts';
import { handoverReport } from '#lib/server/reports/handover.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';

export const GET = async ({ url }) => {
	const handover = await withReport((context) => handoverReport(context, readFilters(url)));
	if (!handover) error(404, m.handover_none());
	const { header, rows } = handoverTable(handover);
	return csvFile('channels-handover.csv', csv(header, rows));
};
