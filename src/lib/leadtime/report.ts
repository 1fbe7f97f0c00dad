/** The lead time report as pages, commands and the API have it. Rates are fractions, durations days. */
import type { Range } from '#lib/channels/report.ts';
import type { FunnelGroup, ReportHead } from '#lib/funnel/report.ts';
import type { Stage, WaitingStage } from '#lib/funnel/stages.ts';
import type { IncidencePoint } from './incidence.ts';
import type { StepDetail } from './step-times.ts';

export type GroupKey = FunnelGroup['key'];

/** A point of the curve with the likely range of its incidence; nulls while nobody is a client. */
export type CurvePoint = IncidencePoint;

/** When the leads of one group became clients or were lost. Leads count by their arrival. */
export interface Incidence {
	leads: number;
	/** All of them, those without a usable date too; `open` are judged at the as-of date. */
	clients: number;
	lost: number;
	open: number;
	/** Clients and losses without a usable date: not in the curve, which weighs the others more. */
	leftOut: number;
	leftOutClients: number;
	leftOutLost: number;
	/** Outcomes later than the as-of date: counted as clients or lost, still open in the curve. */
	afterAsOf: number;
	/** A point for each day on which some lead leaves. */
	curve: CurvePoint[];
	/** First days by which half of those who ever become clients, or are ever lost, have; null: nobody. */
	halfTimeDays: number | null;
	lossHalfTimeDays: number | null;
	/** Days from arrival to client of the dated clients. */
	converted: { n: number; p25: number | null; median: number | null; p75: number | null; p90: number | null };
}

/** From one recorded stage to the next. */
export interface StepTimes {
	from: Stage;
	to: Stage;
	/** Leads with a duration. */
	n: number;
	median: number | null;
	p75: number | null;
	p90: number | null;
	/** Leads that reached `to` without a usable duration. */
	leftOut: number;
}

/** Bands of the time to the first contact, half-open; `never`: not contacted, and old enough or closed to say so. */
export const responseBands = ['5m', '1h', '2h', '4h', '24h', '3d', 'later', 'never'] as const;
export type ResponseBand = (typeof responseBands)[number];

export interface BandFigures {
	band: ResponseBand;
	leads: number;
	clients: number;
	conversion: number | null;
	interval: Range;
	/**
	 * Clients that the other bands would have made of the same kind of leads: those of the same channel, month of arrival
	 * and temperature. Null in groups, and where the filters choose leads by how they ended; so are the next three.
	 */
	others: number | null;
	/** Clients per lead more than the others', among the same kind of leads. */
	difference: number | null;
	differenceInterval: Range;
	/** Whether that could be chance (`same`); `few`: too few clients to judge. */
	verdict: 'better' | 'worse' | 'same' | 'few' | null;
}

/** So many of so many. */
export interface Share {
	count: number;
	of: number;
	rate: number | null;
	interval: Range;
}

export interface ResponseClock {
	/** Leads whose first contact is known to the minute. */
	n: number;
	medianMinutes: number | null;
	p90Minutes: number | null;
	/** Answered within an hour, of these and of those never contacted. */
	withinHour: Share;
	bands: BandFigures[];
}

/** Arrival → first contact, on the wall clock; `working`: the same on the working hours of the settings. */
export interface ResponseTimes extends ResponseClock {
	working: ResponseClock;
	/** Not contacted, open, and younger than 3 days: too young to be called never. */
	waiting: number;
	/** Contacted, but arrival or contact is not known to the minute. */
	leftOut: number;
	/** Contacted at all, of all but those waiting. */
	reach: Share;
}

/** A channel, or a sales rep: the answers to its leads. Rows come by leads, the most first. */
export interface ResponseRow extends Omit<ResponseTimes, 'bands' | 'working'> {
	key: string | null;
	leads: number;
	working: Omit<ResponseClock, 'bands'>;
}

/** Leads answered within an hour beside those answered later. */
export interface HourComparison {
	within: Share;
	later: Share;
	/** Points of conversion that those within an hour are ahead, and the likely range of that. */
	difference: number | null;
	interval: Range;
	/** The same among leads of one kind (see BandFigures). Null where bands are not judged. */
	sameKind: Pick<BandFigures, 'difference' | 'differenceInterval' | 'verdict'> | null;
}

