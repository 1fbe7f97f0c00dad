import { incidenceReport } from '#lib/server/reports/incidence.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { returnedReport } from '#lib/server/reports/returned.ts';
import { readFilters } from '../read-filters.ts';
import { inTurn } from './in-turn.ts';
import { returnedSentence } from './returned-text.ts';

/** The curves at once; the slower sections follow one by one, in the order of the page. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	/** What the page breaks down by, unless the reader chose something else. */
	const by = filters.by.length ? filters.by : ['channel'];

	const { counts, ...sections } = inTurn({
		counts: async (context) => {
			const incidence = await incidenceReport(context, { ...filters, by });
			return { head: await reportHead(context, filters, incidence.whole.leads), ...incidence };
		},
		returned: async (context) => {
			const found = await returnedReport(context, filters);
			return found && { ...found, answer: returnedSentence(found) };
		}
	});
	const { head, whole, groups, difference } = await counts;
	return { head, whole, by, groups: groups.length, difference, ...sections };
};
