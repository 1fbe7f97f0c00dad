import type { LeadSelection } from '#lib/filters/lead-selection.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** Whose hands a list of leads was selected by, and what else of a sales rep's work: a text for each part. */
export function handedChipTexts(selection: LeadSelection): { name: string; text: string }[] {
	const { missedCalls, takenOver, givenAway, keptBy, returnReason } = selection;
	const chip = (name: string, text: string | undefined) => (text === undefined ? [] : [{ name, text }]);
	return [
		...chip(
			'missedCalls',
			missedCalls && (missedCalls === 'open' ? m.select_missed_call_open() : m.select_missed_call())
		),
		...chip('takenOver', takenOver && m.select_taken_over({ name: takenOver })),
		...chip('givenAway', givenAway && m.select_given_away({ name: givenAway })),
		...chip('keptBy', keptBy && m.select_kept_by({ name: keptBy })),
		...chip(
			'returnReason',
			returnReason === undefined
				? undefined
				: m.select_return_reason({ reason: returnReason || m.no_reason() })
		)
	];
}
