import { error } from '@sveltejs/kit';
import { waitingFilters } from '#lib/leadtime/ageing.ts';
import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { stageLimits } from '#lib/server/reports/stage-limits.ts';
import { todayReport } from '#lib/server/reports/today.ts';
import { readChoice } from '#lib/ui/row-choice.ts';
import { inTurn } from '../../in-turn.ts';
import { readFilters } from '../../read-filters.ts';
import { howText } from './how-text.ts';
import { todayChoice } from './today-choice.ts';
import { todayRows } from './today-rows.ts';
import { todaySentence, unknownTexts } from './today-text.ts';
import { todoList } from './todo-list.ts';

/** The head at once, then how many leads each sales rep has to work, then the first of those asked for. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const { choice, problem } = readChoice(todayChoice, url.searchParams);
	if (problem) error(400, problem);
	/** Whom to work now: the same leads whatever the window and the mode. */
	const now = waitingFilters(filters);
	const { head, ...sections } = inTurn({
		head: async (context) => reportHead(context, filters, await countArrived(context, now)),
		today: async (context) => {
			const { known, total, rows } = await todayReport(context, filters);
			return {
				known,
				total,
				rows: todayRows({ rows }, choice),
				answer: todaySentence({ total, rows }),
				unknown: unknownTexts(known),
				how: howText(known, await stageLimits(context, now))
			};
		},
		list: async (context) => todoList(context, now, choice)
	});
	return { head: await head, now, order: choice.order, ...sections };
};
