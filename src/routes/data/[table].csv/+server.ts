import { error } from '@sveltejs/kit';
import { qualityTables } from '#lib/quality/quality-table.ts';
import { withReport } from '#lib/server/app.ts';
import { qualityReport } from '#lib/server/reports/quality.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';

/** The tables of the quality report, by their names. */
export const GET = async ({ params, url }) => {
	const filters = readFilters(url);
	const tables = qualityTables(await withReport((context) => qualityReport(context, filters)));
	if (!Object.hasOwn(tables, params.table)) error(404, m.error_not_found());
	const { header, rows } = tables[params.table]!;
	return csvFile(`data-${params.table}.csv`, csv(header, rows));
};
