import { error } from '@sveltejs/kit';
import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { mixReport } from '#lib/server/reports/mix.ts';
import { openLoadReport } from '#lib/server/reports/open-load.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { twoRepsReport } from '#lib/server/reports/two-reps.ts';
import { readChoice } from '#lib/ui/row-choice.ts';
import { inTurn } from '../../in-turn.ts';
import { readFilters } from '../../read-filters.ts';
import { companiesSection, mostCompanies } from './companies-section.ts';
import { loadSection } from './load-section.ts';
import { mixChoice } from './mix-choice.ts';
import { mixSection } from './mix-section.ts';

/** The head at once, then who gets what, then who has how many open leads, then companies at two reps. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const { choice, problem } = readChoice(mixChoice, url.searchParams);
	if (problem) error(400, problem);
	const { head, ...sections } = inTurn({
		head: async (context) => reportHead(context, filters, await countArrived(context, filters)),
		mix: async (context) => mixSection(await mixReport(context, filters), choice),
		load: async (context) => loadSection(await openLoadReport(context, filters), choice, context.zone.name),
		companies: async (context) => {
			const { firm, firms } = choice;
			const limit = firms === 'all' ? null : mostCompanies;
			return companiesSection(await twoRepsReport(context, filters, { q: firm, limit }), firm);
		}
	});
	return { head: await head, order: choice.order, ...sections };
};
