/** The road of one lead through marketing and sales: each step by the chances of `odds.ts`, in office hours. */
import { DAY, MINUTE } from './clock.ts';
import { drawReason } from './draw.ts';
import type { Life } from './life.ts';
import type { Manager } from './managers.ts';
import {
	acceptanceDrop,
	clientChance,
	delays,
	eagernessOf,
	losses,
	reach,
	responseFactor,
	stepChances,
	withManagers
} from './odds.ts';
import { answerBant } from './profile.ts';
import { accept, buy, fallBack, keeper } from './sales.ts';
import { close, days, later, lose, onward, type Walk } from './walk.ts';
import { junkReasons, nurtureRefusals, unfitReasons } from './words.ts';
import type { World } from './world.ts';

/** Adds what happens to the lead after its arrival. */
export function walk(world: World, life: Life): void {
	const w = { world, life, facts: life.facts, random: world.random, clock: world.clock };
	if (life.kind === 'junk') walkJunk(w);
	else if (life.kind === 'unfit') walkUnfit(w);
	else walkRegular(w);
}

/** A presales manager gets the lead. */
function assign(w: Walk, at: number): Manager {
	const { world, life, random } = w;
	const manager = world.presalesFor(life.channelIndex, at, random);
	life.toSales = at;
	w.facts.push({ type: 'assigned', at, manager: manager.name });
	return manager;
}

/** Calls until somebody answers or sales give up. */
function call(w: Walk, manager: Manager, from: number): { at: number; reached: boolean } {
	const { random, clock, facts } = w;
	const fails = random.chance(reach.hard) ? reach.failsHard : reach.fails;
	let at = clock.afterWork(from, random.around(manager.responseMinutes, 1.25));
	for (let calls = 1; ; calls++) {
		if (!random.chance(fails)) {
			facts.push({ type: 'contacted', at, manager: manager.name });
			return { at, reached: true };
		}
		facts.push({ type: 'activity', activity: 'call_attempt', at, manager: manager.name });
		if (calls === reach.calls) return { at, reached: false };
		at = clock.afterWork(at + random.between(5, 40) * MINUTE, random.around(200, 0.9));
	}
}

function walkJunk(w: Walk): void {
	const { life, random, clock } = w;
	const reason = drawReason(junkReasons, random);
	if (life.channel.nurtured) {
		if (random.chance(0.93)) close(w, 'junk', later(w, life.arrival, { median: 0.9, spread: 1 }), reason);
		return;
	}
	const manager = assign(w, life.arrival + random.between(0.5, 6) * MINUTE);
	if (random.chance(0.05)) return;
	let at = clock.afterWork(life.arrival, random.around(150, 1.1));
	if (reason === 'Wrong number') {
		const calls = 1 + random.below(3);
		for (let i = 0; i < calls; i++) {
			w.facts.push({ type: 'activity', activity: 'call_attempt', at, manager: manager.name });
			at = clock.afterWork(at + 5 * MINUTE, random.around(180, 0.8));
		}
	} else if (reason !== 'Spam' && reason !== 'Test entry') {
		w.facts.push({ type: 'contacted', at, manager: manager.name });
		at += random.between(2, 15) * MINUTE;
	}
	close(w, 'junk', at, reason, manager);
}

function walkUnfit(w: Walk): void {
	const { life, random, clock, facts } = w;
	const reason = drawReason(unfitReasons, random);
	if (life.channel.nurtured) {
		const luck = random.next();
		if (luck < 0.72) close(w, 'unfit', later(w, life.arrival, { median: 1.2, spread: 1 }), reason);
		else if (luck < 0.86) closeNurtured(w);
		return;
	}
	const presales = assign(w, life.arrival + random.between(0.5, 6) * MINUTE);
	const called = call(w, presales, life.arrival);
	if (!called.reached) return closeUnreached(w, called.at, presales);
	let at = clock.afterWork(called.at, random.around(60, 1.3));
	let manager = presales;
	if (random.chance(0.22)) {
		facts.push({ type: 'mql', at, manager: manager.name });
		at = onward(w, at, delays.sal);
		if (random.chance(0.14)) {
			manager = accept(w, at);
			at = later(w, at, { median: 3, spread: 0.8 });
		}
	}
	close(w, 'unfit', at, reason, manager);
}

function walkRegular(w: Walk): void {
	const { world, life, random, clock, facts } = w;
	const { nurtured } = life.channel;
	const drop = life.arrival >= world.acceptanceDropsAt ? acceptanceDrop.factor : 1;
	const did = new Set(life.first.map(({ activity }) => activity));
	const eagerness = eagernessOf(did, life.interest);
	const plain = stepChances(life.campaign.quality, life.fit, life.interest, eagerness);
	// The closer is known beforehand, so that the chance of the whole road is.
	const closer = world.closerFor(life.channelIndex, life.arrival + 4 * DAY, random);
	const chances = (presales: Manager, response: number) => {
		const result = withManagers(plain, presales.skill, closer.skill, drop * response);
		life.chance = clientChance(result);
		return result;
	};

	let presales: Manager;
	let asked = life.arrival;
	if (nurtured) {
		presales = world.presalesFor(life.channelIndex, life.arrival + 8 * DAY, random);
		if (!random.chance(chances(presales, 1)[0])) return closeNurtured(w);
		asked = life.arrival + days(w, delays.nurture);
		facts.push({ type: 'mql', at: asked });
		life.toSales = asked + random.between(1, 20) * MINUTE;
		facts.push({ type: 'assigned', at: life.toSales, manager: presales.name });
	} else presales = assign(w, life.arrival + random.between(0.5, 6) * MINUTE);

	const called = call(w, presales, asked);
	const response = nurtured || !called.reached ? 1 : responseFactor((called.at - asked) / MINUTE);
	const chance = chances(presales, response);
	if (!called.reached) return closeUnreached(w, called.at, presales);
	answerBant(life, called.at, presales.name, random);
	let at = called.at;
	if (!nurtured) {
		const qualified = random.chance(chance[0]);
		if (!qualified) {
			if (random.chance(losses.lead.refused)) lose(w, 'lead', later(w, at, delays.lossLead), presales);
			return;
		}
		at = clock.afterWork(at, random.around(delays.mqlWork.median, delays.mqlWork.spread));
		facts.push({ type: 'mql', at, manager: presales.name });
	}

	if (!random.chance(chance[1])) return fallBack(w, 'mql', at, presales);
	at = later(w, at, delays.sal);
	let owner = accept(w, at, closer);
	if (random.chance(0.5)) {
		const met = later(w, at, { median: 1.2, spread: 0.6 });
		facts.push({ type: 'contacted', at: met, manager: owner.name });
	}

	if (!random.chance(chance[2])) return fallBack(w, 'sal', at, owner);
	at = onward(w, at, delays.sql);
	owner = keeper(w, owner, at);
	facts.push({ type: 'sql', at, manager: owner.name });
	if (!random.chance(chance[3])) return fallBack(w, 'sql', at, owner);
	at = onward(w, at, delays.client);
	buy(w, at, keeper(w, owner, at));
}

function closeUnreached(w: Walk, lastCall: number, manager: Manager): void {
	if (w.random.chance(losses.unreached.refused))
		close(w, 'refused', later(w, lastCall, { median: 2.5, spread: 0.6 }), 'Not reached', manager);
}

function closeNurtured(w: Walk): void {
	const { life, random } = w;
	if (random.chance(losses.nurtured.refused))
		close(w, 'refused', life.arrival + days(w, delays.lossNurtured), drawReason(nurtureRefusals, random));
}
