import { withReport } from '#lib/server/app.ts';
import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { readFilters } from '../read-filters.ts';

export const load = async ({ url }) => {
	const filters = readFilters(url);
	return withReport(async (context) => ({
		head: await reportHead(context, filters, await countArrived(context, filters))
	}));
};
