/**
 * What the lead itself does: opens mails, looks at pages, asks for a demo. Interested leads do more, and other things;
 * most of it in the first hours, before sales have decided anything, and what comes later does not ask what they decided.
 */
import {
	activities,
	clientActivities,
	clientGap,
	firstDays,
	firstMeans,
	laterActivities,
	laterFrom,
	laterGap,
	laterMeans,
	mailActivities
} from './answers.ts';
import { momentOf } from './calendar.ts';
import { DAY, dayOf, HOUR, MINUTE } from './clock.ts';
import { draw } from './draw.ts';
import type { Fact, Life } from './life.ts';
import type { World } from './world.ts';

/** Something that a lead does, whether any system sees it or not. */
export interface Act {
	activity: string;
	/** Wall-clock time. */
	at: number;
}

/** Junk hardly does anything, whoever does not fit less than others. */
const busyness = { regular: 1, unfit: 0.6, junk: 0.1 };

/** What the lead does in its first hours. */
export function begin({ random }: World, { arrival, interest, kind }: Life): Act[] {
	return Array.from({ length: random.poisson(firstMeans[interest]! * busyness[kind]) }, () => ({
		activity: draw(activities[interest]!, random),
		at: awake(arrival + MINUTE + random.exponential(firstDays) * DAY)
	}));
}

/** Adds the lead's own activities as far as they are seen, until it is turned away or the data end. */
export function behave(world: World, life: Life): void {
	const { random } = world;
	const { arrival, interest, person, channel, clientAt, facts } = life;
	const end = Math.min(world.until, turnedAwayAt(facts));
	const tracked = (random.chance(0.62) && person.ownEmail) || channel.source === 'website';
	const lastMail = Math.min(
		...life.first.flatMap(({ activity, at }) => (activity === 'unsubscribe' ? at : []))
	);
	const act = (activity: string, at: number) => {
		const kept = mailActivities.has(activity) ? person.ownEmail && at <= lastMail : tracked;
		if (kept && at <= end)
			facts.push({ type: 'activity', at, activity, touch: touchOf(world, life, activity) });
	};

	for (const { activity, at } of life.first) act(activity, at);
	let at = arrival + laterFrom * DAY;
	const someTimeAfter = (gap: number, activity: string) => {
		const day = dayOf(at + random.exponential(gap) * DAY);
		at = Math.max(momentOf(day, mailActivities.has(activity) ? 'day' : 'evening', random), at + HOUR);
	};
	for (
		let left = random.poisson(laterMeans[interest]! * busyness[life.kind]);
		left > 0 && at <= end;
		left--
	) {
		const activity = draw(laterActivities, random);
		someTimeAfter(laterGap, activity);
		act(activity, at);
	}
	if (clientAt === null) return;
	for (at = clientAt; at <= end;) {
		const activity = draw(clientActivities, random);
		someTimeAfter(clientGap, activity);
		act(activity, at);
	}
}

/** People sleep until six: what would come before comes as much later as they do. */
const awake = (at: number) => (at % DAY < 6 * HOUR ? at + 7 * HOUR : at);

/** When sales or marketing are done with it: nobody writes to it, and it does not come back by itself. */
function turnedAwayAt(facts: Fact[]): number {
	const end = facts.find(({ type }) => type === 'refused' || type === 'unfit' || type === 'junk');
	return end ? end.at : Infinity;
}

/** When the lead ends for the first time. */
export function endOf(facts: Fact[]): number {
	const end = facts.find(
		({ type }) => type === 'client' || type === 'refused' || type === 'unfit' || type === 'junk'
	);
	return end ? end.at : Infinity;
}

/** The advertisement or mail that brought the visit, for some. Leads from nowhere stay so. */
function touchOf(world: World, life: Life, activity: string): Fact['touch'] {
	const { random } = world;
	if (life.channel.name === null) return undefined;
	const luck = random.next();
	if (activity === 'email_click')
		return luck < 0.5 ? { channel: 'Newsletter', campaign: 'Monthly issue' } : undefined;
	if (activity === 'webinar')
		return luck < 0.8 ? { channel: 'Webinars', campaign: 'Helpdesk in 30 days' } : undefined;
	if (mailActivities.has(activity) || luck > 0.3) return undefined;
	if (luck < 0.1) return { channel: 'Google Ads', campaign: 'Search | Brand' };
	if (luck < 0.18) return { channel: 'Organic search' };
	return { channel: 'Meta Ads', campaign: 'Retargeting | Site visitors' };
}
