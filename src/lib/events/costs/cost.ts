import type { Quarantined } from '../row-result.ts';

/** What a channel cost on one day, as one row says it. */
export interface Cost {
	source: string;
	/** `YYYY-MM-DD`, a day of the zone of the mapping. */
	day: string;
	channel: string | null;
	campaign: string | null;
	/** Decimal text; negative: a refund. */
	amount: string;
	/** ISO 4217; null: the reporting currency. */
	currency: string | null;
	clicks: number | null;
	impressions: number | null;
}

/** What became of one row of costs: `costs` are its parts, one for each day that it is spread over. */
export type CostResult = { kind: 'cost'; whole: Cost; costs: Cost[]; warnings: string[] } | Quarantined;
