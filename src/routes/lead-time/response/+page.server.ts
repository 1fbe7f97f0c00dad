import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { readFilters } from '../../read-filters.ts';
import { inTurn } from '../../in-turn.ts';
import { responseSection } from './response-section.ts';

export const load = async ({ url }) => {
	const filters = readFilters(url);
	const { head, response } = inTurn({
		head: async (context) => reportHead(context, filters, await countArrived(context, filters)),
		response: (context) => responseSection(context, filters)
	});
	return { head: await head, response };
};
