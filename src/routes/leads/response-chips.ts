import type { LeadSelection } from '#lib/filters/lead-selection.ts';
import { mostAttempts } from '#lib/leadtime/response-states.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { contactName, hourName, responseName } from '#lib/ui/response-words.ts';

/** What of the first contact a list was selected by: a text for each part. */
export function responseChipTexts(selection: LeadSelection): { name: string; text: string }[] {
	const { response, workingResponse, contact, attempts, arrivedHour } = selection;
	return [
		...(response ? [{ name: 'response', text: m.select_response({ what: responseName(response) }) }] : []),
		...(workingResponse
			? [
					{
						name: 'workingResponse',
						text: m.select_working_response({ what: responseName(workingResponse, 'working') })
					}
				]
			: []),
		...(contact ? [{ name: 'contact', text: m.select_contact({ what: contactName(contact) }) }] : []),
		...(attempts === undefined
			? []
			: [
					{
						name: 'attempts',
						text:
							attempts === mostAttempts
								? m.select_attempts_more({ count: attempts })
								: m.select_attempts({ n: attempts, count: attempts })
					}
				]),
		...(arrivedHour === undefined
			? []
			: [{ name: 'arrivedHour', text: m.select_arrived_hour({ hour: hourName(arrivedHour) }) }])
	];
}
