/** How far outside its normal range a count is (METHODS, section 6). */
import { tail } from '#lib/stats/tail.ts';
import type { ManagerLevel, ManagerVerdict } from './report.ts';

/** Chances of a count as far off on that side: less is worth a look, or not chance. */
export const alertChance = 0.025;
export const alarmChance = 0.001;

export interface Standing {
	verdict: Exclude<ManagerVerdict, 'few'>;
	level: ManagerLevel | null;
	/** The smaller tail. */
	chance: number;
}

/** `variance` above 0. */
export function standingOf(observed: number, expected: number, variance: number): Standing {
	const { atMost, atLeast } = tail(observed, expected, variance);
	const chance = Math.min(atMost, atLeast);
	const level = chance < alarmChance ? 'alarm' : chance < alertChance ? 'alert' : null;
	return { verdict: level === null ? 'within' : atMost < atLeast ? 'below' : 'above', level, chance };
}
