/** The JSON of the scoring report (INTERFACES). Rates are fractions. */
import type { ReportHead } from '#lib/funnel/report.ts';
import type { Interval } from '#lib/stats/intervals.ts';

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

export interface ScoringReport extends ReportHead {
	/** NAME@VERSION of the model that is judged; null if there is none. */
	scored: string | null;
	horizonDays: number;
	delayDays: number;
	/** Leads that are judged, and those of them that became clients in time. */
	n: number;
	clients: number;
	/** Leads that are too young to know. */
	leftOut: number;
	/** Null without clients, or without others. */
	auc: number | null;
	gini: number | null;
	ks: number | null;
	thresholds: ScoringThreshold[];
}
