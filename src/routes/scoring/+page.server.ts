import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { inTurn } from '../in-turn.ts';
import { readFilters } from '../read-filters.ts';

export const load = async ({ url }) => {
	const filters = readFilters(url);
	const { head } = inTurn({
		head: async (context) => reportHead(context, filters, await countArrived(context, filters))
	});
	return { head: await head };
};
