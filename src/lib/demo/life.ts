/** The true life of one lead, whether any system writes it down or not: what happened, when, and how likely it was. */
import type { EventType } from '#lib/events/event.ts';
import { begin, behave, type Act } from './behaviour.ts';
import { callSales } from './calls.ts';
import { momentOf } from './calendar.ts';
import { DAY } from './clock.ts';
import { plantLeak } from './leak.ts';
import { makePerson, officeAddress, switchboard, type Person } from './people.ts';
import { answerForm, sizeOf } from './profile.ts';
import type { Random } from './random.ts';
import { walk } from './road.ts';
import type { Campaign, Channel, World } from './world.ts';

/** Something that happened. Times are wall-clock milliseconds. */
export interface Fact {
	type: EventType;
	at: number;
	manager?: string;
	reason?: string;
	activity?: string;
	/** The advertisement or mail that brought this visit. */
	touch?: { channel: string; campaign?: string };
	amount?: number;
	attributes?: Record<string, string>;
	/** The lead came back by asking anew. */
	asksAnew?: boolean;
}

export interface Life {
	index: number;
	arrival: number;
	channelIndex: number;
	channel: Channel;
	campaign: Campaign;
	content: string | undefined;
	term: string | undefined;
	page: string | undefined;
	kind: 'regular' | 'unfit' | 'junk';
	/** 0 best, 2 worst. */
	fit: number;
	interest: number;
	/** Place in {@link companySizes}. */
	size: number;
	person: Person;
	/** What it did in its first hours, whether any system saw it or not. */
	first: Act[];
	/** What sales, marketing and the lead did, in the order of the road; activities of the lead come last. */
	facts: Fact[];
	/** When the lead came to sales; null: it never did. */
	toSales: number | null;
	/** The chance, before anything happened but the first call, to become a client in the end. */
	chance: number;
	/** The first sale, however late; null: none. */
	clientAt: number | null;
}

/** How many leads name the switchboard, and how many the office address. None in a small company: six share a key. */
const sharers = (leads: number) => (leads < 1000 ? 0 : Math.min(60, Math.floor(leads / 60)));

/** The life of lead `index`. The same world and index give the same life, in whatever order they are asked for. */
export function live(world: World, index: number): Life {
	const { random, calendar, options } = world;
	random.restart(index + 1);
	const { day, channel: channelIndex } = calendar.arrival((index + random.next()) / options.leads, random);
	const channel = world.channels[channelIndex]!;
	const campaign = chooseCampaign(channel, day, random);
	let arrival = momentOf(day, channel.hours, random);
	if (arrival > world.until) arrival = world.until - random.next() * (world.until - day * DAY);

	const luck = random.next();
	const kind = luck < campaign.junk ? 'junk' : luck < campaign.junk + campaign.unfit ? 'unfit' : 'regular';
	const fit = kind === 'regular' ? random.weighted(channel.fit) : 2;
	const interest =
		kind === 'regular' ? random.weighted(channel.interest) : kind === 'unfit' ? 1 + random.below(2) : 2;
	const life: Life = {
		index,
		arrival,
		channelIndex,
		channel,
		campaign,
		content: campaign.contents && random.pick(campaign.contents),
		term: campaign.terms && random.pick(campaign.terms),
		page: campaign.pages && random.pick(campaign.pages),
		kind,
		fit,
		interest,
		size: 0,
		person: personOf(world, index, channel, kind),
		first: [],
		facts: [{ type: 'created', at: arrival }],
		toSales: null,
		chance: 0,
		clientAt: null
	};
	if (channel.source === 'website') life.facts.push({ type: 'iql', at: arrival });
	life.size = sizeOf(fit, random);
	answerForm(life, random);
	life.first = begin(world, life);
	walk(world, life);
	behave(world, life);
	callSales(world, life);
	plantLeak(world, life);
	return life;
}

function chooseCampaign(channel: Channel, day: number, random: Random): Campaign {
	if (channel.resolved.length === 1) return channel.resolved[0]!;
	return channel.resolved[random.weighted(channel.resolved.map((c) => (c.startedDay <= day ? c.share : 0)))]!;
}

function personOf(world: World, index: number, channel: Channel, kind: Life['kind']): Person {
	const { random, options } = world;
	const hasEmail = random.chance(channel.email);
	const hasPhone = random.chance(channel.phone);
	const person = makePerson(index, hasEmail, hasPhone, kind === 'regular' || kind === 'unfit', random);
	const many = sharers(options.leads);
	const luck = random.next();
	if (options.plain || channel.source !== 'crm') return person;
	const step = Math.floor(options.leads / (many || 1));
	if (many && index % step === 3)
		Object.assign(person, {
			phone: switchboard.phone,
			ownPhone: false,
			company: switchboard.company,
			shares: 'phone'
		});
	else if (many && index % step === 11)
		Object.assign(person, { email: officeAddress, ownEmail: false, shares: 'email' });
	else if (luck < 0.004 && hasPhone)
		Object.assign(person, {
			phone: random.pick(['+49 15', '+49 154 1234567890123', '+49 1']),
			ownPhone: false,
			flaw: 'impossiblePhone'
		});
	else if (luck > 0.997 && hasEmail)
		Object.assign(person, {
			email: person.email!.replace('@', '.at.'),
			ownEmail: false,
			flaw: 'emailWithoutAt'
		});
	return person;
}