/** Leads that arrived in one hour of the week, by the wall clock of the reports. */
export interface HourCell {
	arrivals: number;
	waiting: number;
	/** Contacted at all. */
	contacted: number;
	/** Contacted at a known time: the median is theirs. */
	n: number;
	medianMinutes: number | null;
	withinHour: Share;
}

/** The attempts to reach leads, by the number that it took; the last row stands for that many or more. */
export interface Attempts {
	/** Leads with any attempt. */
	tried: number;
	/** Of those tried, the ones that were reached. */
	reach: Share;
	/** Of those reached, the ones that became clients; of those tried in vain; of those never tried. */
	conversion: Record<'reached' | 'missed' | 'untried', Share>;
	rows: {
		attempts: number;
		/** Reached by exactly this attempt, of those that had it. */
		reached: Share;
		/** Share of all that were tried, reached by this attempt or before. */
		cumulative: number;
		/** Never reached, after so many attempts. */
		missed: number;
	}[];
}

/** What the page shows beyond `ResponseTimes`. */
export interface ResponseDetail {
	hour: Record<'wall' | 'working', HourComparison>;
	channels: ResponseRow[];
	managers: ResponseRow[];
	week: {
		/** 168 hours, Monday from midnight first. */
		hours: HourCell[];
		/** Leads that arrived on a day without an hour. */
		unknown: number;
	};
	attempts: Attempts;
	/** Bands within each temperature; empty while no model is live. */
	temperatures: { temperature: string | null; wall: BandFigures[]; working: BandFigures[] }[];
}

/** What is counted of all leads, and of each group. */
export interface LeadTimeFigures extends Incidence {
	/** Null: see `readMaturities`. */
	maturity: Maturity | null;
	steps: StepDetail[];
	response: ResponseTimes;
}

/** Whether the curves of the groups differ by more than chance. */
export interface CurveDifference {
	/** Groups that were compared: those with enough clients. */
	groups: number;
	chisq: number;
	df: number;
	p: number;
	/** Every pair of them, adjusted for their number; `clear`: they differ, not by chance. */
	pairs: { a: GroupKey; b: GroupKey; p: number; clear: boolean }[];
}

/** How complete a young cohort is, and what it will come to. */
export interface Maturity {
	/** Share of its clients that have come, 0 to 1. */
	complete: number;
	/** Days after arrival by which all have come, as far as can be measured, and the share of leads that are clients then. */
	days: number;
	finalShare: number;
	/** Clients expected in the end, those so far among them. */
	expectedClients: number;
	/** Where that lies by chance alone (95 %), if the open leads go on as earlier ones did. */
	expectedRange: [lo: number, hi: number];
}

/** Visits to SAL: how many are over, how many of those went on, and how many are still there. */
export interface Passes {
	visits: number;
	passed: number;
	waiting: number;
	rate: number | null;
	interval: Range;
}

export interface ReturnedFigures {
	leads: number;
	/** Clients after the first return. */
	clients: number;
	/** Null where leads are chosen by how they ended. */
	yield: number | null;
	interval: Range;
	/**
	 * The first visit to SAL of each lead, its last, all; of leads that were never sent back too. Null where SAL is not
	 * recorded, within a window, and where leads are chosen by how they ended.
	 */
	passes: Record<'first' | 'last' | 'all', Passes> | null;
}

/** Leads that sales sent back to marketing. */
export interface Returned extends ReturnedFigures {
	/** Those of which some lead was sent back. */
	groups: ({ key: GroupKey } & ReturnedFigures)[];
}

/** Leads that wait, and those that wait too long. */
export interface Waiting {
	open: number;
	/** Without activity for longer than the limit of their stage. */
	overdue: number;
	/** How many of each are hot now; null while no score model is live. */
	hot: number | null;
	hotOverdue: number | null;
	/** The longest time without activity; null without open leads. */
	longestDays: number | null;
}

