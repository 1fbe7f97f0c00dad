/** The demo company as one value: its options, calendar, channels and people. */
import { createCalendar, firstDayOf, partOfDay, startDay, type Calendar } from './calendar.ts';
import { channels as ownChannels, type CampaignSpec, type ChannelSpec } from './channels.ts';
import { createClock, DAY, dayOf, type Clock } from './clock.ts';
import { createDesk, managers as ownManagers, staff, type Manager, type ManagerSpec } from './managers.ts';
import { acceptanceDrop, solveQuality } from './odds.ts';
import { createRandom, type Random } from './random.ts';

export interface DemoOptions {
	/** How many people. */
	leads: number;
	/** The same seed and options give the same bytes. */
	seed: string | number;
	/** The end of the data; nothing but one kind of dirty row is later. */
	until: Date;
	/** IANA zone of the company's office hours; the one that the data are read with. */
	timezone: string;
	/** How far back the data go. Default 18. */
	months?: number;
	/** ISO 4217, of all amounts but one kind of dirty row. */
	currency: string;
	/** For benchmarks: one record a lead, nothing dirty or late, the contact on the first event only. */
	plain?: boolean;
	/** Other channels than its own, for tests that need to know their rates. */
	channels?: ChannelSpec[];
	/** Other sales people than its own, for tests that need to know who is better. */
	managers?: ManagerSpec[];
}

export interface Campaign extends CampaignSpec {
	startedDay: number;
	/** Share of its leads that become clients in the end, with average managers. */
	rate: number;
	junk: number;
	unfit: number;
	/** For {@link stepChances}. */
	quality: number;
}

export interface Channel extends ChannelSpec {
	startedDay: number;
	resolved: Campaign[];
}

export interface World {
	options: Required<DemoOptions>;
	clock: Clock;
	/** Wall-clock time of the end of the data. */
	until: number;
	calendar: Calendar;
	channels: Channel[];
	managers: Manager[];
	presalesFor: ReturnType<typeof createDesk>;
	closerFor: ReturnType<typeof createDesk>;
	/** Wall-clock time from which sales accept less. */
	acceptanceDropsAt: number;
	random: Random;
	/** For what is only known afterwards. */
	hindsight: Random;
	/** For the calls of leads alone, so that they change nothing else. */
	callRandom: Random;
}

/** Throws RangeError for options that make no company. */
export function createWorld(given: DemoOptions): World {
	const options = { months: 18, plain: false, channels: ownChannels, managers: ownManagers, ...given };
	const { leads, seed, months, channels } = options;
	if (!Number.isInteger(leads) || leads < 1 || leads > 50_000_000)
		throw new RangeError(`leads must be a whole number from 1 to 50,000,000, not ${leads}`);
	if (!Number.isInteger(months) || months < 1 || months > 120)
		throw new RangeError(`months must be a whole number from 1 to 120, not ${months}`);
	if (Number.isNaN(options.until.getTime())) throw new RangeError('until is not a date');

	const random = createRandom(String(seed));
	const clock = createClock(options.timezone);
	const until = clock.local(options.until.getTime());
	const lastDay = dayOf(until);
	const firstDay = firstDayOf(lastDay, months);
	const calendar = createCalendar(channels, leads, firstDay, lastDay, partOfDay(until), clock, random);
	const people = staff(options.managers, until);
	const names = channels.map((channel) => channel.name);
	return {
		options,
		clock,
		until,
		calendar,
		channels: channels.map((channel) => resolveChannel(channel, firstDay, lastDay)),
		managers: people,
		presalesFor: createDesk(people, 'presales', names),
		closerFor: createDesk(people, 'closer', names),
		acceptanceDropsAt: until - acceptanceDrop.daysAgo * DAY,
		random,
		hindsight: createRandom(`${seed}/hindsight`),
		callRandom: createRandom(`${seed}/calls`)
	};
}

function resolveChannel(channel: ChannelSpec, firstDay: number, lastDay: number): Channel {
	const resolved = channel.campaigns.map((campaign): Campaign => {
		const rate = channel.conversion * (campaign.conversion ?? 1);
		const junk = channel.junk * (campaign.waste ?? 1);
		const unfit = channel.unfit * (campaign.waste ?? 1);
		return {
			...campaign,
			startedDay: startDay(campaign.startedDaysAgo ?? channel.startedDaysAgo, firstDay, lastDay),
			rate,
			junk,
			unfit,
			quality: solveQuality(rate, 1 - junk - unfit, channel.fit, channel.interest)
		};
	});
	return { ...channel, startedDay: startDay(channel.startedDaysAgo, firstDay, lastDay), resolved };
}
