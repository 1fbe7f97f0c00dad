/** The parts of a stage's bar: open leads by days without activity, the shortest wait first. */
import type { IdleBand } from '#lib/filters/names.ts';
import type { StageAgeing } from '#lib/leadtime/report.ts';
import { formatDays } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

export interface AgeingPart {
	/** Null: there is no limit, or the usual time is not known, and all open leads are one part. */
	band: IdleBand | null;
	count: number;
	/** "6.5 d to 10.9 d"; null with `band`. */
	days: string | null;
}

/** Colours of the bands, from left to right. */
export const bandColours: [IdleBand, colour: string][] = [
	['median', 'var(--stage-lead)'],
	['p90', 'var(--stage-mql)'],
	['beyond', 'var(--outcome-refused)']
];

export function ageingParts(stage: StageAgeing): AgeingPart[] {
	const { limit, p50, p90, upToP50, upToP90, beyondP90 } = stage;
	if (limit === null || upToP50 === null || upToP90 === null || beyondP90 === null)
		return [{ band: null, count: stage.open, days: null }];
	return [
		{ band: 'median', count: upToP50, days: m.ageing_days_up_to({ days: formatDays(p50) }) },
		{
			band: 'p90',
			count: upToP90,
			days: m.ageing_days_between({ from: formatDays(p50), to: formatDays(p90) })
		},
		{ band: 'beyond', count: beyondP90, days: m.ageing_days_beyond({ days: formatDays(p90) }) }
	];
}

/** "limit 10.9 d", "agreed limit 5 d", or why there is none. */
export function limitText({ agreed, limit, p90, timed }: StageAgeing): string {
	if (agreed !== null) return m.ageing_limit_agreed({ days: formatDays(agreed) });
	if (limit !== null) return m.ageing_limit_usual({ days: formatDays(limit) });
	if (p90 === 0) return m.ageing_limit_at_once();
	return m.ageing_limit_none({ timed: String(timed) });
}
