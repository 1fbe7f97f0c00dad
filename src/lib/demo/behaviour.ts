/** What the lead itself does: opens mails, looks at pages, asks for a demo. Interested leads do more, and other things. */
import { momentOf } from './calendar.ts';
import { DAY, dayOf, HOUR, MINUTE } from './clock.ts';
import { draw } from './draw.ts';
import type { Fact, Life } from './life.ts';
import { activities, activityMeans, mailActivities } from './answers.ts';
import type { World } from './world.ts';

/** Mean days between two activities, by interest: hot, warm, cold. */
const gaps = [3, 7, 16];

/** Adds the lead's own activities, until the lead ends or the data do. */
export function behave(world: World, life: Life): void {
	const { random } = world;
	const end = Math.min(world.until, endOf(life.facts));
	const usual =
		life.kind === 'junk' ? 0.3 : activityMeans[life.interest]! * (life.kind === 'unfit' ? 0.6 : 1);
	const count = random.poisson(usual);
	const tracked = random.chance(0.62);
	let at = life.arrival;
	for (let i = 0; i < count; i++) {
		const activity = draw(activities[life.interest]!, random);
		const wait = random.exponential(i === 0 ? 1 : gaps[life.interest]!) * DAY;
		const moment = momentOf(dayOf(at + wait), mailActivities.has(activity) ? 'day' : 'evening', random);
		at = Math.max(moment, at + random.between(1, 90) * MINUTE);
		const kept = mailActivities.has(activity)
			? life.person.ownEmail
			: (tracked && life.person.ownEmail) || life.channel.source === 'website';
		if (at > end) break;
		if (kept) life.facts.push({ type: 'activity', at, activity, touch: touchOf(world, life, activity) });
	}
	if (life.interest === 2 && life.person.ownEmail && random.chance(0.06)) {
		at += random.between(1, 30) * HOUR;
		if (at < end) life.facts.push({ type: 'activity', at, activity: 'unsubscribe' });
	}
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
