/** What is true of a demo company: its parameters, and what reports on its files must find. */
import type { DirtyKind } from './dirt.ts';
import type { activityEffects, baseChances, delays, losses, secondChances } from './odds.ts';
import type { Recorded } from './record.ts';

export interface ChannelTruth {
	channel: string | null;
	source: string;
	/** First day, `YYYY-MM-DD`. */
	started: string;
	/** Calls come first (false), or mails (true). */
	nurtured: boolean;
	/** People who came by it, and their share of all. */
	leads: number;
	share: number;
	/** Mean true chance of these people to become clients in the end. */
	conversion: number;
	/** How many of them do in the end, and how many up to the end of the data. */
	clientsInTheEnd: number;
	clients: number;
	/** True shares of leads that are junk or no fit; sales find out about most of them. */
	junk: number;
	unfit: number;
	/** null: nothing is booked for it. */
	costPerLead: number | null;
	/** Sum of the cost file, in the reporting currency. */
	cost: number;
	/** Weight of each month of the year, January first, and of each weekday, Monday first. */
	season: number[];
	week: number[];
	campaigns: {
		campaign: string | null;
		started: string;
		leads: number;
		conversion: number;
		clientsInTheEnd: number;
	}[];
}

export interface ManagerTruth {
	manager: string;
	team: string;
	role: 'presales' | 'closer';
	/** The same lead becomes a client this many times as often as with an average manager. */
	skill: number;
	/** Which leads this manager gets: all, or mostly those of cold, good or paid channels. */
	mix: string;
	/** Weight of the share of the leads. */
	load: number;
	/** null: was there before; is still there. */
	joined: string | null;
	left: string | null;
	/** Median office minutes until the first call; presales only. */
	responseMinutes: number | null;
}

export interface DemoTruth {
	leads: number;
	seed: string;
	from: string;
	/** ISO 8601. */
	until: string;
	timezone: string;
	currency: string;
	plain: boolean;
	channels: ChannelTruth[];
	managers: ManagerTruth[];
	chances: {
		/** Chances of a fairly fitting, warm lead of an ordinary campaign, step by step. */
		base: typeof baseChances;
		reached: number;
		/** Added to the log-odds of the steps to mql, sal, sql, client: strong, fair, weak; hot, warm, cold. */
		fit: readonly (readonly number[])[];
		interest: readonly (readonly number[])[];
		/** Added to the log-odds of each step of a lead that did this at first, against others as interested. */
		activities: typeof activityEffects;
		/** Factors on acceptance. */
		response: { withinMinutes: number | null; factor: number }[];
		acceptanceDrop: { since: string; factor: number };
		losses: typeof losses;
		secondChances: typeof secondChances;
	};
	/** The answer that is written down with hindsight, and the shares of the forms of clients and of others with it. */
	leak: { attribute: string; value: string; clients: number; others: number } | null;
	leadTime: {
		/** Log-normal delays: median in days (`mqlWork`: office minutes) and standard deviation of the logarithm. */
		delays: typeof delays;
		/** Of all leads, the share that are clients within so many whole days, if one waits long enough. */
		incidence: { day: number; share: number }[];
		/** Days of those who become clients in the end. */
		median: number | null;
		p90: number | null;
	};
	/** What the events up to the end of the data say. */
	observed: {
		reached: { lead: number; mql: number; sal: number; sql: number; client: number };
		outcomes: Record<Recorded['outcome'], number>;
		/** First sales and further ones. */
		revenue: number;
		skippedStages: number;
		outOfOrder: number;
		/** Calls of leads that nobody answered, the leads that made them, and those nobody has tried to reach since. */
		missedCalls: { calls: number; leads: number; open: number };
	};
	people: {
		records: number;
		/** Records that join another record of the same person. */
		joined: number;
		/** People who came to sales with the id of another system; who asked twice; who asked anew after a refusal. */
		handedOver: number;
		secondRequest: number;
		askedAnew: number;
		/** Keys that many people carry. */
		sharedKeys: { key: string; leads: number }[];
	};
	rows: {
		lines: number;
		accepted: number;
		corrected: number;
		known: number;
		quarantined: number;
		/** How many lines have each fault. */
		dirty: Record<DirtyKind, number>;
		/** At the end of the file, long after the rest of their lead. */
		late: number;
		approximate: number;
		dateOnly: number;
	};
}
