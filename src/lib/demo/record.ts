/** What the systems write down of a life: which one, under which id, at what time. One person gets several records. */
import { DAY, dayOf, HOUR, MINUTE } from './clock.ts';
import { mailActivities } from './answers.ts';
import { dateFor, isOutcome, neglect, rank } from './entry-form.ts';
import type { Fact, Life } from './life.ts';
import { createKeys, type EventJson, type Source } from './record-keys.ts';
import { statuses } from './words.ts';
import type { World } from './world.ts';

/** One event as its source writes it. */
export interface Row {
	/** Wall-clock time by which the file is sorted, more or less. */
	at: number;
	event: EventJson;
}

/** What a reader of the rows must find, and what they hold on purpose. */
export interface Recorded {
	rows: Row[];
	/** Place on the ladder of the deepest stage, up to the end of the data; left contact details or not is not told. */
	deepest: number;
	outcome: 'open' | 'client' | 'refused' | 'unfit' | 'junk';
	/** Records of the lead: (source, lead), e-mails and phones without one. */
	records: number;
	/** Came to the CRM from another system; asked twice; asked anew after a refusal. */
	handedOver: boolean;
	secondRequest: boolean;
	askedAnew: boolean;
	approximate: number;
	dateOnly: number;
	/** Stages that were reached but never entered, and those entered after a deeper one. */
	skipped: number;
	outOfOrder: number;
}

/** Writes down what happened up to the end of the data. Uses the stream of random numbers where the life left it. */
export function record(world: World, life: Life): Recorded {
	const { clock, random, until, options } = world;
	const { person, channel } = life;
	const facts = life.facts.filter(({ at }) => at <= until);
	const origin: Source = options.plain ? 'crm' : channel.source;
	const handedOver = origin !== 'crm' && life.toSales !== null && life.toSales <= until;
	const keys = createKeys(life, origin, handedOver);
	const result: Recorded = {
		rows: [],
		deepest: 0,
		outcome: 'open',
		records: 0,
		handedOver,
		secondRequest: false,
		askedAnew: false,
		approximate: 0,
		dateOnly: 0,
		skipped: 0,
		outOfOrder: 0
	};
	const put = (
		source: Source,
		at: number,
		type: string,
		more: EventJson,
		date?: string,
		approximate?: true
	) => {
		const event = { type, at: date ?? timeOf(world, source, at), approximate, ...keys.next(source), ...more };
		result.rows.push({ at, event });
	};

	let lateEntry = -Infinity;
	facts.forEach((fact, i) => {
		const { type } = fact;
		result.deepest = Math.max(result.deepest, rank(type));
		if (result.outcome !== 'client') {
			if (isOutcome(type)) result.outcome = type as Recorded['outcome'];
			else if (type === 'reopened') result.outcome = 'open';
		}
		const source = sourceOf(world, life, fact, origin);
		if (type === 'created') {
			const cards = channel.waves === 'fair' && !options.plain && dayOf(fact.at) < dayOf(until);
			if (cards) result.dateOnly++;
			return put(source, fact.at, type, requestOf(life, source), cards ? clock.date(fact.at) : undefined);
		}
		if (type === 'reopened' && fact.asksAnew && !options.plain && (person.ownEmail || person.ownPhone)) {
			result.askedAnew = true;
			keys.openDeal(1);
			return put('crm', fact.at, 'created', anotherRequest(life));
		}

		const neglected = neglect(world, facts, i);
		// A stage that another one was entered after is not left out.
		if (neglected === 'skipped' && fact.at > lateEntry) return void result.skipped++;
		const at = neglected && neglected !== 'skipped' ? neglected.at : fact.at;
		if (at > fact.at) {
			lateEntry = at;
			result.outOfOrder++;
		}
		const form = dateFor(world, facts, i, at);
		if (form?.approximate) result.approximate++;
		else if (form) result.dateOnly++;
		put(source, at, type, detailsOf(world, fact, source), form?.date, form?.approximate || undefined);
		// Whoever knew the lead first hears how it ended.
		if (handedOver && source === 'crm' && !result.askedAnew && isOutcome(type) && type !== 'client')
			put(origin, Math.min(until, at + random.between(2, 9) * MINUTE), type, { reason: fact.reason });
	});

	if (!options.plain && channel.source === 'crm' && person.ownEmail && random.chance(0.035)) {
		const deal = secondDeal(world, life, facts);
		if (deal) {
			result.secondRequest = true;
			keys.openDeal(2);
			put('crm', deal.asked, 'created', anotherRequest(life));
			put('crm', deal.closed, 'junk', { status: statuses.junk, reason: 'Duplicate' });
		}
	}
	result.records = keys.count();
	return result;
}

/** Every system writes times in a way of its own. */
function timeOf({ clock }: World, source: Source, at: number): string {
	if (source === 'crm') return clock.withOffset(at);
	return source === 'telephony' ? clock.withoutOffset(at) : clock.utc(at);
}

/** The system that writes a fact down. */
function sourceOf(world: World, life: Life, fact: Fact, origin: Source): Source {
	if (world.options.plain) return 'crm';
	if (fact.type === 'activity') {
		if (mailActivities.has(fact.activity!)) return 'mailing';
		if (fact.activity === 'missed_call') return 'crm';
		if (fact.activity === 'call_attempt') return life.person.ownPhone ? 'telephony' : 'crm';
		return 'website';
	}
	return life.toSales === null || fact.at < life.toSales ? origin : 'crm';
}

const requestOf = (life: Life, source: Source): EventJson => ({
	status: source === 'crm' ? statuses.new : undefined,
	channel: life.channel.name ?? undefined,
	campaign: life.campaign.name || undefined,
	content: life.content,
	term: life.term,
	page: life.page
});

/** The next request of the same person, through another channel where any is known. */
function anotherRequest({ channel }: Life): EventJson {
	if (channel.name === null) return { status: statuses.new };
	if (channel.name === 'Organic search')
		return { status: statuses.new, channel: 'Google Ads', campaign: 'Search | Brand', page: '/pricing' };
	return { status: statuses.new, channel: 'Organic search', page: '/pricing' };
}

function detailsOf(world: World, fact: Fact, source: Source): EventJson {
	// Now and then somebody forgets to move the card.
	const moved = fact.type !== 'client' || !world.random.chance(0.02);
	return {
		status: source === 'crm' && moved ? statusOf(fact) : undefined,
		channel: fact.touch?.channel,
		campaign: fact.touch?.campaign,
		activity: fact.activity,
		manager: fact.manager,
		amount: fact.amount,
		currency: fact.amount === undefined ? undefined : world.options.currency,
		reason: fact.reason,
		attributes: fact.attributes
	};
}

const statusOf = ({ type }: Fact): string | undefined =>
	type in statuses ? statuses[type as keyof typeof statuses] : undefined;

/** Some ask twice; the second deal is closed as a duplicate within hours, unless the first one ended before. */
function secondDeal(world: World, life: Life, facts: Fact[]): { asked: number; closed: number } | null {
	const { clock, random, until } = world;
	const asked = life.arrival + random.between(0.05, 5) * DAY;
	const closed = clock.afterWork(asked, random.around(120, 1));
	const end = facts.find(({ type }) => isOutcome(type))?.at ?? Infinity;
	if (closed > until || closed + HOUR > end || dayOf(closed) === dayOf(end)) return null;
	return { asked, closed };
}
