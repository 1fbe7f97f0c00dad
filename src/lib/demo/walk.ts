/** What the steps of a lead's road share: whose road it is, how time passes on it, and how it ends. */
import { DAY, type Clock } from './clock.ts';
import { drawReason } from './draw.ts';
import type { Fact, Life } from './life.ts';
import type { Manager } from './managers.ts';
import { pace } from './odds.ts';
import type { Random } from './random.ts';
import { refusals } from './words.ts';
import type { World } from './world.ts';

export interface Walk {
	world: World;
	life: Life;
	facts: Fact[];
	random: Random;
	clock: Clock;
}

/** Median in days and standard deviation of the logarithm. */
export interface Delay {
	median: number;
	spread: number;
}

export const days = (w: Walk, { median, spread }: Delay) => w.random.around(median, spread) * DAY;

/** A step of sales later, at the pace of the lead. */
export const onward = (w: Walk, at: number, delay: Delay) =>
	w.clock.inOffice(at + days(w, delay) * pace[w.life.interest]!, w.random);

/** So many days later, in office hours. */
export const later = (w: Walk, at: number, delay: Delay) => w.clock.inOffice(at + days(w, delay), w.random);

/** The lead ends. */
export function close(
	w: Walk,
	type: 'refused' | 'unfit' | 'junk',
	at: number,
	reason?: string,
	manager?: Manager
) {
	w.facts.push({ type, at, reason, manager: manager?.name });
}

/** Refused, with a reason of the deepest stage reached. */
export const lose = (w: Walk, depth: keyof typeof refusals, at: number, manager: Manager) =>
	close(w, 'refused', at, drawReason(refusals[depth], w.random), manager);
