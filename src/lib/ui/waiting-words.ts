/** The words for how leads wait, and how long ago they were refused. */
import type { IdleBand, RefusedAge } from '#lib/filters/names.ts';
import type { WaitingStage } from '#lib/funnel/stages.ts';
import * as m from './paraglide/messages.js';
import { stageName, type Words } from './words.ts';

const idleNames: Words<IdleBand> = {
	median: m.select_idle_median,
	p90: m.select_idle_p90,
	beyond: m.select_idle_beyond
};

/** "Open, stands in: MQL". */
export const standsInName = (stage: WaitingStage | 'any') =>
	stage === 'any' ? m.select_standsIn_any() : m.select_standsIn({ stage: stageName(stage) });

/** How long leads have been without activity, beside others of their stage. */
export const idleName = (band: IdleBand) => idleNames[band]();

/** "30–89 days", "365 days or more". */
export function ageName(age: Exclude<RefusedAge, 'undated'>): string {
	const [from, to] = age.split('-');
	return to === undefined ? m.ageing_age_from({ from: from! }) : m.ageing_age_range({ from: from!, to });
}

/** "Refused 30–89 days ago". */
export function refusedName(age: RefusedAge | 'any'): string {
	if (age === 'any') return m.select_refused_any();
	return age === 'undated' ? m.select_refused_undated() : m.select_refusedAge({ age: ageName(age) });
}
