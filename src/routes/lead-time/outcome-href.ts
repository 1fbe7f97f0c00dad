import type { Filters } from '#lib/filters/filters.ts';
import { losses } from '#lib/funnel/stages.ts';
import { leadsHref, type GroupKey } from '#lib/ui/links.ts';

export const ended = ['client', 'lost', 'open'] as const;

/**
 * The leads of the report that ended so; with `key` those of that row of the breakdown. Null where no list has exactly
 * these: a window judges each loss by its own date.
 */
export function outcomeHref(
	filters: Filters,
	outcome: (typeof ended)[number],
	key?: GroupKey
): string | null {
	const cohort: Filters = { ...filters, mode: 'cohort' };
	if (outcome !== 'lost') return leadsHref({ filters: cohort, select: { ended: outcome }, key });
	if (filters.window !== undefined || filters.values.outcome) return null;
	const values = { ...filters.values, outcome: [...losses] };
	return leadsHref({ filters: { ...cohort, values }, key });
}
