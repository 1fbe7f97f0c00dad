import { waitingFilters } from '#lib/leadtime/ageing.ts';
import { ageingReport } from '#lib/server/reports/ageing.ts';
import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { returnedReport } from '#lib/server/reports/returned.ts';
import { readFilters } from '../../read-filters.ts';
import { inTurn } from '../../in-turn.ts';
import { ageingSection } from './ageing-section.ts';
import { returnedSentence } from './returned-text.ts';

/** The head at once, then who waits, then what came back to marketing. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	/** Who waits now: the same leads whatever the window and the mode. */
	const now = waitingFilters(filters);
	const { head, ...sections } = inTurn({
		head: async (context) => reportHead(context, filters, await countArrived(context, now)),
		ageing: async (context) => ageingSection(await ageingReport(context, filters)),
		returned: async (context) => {
			const found = await returnedReport(context, filters);
			return found && { ...found, answer: returnedSentence(found) };
		}
	});
	return { head: await head, now, ...sections };
};
