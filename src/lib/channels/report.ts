/** The channels report as pages, commands and the API have it. Rates are fractions, durations days. */
import type { AttributionModel } from '#lib/filters/names.ts';
import type { ReportHead } from '#lib/funnel/report.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import type { Maturity } from '#lib/leadtime/report.ts';

/** The value of `by`, null for none; a pair with two. */
export type ChannelKey = string | null | [string | null, string | null];

/** Ends of a likely range (95 %); nulls where there is none. The upper end alone is null where it has no limit. */
export type Range = [lo: number | null, hi: number | null];

export type Verdict = 'better' | 'worse' | 'same' | 'few';

/** What one channel (campaign, …) or all of them brought and cost. Null: cannot be computed. */
export interface ChannelFigures {
	leads: number;
	/** `created` events: those that made a lead, of leads that were there already, of clients. */
	requests: number;
	newRequests: number;
	returningRequests: number;
	clientRequests: number;
	iql: number;
	eql: number;
	mql: number;
	sal: number;
	sql: number;
	clients: number;
	/** Clients per lead, with its range; in period mode they are other leads, so that it may pass 1 and has no range. */
	conversion: number | null;
	interval: Range;
	/** Leads still worked. */
	open: number;
	junk: number;
	unfit: number;
	targetShare: number | null;
	/** Working hours spent on junk and unfit leads. */
	hoursLost: number;
	impressions: number | null;
	clicks: number | null;
	ctr: number | null;
	/** Cost of a click. */
	cpc: number | null;
	/** Leads per click. */
	clickToLead: number | null;
	/** Null: no costs are loaded at all, or the filters split what costs cannot be split by. */
	cost: number | null;
	/** Part of `cost`: what was paid back, not positive. */
	refunds: number;
	/** Paid by the lead: leads that are junk or unfit, and what they would have cost; null where nothing is. */
	claim: { leads: number; amount: number } | null;
	cpl: number | null;
	cplInterval: Range;
	costPerMql: number | null;
	costPerMqlInterval: Range;
	costPerSql: number | null;
	costPerSqlInterval: Range;
	cac: number | null;
	cacInterval: Range;
	/** Clients that 1,000 more would buy at this cost per client. */
	next1000: Range;
	revenue: number;
	averageSale: number | null;
	roi: number | null;
	spendShare: number | null;
	/** By the attribution model of the filters; null where touches cannot be told by the rows' keys. */
	attributedClients: number | null;
	attributedRevenue: number | null;
	/** How complete its leads are; null where that cannot be measured, and where it follows later. */
	maturity: Maturity | null;
}

export interface ChannelRow extends ChannelFigures {
	key: ChannelKey;
	/** Clients to be expected of these leads if the channel were like all (E), and if it were like the others. */
	expected: number | null;
	others: number | null;
	/** Clients per lead more than the others of the same weeks (Mantel–Haenszel), with its range. */
	difference: number | null;
	differenceInterval: Range;
	/** Null where none can be given: period mode, rows of time, a choice or breakdown by how leads ended. */
	verdict: Verdict | null;
}

export interface ChannelTable {
	rows: ChannelRow[];
	/** The sums of the rows, and their ratios. */
	total: ChannelFigures;
}

/** Why there are no costs: none are loaded, or filters and breakdowns that costs do not know. */
export type NoCosts = { reason: 'none' } | { reason: 'filters'; names: string[] };

export interface ChannelsReport extends ReportHead, ChannelTable {
	/** The breakdown of the rows. */
	by: string[];
	/** Stages of the ladder that the data record. */
	recorded: Stage[];
	noCosts: NoCosts | null;
	/** Costs (a day of a campaign each) in a currency without a rate for that day: left out of every cost. */
	unratedCosts: number;
	/** Settings that the figures rest on. */
	margin: number;
	minutesPerLead: number;
	/** `changed` is null in period mode, and for rows of time: they are others in each range. */
	comparison: (ChannelTable & { from: string; to: string; changed: WhatChanged | null }) | null;
	/** Null where MQL or SAL is not recorded; absent where it follows later. */
	handover?: Handover | null;
	/** Null where the rows' keys are no touches; absent where it follows later. */
	attribution?: Attribution | null;
}

interface LeadsAndClients {
	leads: number;
	clients: number;
}

/** The change of the conversion between two periods: the mixes and rates of all rows add up to it. Cohort mode only. */
export interface WhatChanged extends Certainty {
	before: LeadsAndClients;
	after: LeadsAndClients;
	change: number;
	/** Sums over the rows. */
	mix: number;
	rate: number;
	/** Those that change most first. */
	rows: ({
		key: ChannelKey;
		before: LeadsAndClients;
		after: LeadsAndClients;
		mix: number;
		rate: number;
		/** Of `rate`; nulls for a row that is absent in one period. */
		rateInterval: Range;
	} & Certainty)[];
}

/** Whether the rates of two periods differ by more than chance. */
interface Certainty {
	/** Not chance; of a row: all rows judged at once. */
	clear: boolean;
	/** A clear fall that the leads still open, beyond the share that is open of the period before, could make up. */
	young: boolean;
}

export interface HandoverFigures {
	/** Leads that reached MQL: those accepted, rejected and waiting add up to them. */
	mql: number;
	accepted: number;
	/** Lost as MQL, or sent back before they were accepted. */
	rejected: number;
	waiting: number;
	acceptance: number | null;
	acceptanceInterval: Range;
	/** Days from MQL to SAL of those accepted. */
	medianDays: number | null;
	p90Days: number | null;
	/** Days that those waiting have waited. */
	waitingMedianDays: number | null;
	waitingP90Days: number | null;
	/** Of those accepted. */
	sql: number;
	clients: number;
	yield: number | null;
	yieldInterval: Range;
}

export interface HandoverRow extends HandoverFigures {
	key: string | null;
}

export interface Handover {
	total: HandoverFigures;
	channels: HandoverRow[];
	/** By the first or last manager, as the filter `credit` says. */
	managers: HandoverRow[];
	reasons: { how: 'refused' | 'unfit' | 'junk' | 'returned'; reason: string | null; count: number }[];
}

export interface AttributionRow {
	/** null: touches without such a value, and clients without any touch in the look-back. */
	key: ChannelKey;
	/** They add up to the clients, and to their money, in each model; `markov` is null where there are too many keys. */
	clients: Record<AttributionModel, number | null>;
	revenue: Record<AttributionModel, number | null>;
	/** Clients on whose path it is the only one; the first of several; the last of several; only between. */
	alone: number;
	starts: number;
	finishes: number;
	between: number;
	/** Share of clients that would be lost without it; null without clients, and where there are too many keys. */
	removalEffect: number | null;
}

export interface Attribution {
	lookBackDays: number;
	/** Of all channels, also where the rows are only those of some. */
	clients: number;
	revenue: number;
	/** Clients without a touch in the look-back. */
	untouched: number;
	rows: AttributionRow[];
	/** The commonest paths to a client. Repeats of a channel in a row are one step. */
	paths: {
		path: ChannelKey[];
		leads: number;
		clients: number;
		conversion: number | null;
		interval: Range;
		/** Day by which half of its clients have come; null without clients. */
		halfTimeDays: number | null;
	}[];
}
