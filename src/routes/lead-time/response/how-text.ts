import type { ResponseTimes } from '#lib/leadtime/report.ts';
import { formatCount, formatPercent, formatPercentRange } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { formatMinutes } from '#lib/ui/response-words.ts';

/** How the times to the first contact are computed, with the reader's own numbers. */
export function howText({
	n,
	medianMinutes,
	p90Minutes,
	withinHour,
	reach,
	working
}: ResponseTimes): string[] {
	return [
		m.response_how_reach({ contacted: formatCount(reach.count), of: formatCount(reach.of) }),
		...(n > 0
			? [
					m.response_how_times({
						n: formatCount(n),
						median: formatMinutes(medianMinutes, 'wall'),
						p90: formatMinutes(p90Minutes, 'wall')
					}),
					m.response_how_within({
						count: formatCount(withinHour.count),
						of: formatCount(withinHour.of),
						rate: formatPercent(withinHour.rate),
						range: formatPercentRange(withinHour.interval)
					}),
					m.response_how_working({ median: formatMinutes(working.medianMinutes, 'working') }),
					m.response_how_others()
				]
			: [])
	];
}
