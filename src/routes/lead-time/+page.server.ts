import { incidenceReport } from '#lib/server/reports/incidence.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { readFilters } from '../read-filters.ts';
import { inTurn } from './in-turn.ts';

/** The curves at once; the slower sections follow one by one, in the order of the page. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	/** What the page breaks down by, unless the reader chose something else. */
	const by = filters.by.length ? filters.by : ['channel'];

	const { counts, ...sections } = inTurn({
		counts: async (context) => {
			const incidence = await incidenceReport(context, { ...filters, by });
			return { head: await reportHead(context, filters, incidence.whole.leads), ...incidence };
		}
	});
	const { head, whole, groups, difference } = await counts;
	return { head, whole, by, groups: groups.length, difference, ...sections };
};
