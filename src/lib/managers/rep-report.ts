/** What the page of one sales rep shows. Rates are fractions, times minutes or days as named; null: nothing to tell. */
import type { Outcome, Stage } from '#lib/funnel/stages.ts';
import type { Share } from '#lib/leadtime/report.ts';
import type { Interval } from '#lib/stats/intervals.ts';

/** Leads of one channel that were accepted in one month (that arrived in it, if all leads count) with one temperature. */
export interface Kind {
	channel: string | null;
	/** 0 cold, 1 warm, 2 hot; null: nobody knows, as without a model. */
	temperature: number | null;
	/** First day of the month. */
	month: string;
}

/** What the rep made of some leads, beside what the others would have made of leads of the same kinds. */
export interface Against {
	/** The rep's leads, and those of them of which it is true. */
	leads: number;
	made: number;
	rate: number | null;
	interval: Interval;
	/** The rep's leads of kinds that others had too. */
	comparable: number;
	/** What the others would have made of these; null where nothing is compared. */
	others: number | null;
	othersRate: number | null;
	/** Rate less that of the others among leads of the same kinds. */
	difference: number | null;
	differenceInterval: Interval;
	/** Not chance, among all that is compared at once; null: too few to judge, or not compared. */
	clear: boolean | null;
}

export interface StepRow extends Against {
	from: Stage;
	to: Stage;
}

export type LossKind = Exclude<Outcome, 'open' | 'client'> | 'returned';

export interface ReasonRow extends Against {
	how: LossKind;
	/** null: none given. */
	reason: string | null;
}

/** How the leads of some were worked: the rep's, or those of the others together. */
export interface Work {
	leads: number;
	/** First contacts known to the minute, on both clocks. */
	answered: number;
	medianMinutes: number | null;
	medianInterval: Interval;
	workingMedianMinutes: number | null;
	workingMedianInterval: Interval;
	/** Leads reached, of those that were tried. */
	reach: Share;
	/** Means per lead. */
	attempts: number | null;
	activities: number | null;
	/** Leads that called in vain, of all; and of those the ones nobody has called back yet. */
	missedCalls: Share;
	openMissedCalls: number;
	open: number;
	/** Of the open leads: never tried, never reached, past the limit of their stage. */
	untried: Share;
	unreached: Share;
	overdue: Share;
	leadCard: Mean;
	clientCard: Mean;
	/** From arrival to client, and from acceptance to client, of clients with both times known. */
	toClient: Days;
	acceptedToClient: Days | null;
	revenue: { sum: number; clients: number; average: number | null };
}

export interface Mean {
	n: number;
	mean: number | null;
}

export interface Days {
	n: number;
	median: number | null;
	interval: Interval;
	p90: number | null;
}

/** What became of leads that were handed over. */
export interface Fate {
	leads: number;
	clients: number;
	lost: number;
	open: number;
}

export interface HandoverSide extends Fate {
	/** Times: one lead may go back and forth. */
	times: number;
	/** From whom, or to whom; most leads first. */
	people: ({ key: string } & Fate)[];
	/** In which stage they were then; most leads first. */
	stages: { stage: Stage; leads: number }[];
}

export interface Handovers {
	taken: HandoverSide;
	given: HandoverSide;
	/** Leads that were the rep's alone. */
	kept: Fate;
}

/** When somebody is met in the data. Instants, ISO 8601. */
export interface Presence {
	/** The first lead that came to them, and the last. */
	first: string;
	last: string;
	/** No lead for so long that they seem to have left. */
	gone: boolean;
}
