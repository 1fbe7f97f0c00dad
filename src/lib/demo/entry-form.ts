/** How carefully people enter what happened: stages left out or entered late, mere dates, stand-ins for unknown dates. */
import { DAY, dayOf, HOUR } from './clock.ts';
import type { Fact } from './life.ts';
import type { World } from './world.ts';

const ladder: readonly string[] = ['lead', 'iql', 'eql', 'mql', 'sal', 'sql', 'client'];
const outcomes: readonly string[] = ['client', 'refused', 'unfit', 'junk'];

/** Place on the ladder, -1 for what is no stage. */
export const rank = (type: string) => ladder.indexOf(type);
export const isOutcome = (type: string) => outcomes.includes(type);

/** How often a stage is left out, if a deeper one is entered. */
const skipped: Record<string, number> = { mql: 0.06, sal: 0.05, sql: 0.09 };
const enteredLate = 0.02;
const dateOnly: Record<string, number> = { client: 0.12, refused: 0.03, unfit: 0.03, junk: 0.03, sql: 0.05 };
const standIn = 0.03;

/** Where a stage is left out or entered after the next one; null: neither. `facts`: what happened, in order. */
export function neglect(world: World, facts: Fact[], i: number): 'skipped' | { at: number } | null {
	const { random, until } = world;
	const { type } = facts[i]!;
	const first = facts.findIndex((fact) => fact.type === type) === i;
	const next = first && type in skipped ? deeperStage(facts, i) : undefined;
	if (!next) return null;
	if (random.chance(skipped[type]!)) return 'skipped';
	if (next.type === 'client' || !random.chance(enteredLate)) return null;
	const at = next.at + random.between(0.5, 20) * HOUR;
	const following = facts.find(
		(f) => f.at > next.at && (rank(f.type) > 0 || isOutcome(f.type) || f.type === 'returned')
	);
	return at <= until && (!following || at < following.at) ? { at } : null;
}

/** The next deeper stage before the lead is sent back or lost. */
function deeperStage(facts: Fact[], i: number): Fact | undefined {
	for (let j = i + 1; j < facts.length; j++) {
		const next = facts[j]!;
		if (next.type === 'returned' || (isOutcome(next.type) && next.type !== 'client')) return undefined;
		if (rank(next.type) > rank(facts[i]!.type)) return next;
	}
	return undefined;
}

/**
 * The date that stands for a time, null where the time itself is written. A stand-in (approximate) is the end of the
 * month. Never where it would change the order of what happened.
 */
export function dateFor(
	world: World,
	facts: Fact[],
	i: number,
	at: number
): { date: string; approximate: boolean } | null {
	const { clock, random, until, options } = world;
	const { type } = facts[i]!;
	if (!(type in dateOnly)) return null;
	const luck = random.next();
	const day = dayOf(at);
	if (options.plain || day >= dayOf(until)) return null;
	const near = facts.some(
		(f, j) =>
			f.type !== 'activity' &&
			(type === 'sql' ? j < i && dayOf(f.at) === day : j > i && dayOf(f.at) <= day + 31)
	);
	if (near) return null;
	if (type !== 'sql' && luck < standIn) {
		const date = new Date(at);
		const monthEnd = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / DAY;
		return { date: clock.date(Math.min(monthEnd, dayOf(until) - 1) * DAY), approximate: true };
	}
	return luck > 1 - dateOnly[type]! ? { date: clock.date(at), approximate: false } : null;
}
