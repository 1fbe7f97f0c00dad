import type { Filters } from '#lib/filters/filters.ts';
import type { Maturity } from '#lib/leadtime/report.ts';
import type { Outcome, Stage } from './stages.ts';

/** One stage of the funnel. Rates are fractions, durations days; null where it cannot be computed. */
export interface FunnelStage {
	stage: Stage;
	/** False: hardly any lead has an own entry here, so the stage is folded on pages. */
	recorded: boolean;
	reached: number;
	/** Rate from the previous recorded stage; null for the first and for unrecorded stages. */
	fromPrevious: number | null;
	fromFirst: number | null;
	/** 95 % interval of `fromPrevious`; nulls where there is none. */
	interval: [number | null, number | null];
	/** Leads whose entry is taken from a later stage. */
	implied: number;
	outOfOrder: number;
	/** Days from the previous recorded stage. */
	medianDays: number | null;
	p90Days: number | null;
	/** Leads with a duration: what the two quantiles rest on. */
	timed: number;
	/** Leads whose deepest stage is this one, by outcome. */
	open: number;
	refused: number;
	unfit: number;
	junk: number;
	/** Leads sent back at least once while this was their deepest stage. */
	returned: number;
	/** Money of the leads that reached it, in the reporting currency. */
	amount: number;
}

export interface LossReason {
	/** Deepest stage reached. */
	lostFrom: Stage;
	outcome: Exclude<Outcome, 'open' | 'client'>;
	/** null: none given. */
	reason: string | null;
	count: number;
}

export interface FunnelGroup {
	/** The value of `by`, null for none; a pair with two. */
	key: string | null | [string | null, string | null];
	leads: number;
	stages: FunnelStage[];
	/** Null where it cannot be measured, and where it follows later. */
	maturity: Maturity | null;
}

/** What every report says of itself. */
export interface ReportHead {
	filters: Filters;
	/** The instant up to which the data are judged, ISO 8601; null while there are no events. */
	asOf: string | null;
	/** Name and version of the live score model, null without one. */
	model: string | null;
	dataVersion: number;
	leads: number;
	/** Leads of excluded channels that the filters would let in. */
	excluded: number;
	timezone: string;
	currency: string;
	/** Seconds that the newest posted event has been waiting to be replayed; 0 when all are in. */
	behindSeconds: number;
}

export interface Funnel {
	leads: number;
	stages: FunnelStage[];
	reasons: LossReason[];
	groups: FunnelGroup[];
	/** Null where it cannot be measured, and where it follows later. */
	maturity: Maturity | null;
}

export interface FunnelReport extends ReportHead, Funnel {
	/** What the filters left out, and what they could not judge. */
	leftOut: {
		/** Leads younger than the window. */
		young: number;
		/** Leads whose arrival, or entries whose time, is not exact (with a window). */
		undated: number;
	};
	/** Leads and outcomes dated later than `asOf`. */
	afterAsOf: { leads: number; outcomes: number };
	/** The same counts for the range compared with; null without one. */
	comparison: (Funnel & { from: string; to: string }) | null;
}
