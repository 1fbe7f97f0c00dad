import { dayNumber } from '#lib/events/zone.ts';
import { comparisonRange } from '#lib/filters/compare.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { addDays } from '#lib/ui/format.ts';
import { periodPresets } from '#lib/ui/period-presets.ts';

export interface ComparisonChoice {
	name: 'chosenPrevious' | 'chosenYear' | 'quarter' | 'month' | 'year';
	from: string;
	to: string;
	compare: 'previous' | 'year';
	/** The range that it is compared with. */
	then: { from: string; to: string };
}

/**
 * What a comparison can be of: the range of the filters if it has both ends, then the last full quarter with the one
 * before it and with the same quarter a year before, and the last full month. `today` is the last day with data; a
 * range that was over before `firstLead` has nothing to compare with.
 */
export function comparisonChoices(
	today: string,
	filters: Pick<Filters, 'from' | 'to'>,
	firstLead: string | null = null
): ComparisonChoice[] {
	// Of the day after, so that a period which ends with the data is full.
	const { thisMonth, lastMonth, thisQuarter } = periodPresets(addDays(today, 1));
	const quarter = periodPresets(addDays(thisQuarter.from!, -1)).thisQuarter;
	const choice = (
		name: ComparisonChoice['name'],
		{ from, to }: { from?: string; to?: string },
		compare: ComparisonChoice['compare']
	): ComparisonChoice[] => {
		const then = comparisonRange({ compare, from, to });
		return then && from && to && (firstLead === null || then.to > firstLead)
			? [{ name, from, to, compare, then }]
			: [];
	};
	return [
		...choice('chosenPrevious', filters, 'previous'),
		...choice('chosenYear', filters, 'year'),
		...choice('quarter', quarter, 'previous'),
		...choice('month', { from: lastMonth.from, to: thisMonth.from }, 'previous'),
		...choice('year', quarter, 'year')
	];
}

/**
 * How long the youngest leads of two ranges have had to become clients, in whole days up to `today`; null where both
 * had a year, after which more time hardly matters. `days` below 1: the later range is not over.
 */
export function timeHad(
	today: string,
	to: string,
	then: { to: string }
): { days: number; thenDays: number } | null {
	const days = dayNumber(today) - dayNumber(to);
	return days >= 365 ? null : { days, thenDays: dayNumber(today) - dayNumber(then.to) };
}
