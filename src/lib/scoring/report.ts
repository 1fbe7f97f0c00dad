/** The JSON of the scoring report (INTERFACES). Rates are fractions. */
import type { ReportHead } from '#lib/funnel/report.ts';
import type { Interval } from '#lib/stats/intervals.ts';
import type { Calibration } from './calibration.ts';
import type { AucDifference } from './delong.ts';
import type { BestThreshold, Worth } from './profit.ts';
import type { SelectionBounds } from './selection.ts';

/** Sales get the leads with at least so many points. */
export interface ScoringThreshold {
	threshold: number;
	flagged: number;
	/** Of the flagged. */
	clients: number;
	/** Clients / flagged; null if nobody is. */
	precision: number | null;
	/** Of all clients; null if there are none. */
	recall: number | null;
	/** Precision against the share of clients among all; null if there are none. */
	lift: number | null;
	/** Wilson, 95 %; nulls where there is no rate. */
	precisionInterval: Interval;
	recallInterval: Interval;
}

/** What the model's own hand-over threshold lets through, with all that it asks for. */
export interface ScoringGate extends ScoringThreshold {
	/** Leads that no score lets through: they meet a knock-out rule, or the threshold asks for more than points. */
	barred: number;
}

export type Profit =
	| ({ problem: null } & Worth & BestThreshold)
	/** `cost`: nobody has said what handling a lead costs; `money`: no client has an amount; `few`: too few leads. */
	| { problem: 'cost' | 'money' | 'few' };

/** Leads that sales never took: nobody knows what would have become of them. */
export interface NotTaken extends SelectionBounds {
	/** Of the leads that are judged. */
	leads: number;
	/** Of those that the threshold lets through. */
	flagged: number;
}

/** The judged model (a) beside the live one (b). */
export interface ComparedScores extends AucDifference {
	/** NAME@VERSION of the live one. */
	live: string;
	gini: number;
	ks: number;
	gate: ScoringGate;
}

/** What is judged of a score. */
export interface JudgedScore {
	/** Like gini and ks of all leads that are judged, barred ones too. Null without clients, or without others. */
	auc: number | null;
	gini: number | null;
	ks: number | null;
	gate: ScoringGate;
	/** By points, ascending; leads that no score lets through are flagged by none, yet belong to all clients and to n. */
	thresholds: ScoringThreshold[];
	calibration: Calibration;
	profit: Profit;
	/** Null where it is not recorded which leads sales accepted, and where they took none. */
	notTaken: NotTaken | null;
}

export interface JudgedLeads {
	/** NAME@VERSION of the model that is judged; null if there is none. */
	scored: string | null;
	horizonDays: number;
	delayDays: number;
	/** Leads that are judged, and those of them that became clients in time. */
	n: number;
	clients: number;
	/** Leads that are too young to know. */
	leftOut: number;
	/** Null where the judged model is the live one, none is live, or clients or others are too few. */
	compared: ComparedScores | null;
}

/** Without a model there are no thresholds, and what judges a score is null. */
export type ScoringFigures = JudgedLeads &
	(JudgedScore | ({ [Name in keyof Omit<JudgedScore, 'thresholds'>]: null } & { thresholds: [] }));

export type ScoringReport = ReportHead & ScoringFigures;
