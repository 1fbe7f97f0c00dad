import { formatCost, missing } from './format.ts';
import * as m from './paraglide/messages.js';

type End = number | null | undefined;

/** The two ends of a range of costs: "€65–€98"; without an upper end "€78 or more". */
export function formatCostRange([lo, hi]: readonly [lo: End, hi: End], currency: string): string {
	if (lo == null) return missing;
	if (hi == null) return m.or_more({ value: formatCost(lo, currency) });
	return `${formatCost(lo, currency)}–${formatCost(hi, currency)}`;
}
