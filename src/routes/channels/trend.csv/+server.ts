import { trendTable } from '#lib/channels/trend.ts';
import { withReport } from '#lib/server/app.ts';
import { channelTrendReport } from '#lib/server/reports/channel-trend.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import { readFilters } from '../../read-filters.ts';

export const GET = async ({ url }) => {
	const filters = readFilters(url);
	const { header, rows } = trendTable(await withReport((context) => channelTrendReport(context, filters)));
	return csvFile('channels-trend.csv', csv(header, rows));
};
