import type { Quarantined } from '../row-result.ts';

/** What a channel cost on one day, as one row says it. */
export interface Cost {
	source: string;
	/** `YYYY-MM-DD`, a day of the zone of the mapping. */
	day: string;
	channel: string | null;
	campaign: string | null;
	/** Decimal text in the reporting currency, not negative. */
	amount: string;
	clicks: number | null;
	impressions: number | null;
}

/** What became of one row of costs. */
export type CostResult = { kind: 'cost'; cost: Cost; warnings: string[] } | Quarantined;
