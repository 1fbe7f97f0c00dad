import type { Returned } from '#lib/leadtime/report.ts';
import { formatCount, formatPercent, formatPercentRange } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/**
 * "Of 412 leads sent back to marketing 38 became clients after all (9.2 %, likely 6.8–12.4 %); sales passed on 46 % at
 * the first attempt, 52 % in the end." The shares that are not known are left out.
 */
export function returnedSentence(returned: Returned): string {
	const { leads, clients, passes } = returned;
	const words: string[] = [
		m.returned_answer({ n: leads, c: clients, leads: formatCount(leads), clients: formatCount(clients) })
	];
	if (returned.yield !== null && leads > 1)
		words.push(
			` ${m.returned_share({ rate: formatPercent(returned.yield), range: formatPercentRange(returned.interval) })}`
		);
	if (passes && passes.first.rate !== null && passes.last.rate !== null)
		words.push(
			`; ${m.returned_passes({ first: formatPercent(passes.first.rate), last: formatPercent(passes.last.rate) })}`
		);
	return `${words.join('')}.`;
}
