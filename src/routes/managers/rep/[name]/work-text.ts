import type { Work } from '#lib/managers/rep-report.ts';
import { formatCount, formatMoney, formatPercent } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { formatMinutes } from '#lib/ui/response-words.ts';

/** How quickly and how surely leads are reached, and how many wait. */
export const workAnswer = (own: Work, others: Work): string[] => [
	own.answered === 0 && own.reach.of === 0
		? m.rep_work_answer_none()
		: m.rep_work_answer({
				median: formatMinutes(own.medianMinutes, 'wall'),
				othersMedian: formatMinutes(others.medianMinutes, 'wall'),
				reach: formatPercent(own.reach.rate),
				othersReach: formatPercent(others.reach.rate)
			}),
	own.open === 0
		? m.rep_work_none_open()
		: m.rep_work_answer_open({
				n: own.open,
				open: formatCount(own.open),
				untried: formatCount(own.untried.count),
				overdue: formatCount(own.overdue.count)
			})
];

/** How full the cards are, and what a sale brings. */
export function cardsAnswer(own: Work, others: Work, currency: string): string[] {
	const said = [
		...(own.leadCard.mean === null
			? []
			: [
					m.rep_cards_answer({
						card: formatPercent(own.leadCard.mean),
						others: formatPercent(others.leadCard.mean)
					})
				]),
		...(own.revenue.clients === 0
			? []
			: [
					m.rep_cards_answer_money({
						n: own.revenue.clients,
						clients: formatCount(own.revenue.clients),
						sum: formatMoney(own.revenue.sum, currency),
						average: formatMoney(own.revenue.average, currency),
						others: formatMoney(others.revenue.average, currency)
					})
				])
	];
	return said.length ? said : [m.rep_cards_answer_none()];
}
