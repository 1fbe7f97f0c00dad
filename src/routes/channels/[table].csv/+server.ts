import { error } from '@sveltejs/kit';
import { changedTable, rowTable, totalTable } from '#lib/channels/channel-table.ts';
import { monthly } from '#lib/channels/monthly.ts';
import { withReport } from '#lib/server/app.ts';
import { channelsReport } from '#lib/server/reports/channels.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';

/** Tables of the page: `rows`, `total`, `months` (rows by month of arrival and breakdown), `changed`. */
export const GET = async ({ params, url }) => {
	const filters = readFilters(url);
	const table = await withReport(async (context) => {
		switch (params.table) {
			case 'rows':
				return rowTable(await channelsReport(context, filters));
			case 'total':
				return totalTable(await channelsReport(context, filters));
			case 'months':
				return rowTable(await channelsReport(context, monthly(filters)));
			case 'changed':
				return changedTable(await channelsReport(context, filters));
		}
		return null;
	});
	if (!table) error(404, m.error_not_found());
	return csvFile(`channels-${params.table}.csv`, csv(table.header, table.rows));
};
