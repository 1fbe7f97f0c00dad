import { config, database } from '#lib/server/app.ts';
import { suggestionReport } from '#lib/server/reports/suggest.ts';
import { suggestionTable } from '#lib/scoring/suggest-table.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import { readFilters } from '../../../read-filters.ts';
import { orWrongFilter } from '../../../or-wrong-filter.ts';

export const GET = async ({ url }) => {
	const filters = readFilters(url);
	const { report } = await orWrongFilter(
		suggestionReport(await database(), config, filters, url.searchParams.getAll('lock'))
	);
	const { header, rows } = suggestionTable(report.suggestion);
	return csvFile('suggested-points.csv', csv(header, rows));
};
