/** Calls of leads that nobody in sales answers: some are called back, some forgotten. */
import { endOf } from './behaviour.ts';
import { momentOf } from './calendar.ts';
import { DAY, dayOf, HOUR, MINUTE } from './clock.ts';
import type { Fact, Life } from './life.ts';
import type { World } from './world.ts';

/** Share of leads that call in vain, by interest: hot, warm, cold; of those whom sales did not reach; called back. */
const missed = { reached: [0.16, 0.09, 0.04], unreached: 0.3, again: 0.2, calledBack: 0.62 };
/** Mean days until they call. */
const waits = { reached: 6, unreached: 1 };

/** Whether the lead called and nobody answered. */
export const isMissedCall = ({ activity, attributes }: Fact) =>
	activity === 'missed_call' || (activity === 'call_attempt' && attributes?.direction === 'inbound');

/** Sales tried to reach the lead. */
const isTry = (fact: Fact) =>
	fact.type === 'contacted' || (fact.activity === 'call_attempt' && !isMissedCall(fact));

/** Adds calls of the lead that sales missed, after they called first, until the lead ends or the data do. */
export function callSales(world: World, life: Life): void {
	const { callRandom: random, clock } = world;
	random.restart(life.index + 1);
	const tries = life.facts.filter(isTry);
	if (life.kind === 'junk' || tries.length === 0) return;
	const reached = tries.find(({ type }) => type === 'contacted');
	const end = Math.min(world.until, endOf(life.facts));
	let at = (reached ?? tries.at(-1)!).at;
	for (let chance = reached ? missed.reached[life.interest]! : missed.unreached; ; chance = missed.again) {
		if (!random.chance(chance)) return;
		const day = dayOf(at + random.exponential(reached ? waits.reached : waits.unreached) * DAY);
		at = Math.max(at + HOUR, momentOf(day, 'evening', random));
		if (at >= end) return;
		life.facts.push(missedCall(life, at));
		// Whoever was never reached is forgotten.
		if (!reached || !random.chance(missed.calledBack)) continue;
		at = clock.afterWork(at, random.around(70, 1.2));
		if (at >= end) return;
		const manager = holderOf(life.facts, at);
		life.facts.push(
			random.chance(0.7)
				? { type: 'contacted', at, manager }
				: { type: 'activity', activity: 'call_attempt', at, manager }
		);
		at += random.between(5, 60) * MINUTE;
	}
}

/** The telephone system writes down an attempt that came in; without the lead's number somebody notes it in the CRM. */
const missedCall = ({ person }: Life, at: number): Fact => ({
	type: 'activity',
	at,
	...(person.ownPhone
		? { activity: 'call_attempt', attributes: { direction: 'inbound', answered: 'no' } }
		: { activity: 'missed_call' })
});

/** Who has the lead at a time. */
function holderOf(facts: Fact[], at: number): string | undefined {
	let holder: Fact | undefined;
	for (const fact of facts)
		if (fact.manager !== undefined && fact.at <= at && fact.at >= (holder?.at ?? -Infinity)) holder = fact;
	return holder?.manager;
}

/** How often it called in vain up to a time, and whether nobody has tried to reach it since. */
export function missedCallsOf(facts: Fact[], until: number): { calls: number; open: boolean } {
	let calls = 0;
	let lastCall = -Infinity;
	let lastTry = -Infinity;
	for (const fact of facts) {
		if (fact.at > until) continue;
		if (isMissedCall(fact)) {
			calls++;
			lastCall = Math.max(lastCall, fact.at);
		} else if (isTry(fact)) lastTry = Math.max(lastTry, fact.at);
	}
	return { calls, open: lastCall > lastTry };
}
