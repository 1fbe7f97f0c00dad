import type { Filters } from '#lib/filters/filters.ts';
import type { Incidence } from '#lib/leadtime/report.ts';
import { formatCount } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { dayCount, filterName } from '#lib/ui/words.ts';

type Counted = Pick<Incidence, 'leftOut' | 'leftOutClients' | 'leftOutLost' | 'afterAsOf'>;

/** What the reader has to know of these leads before the curves: how they count, and what is left out. */
export function notesText(whole: Counted, { mode, window, values }: Filters): string[] {
	const chosen = ['outcome', 'stage'].find((name) => name in values);
	return [
		...(mode === 'period' ? [m.lead_time_note_period()] : []),
		...(window === undefined ? [] : [m.lead_time_note_window({ span: dayCount(window) })]),
		...(chosen ? [m.lead_time_note_result({ what: filterName(chosen).toLowerCase() })] : []),
		...(whole.leftOut > 0
			? [
					m.lead_time_note_left_out({
						clients: formatCount(whole.leftOutClients),
						lost: formatCount(whole.leftOutLost)
					})
				]
			: []),
		...(whole.afterAsOf > 0
			? [m.lead_time_note_after({ n: whole.afterAsOf, count: formatCount(whole.afterAsOf) })]
			: [])
	];
}
