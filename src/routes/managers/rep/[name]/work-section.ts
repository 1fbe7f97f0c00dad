import type { Filters } from '#lib/filters/filters.ts';
import { repFilters } from '#lib/managers/rep-filters.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import { managerPeers } from '#lib/server/reports/manager-peers.ts';
import { managerWork } from '#lib/server/reports/manager-work.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { howRest } from './how-text.ts';
import { cardRows, workRows } from './work-rows.ts';
import { cardsAnswer, workAnswer } from './work-text.ts';

const groupWords = { role: m.rep_within_role, team: m.rep_within_team, all: m.rep_within_all };

/** How the rep's leads are worked, beside those of the others. */
export async function workSection(context: ReportContext, filters: Filters, name: string) {
	const { own, others } = await managerWork(context, managerPeers(context, filters, name));
	const { currency } = context.config;
	const links = repFilters(filters, name);
	const hasGroups = context.people.size > 0;
	return {
		rows: workRows(own, others, links),
		answer: workAnswer(own, others),
		cards: cardRows(own, others, links, currency),
		cardsAnswer: cardsAnswer(own, others, currency),
		note: m.rep_within_note({ who: groupWords[hasGroups ? filters.within : 'all']() }),
		how: howRest()
	};
}