/** Open leads of one stage, and how long they have been without activity. */
export interface StageAgeing extends Waiting {
	stage: WaitingStage;
	/** The next recorded stage. */
	next: Stage;
	/** Leads with a duration from this stage to the next: what the two quantiles rest on. */
	timed: number;
	/** Days from this stage to the next recorded one, of those that went on; null with too few of them. */
	p50: number | null;
	p90: number | null;
	/** Days of the settings, null: `p90` is the limit, unless it is 0. */
	agreed: number | null;
	/** Null: neither agreed nor known (a `p90` of 0 is none), and nobody is overdue. */
	limit: number | null;
	/** Open leads without activity for at most `p50`, for longer but at most `p90`, for longer than that; nulls without the two. */
	upToP50: number | null;
	upToP90: number | null;
	beyondP90: number | null;
}

/** Open leads of one manager, the last one or (`credit=first`) the first. */
export interface ManagerAgeing extends Waiting {
	key: string | null;
}

export interface Ageing {
	/** Recorded stages in which a lead can wait; an unrecorded one counts as the one before. */
	stages: StageAgeing[];
	open: number;
	overdue: number;
	hotOverdue: number | null;
	/** Those with the most overdue first. */
	managers: ManagerAgeing[];
	/** Refused leads by reason: those whose reopened leads do better than others by more than chance first, then by number. */
	retry: RetryReason[];
	retryTotal: RetryFigures;
}

/** Refused leads, and what came of those that were refused so and worked again. */
export interface RetryFigures {
	/** Refused now. */
	refused: number;
	/** By days since the refusal: under 30, 90, 180, 365, and older; those without a date are in `undated`. */
	ages: number[];
	undated: number;
	/** Leads refused so that were worked again, and how many of them became clients. */
	reopened: number;
	clients: number;
	/** Clients / reopened; null without any, and where the filters choose leads by how they ended. */
	rate: number | null;
	interval: Range;
	/** Days from the refusal until they were worked again, where both are dated. */
	returnedAfter: { n: number; p25: number | null; median: number | null; p75: number | null };
}

export interface RetryReason extends RetryFigures {
	/** Null: none given. */
	reason: string | null;
	/**
	 * Whether more or fewer of the reopened leads became clients than of those refused for other reasons that arrived in
	 * the same months; null where the filters choose leads by how they ended.
	 */
	verdict: 'better' | 'worse' | 'same' | 'few' | null;
}

/** A time in the past as long as the forecast's: what would have been expected then, and what came. */
export interface ForecastWindow {
	/** The local day on which it starts. */
	from: string;
	/** Leads that were open then. */
	open: number;
	/** By what the other windows say: null if there are none, and no range with fewer than three. */
	expected: number | null;
	range: Range;
	/** Those of them who were clients at its end. */
	actual: number;
}

/** Clients to be expected of the leads that are open now; leads that are yet to arrive come on top. */
export interface Forecast {
	days: number;
	/** `month`: to the end of the month of the as-of date, on its last day of the next one. */
	name: '30' | '60' | '90' | 'month';
	/** Last day of it. */
	until: string;
	/** Leads open now. */
	open: number;
	/** Null without an earlier window to learn from. */
	expected: number | null;
	/** 80 % range; nulls with fewer than three earlier windows. */
	range: Range;
	/** Null while no client named an amount. The range is that of the clients, times the mean. */
	money: number | null;
	moneyRange: Range;
	/** Earlier windows of the same length, the latest first, each predicted from the others. */
	windows: ForecastWindow[];
	/** The latest of them. */
	backtest: ForecastWindow | null;
	/** Clients of an earlier window, on average, that were not open at its start: new leads, and lost ones that came back. */
	onTop: { newLeads: number; comeBack: number } | null;
	/** All clients so far, and those without a known day: nothing is learned of these, and they are not forecast. */
	clients: number;
	leftOutClients: number;
}

export interface LeadTimeReport extends ReportHead, LeadTimeFigures {
	/** The breakdown of the groups; empty: none. */
	by: string[];
	groups: ({ key: GroupKey } & LeadTimeFigures)[];
	/** Null with fewer than two groups that have enough clients. */
	difference: CurveDifference | null;
	responseDetail: ResponseDetail;
	/** Null where no lead was ever sent back. */
	returned: Returned | null;
	ageing: Ageing;
	/** Null with filters that select on the result. */
	forecast: Forecast[] | null;
}
