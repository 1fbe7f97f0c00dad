/** The part of the road that sales walk with a lead: taking over, handing on, selling, losing, trying again. */
import { DAY, HOUR, MINUTE } from './clock.ts';
import { drawReason } from './draw.ts';
import type { Manager } from './managers.ts';
import { delays, losses, secondChances, secondSaleChance } from './odds.ts';
import { saleAmount } from './profile.ts';
import { close, later, lose, type Walk } from './walk.ts';
import { nurtureRefusals, returnReasons, unfitReasons } from './words.ts';

/** Sales take the lead over; some hand it to a colleague at once. */
export function accept(w: Walk, at: number, wanted?: Manager): Manager {
	const { world, life, random, clock, facts } = w;
	const owner = wanted && wanted.left > at ? wanted : world.closerFor(life.channelIndex, at, random);
	const handedOn = random.chance(0.05);
	// Whoever keeps the lead decides its chance; the first one had it for hours only.
	const first = handedOn ? world.closerFor(life.channelIndex, at, random) : owner;
	facts.push({ type: 'assigned', at: at - random.between(3, 30) * MINUTE, manager: first.name });
	facts.push({ type: 'sal', at, manager: first.name });
	if (first === owner) return owner;
	const handed = clock.afterWork(at, random.between(20, 240));
	if (owner.left <= handed) return first;
	facts.push({ type: 'assigned', at: handed, manager: owner.name });
	return owner;
}

/** Who has the lead at a time: leads of those who leave go to a colleague. */
export function keeper(w: Walk, owner: Manager, at: number): Manager {
	if (at < owner.left) return owner;
	const { world, life, random, clock, facts } = w;
	const next =
		owner.role === 'closer'
			? world.closerFor(life.channelIndex, at, random)
			: world.presalesFor(life.channelIndex, at, random);
	const handed = clock.inOffice(owner.left, random);
	if (handed < at) facts.push({ type: 'assigned', at: handed, manager: next.name });
	return next;
}

export function buy(w: Walk, at: number, owner: Manager): void {
	const { life, random, facts } = w;
	life.clientAt = at;
	facts.push({ type: 'client', at, manager: owner.name, amount: saleAmount(life, random) });
	if (!random.chance(secondSaleChance)) return;
	const amount = Math.max(120, Math.round((saleAmount(life, random) * 0.6) / 10) * 10);
	const next = later(w, at, delays.secondSale);
	if (next > at + 10 * DAY)
		facts.push({ type: 'client', at: next, manager: keeper(w, owner, next).name, amount });
}

/** The lead takes no further step: refused, sent back, not a fit after all, or left open. */
export function fallBack(w: Walk, depth: 'mql' | 'sal' | 'sql', at: number, owner: Manager): void {
	const { random, facts } = w;
	const { refused, returned, unfit } = losses[depth];
	const luck = random.next();
	const ends = later(w, at, delays.loss);
	const holder = keeper(w, owner, ends);
	if (luck < refused) {
		lose(w, depth, ends, holder);
		if (random.chance(secondChances.refused.back)) comeBack(w, ends, 'refused');
	} else if (luck < refused + returned) {
		facts.push({
			type: 'returned',
			at: ends,
			reason: drawReason(returnReasons, random),
			manager: holder.name
		});
		if (random.chance(secondChances.returned.back)) comeBack(w, ends, 'returned');
		else if (random.chance(0.5))
			close(w, 'refused', later(w, ends, { median: 90, spread: 0.4 }), drawReason(nurtureRefusals, random));
	} else if (luck < refused + returned + unfit)
		close(w, 'unfit', ends, drawReason(unfitReasons, random), holder);
}

/** A lead that was refused or sent back is worked again. */
function comeBack(w: Walk, since: number, from: 'refused' | 'returned'): void {
	const { world, life, random, facts } = w;
	let at = later(w, since, delays.back);
	if (from === 'refused') facts.push({ type: 'reopened', at, asksAnew: random.chance(0.35) });
	const owner = world.closerFor(life.channelIndex, at + HOUR, random);
	facts.push({ type: 'assigned', at: at + 20 * MINUTE, manager: owner.name });
	at += random.between(30, 50) * MINUTE;
	facts.push({ type: 'sal', at, manager: owner.name });
	const buys = random.chance(Math.min(0.97, secondChances[from].client * owner.skill));
	if (buys) {
		const sql = later(w, at, delays.sql);
		facts.push({ type: 'sql', at: sql, manager: owner.name });
		buy(w, later(w, sql, delays.backClient), owner);
	} else if (random.chance(0.75)) lose(w, 'sal', later(w, at, delays.loss), owner);
}
