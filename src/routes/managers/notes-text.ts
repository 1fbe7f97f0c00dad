import type { ManagersReport } from '#lib/managers/report.ts';
import { isOftenMoved } from '#lib/managers/rows.ts';
import { formatCount, formatPercent } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** What the reader has to know before the figures. */
export function notesText(report: ManagersReport): string[] {
	const { filters, changedHands: hands } = report;
	const nobody = report.rows.find(({ key }) => key === null);
	return [
		...(report.base === 'all' && filters.base === 'accepted' ? [m.managers_note_all()] : []),
		...(report.goal === 'client' && filters.goal === 'sql' ? [m.managers_note_goal()] : []),
		...(isOftenMoved(hands) && report.notJudged === null
			? [
					(report.credit === 'last' ? m.managers_note_hands_last : m.managers_note_hands_first)({
						count: formatCount(hands.leads),
						of: formatCount(hands.of),
						share: formatPercent(hands.leads / hands.of)
					})
				]
			: []),
		...(nobody && nobody.leads > 0 && report.rows.length > 1
			? [m.managers_note_none({ n: nobody.leads, count: formatCount(nobody.leads) })]
			: [])
	];
}
