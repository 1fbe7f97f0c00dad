import type { Filters } from '#lib/filters/filters.ts';
import { isTimeBreakdown } from '#lib/filters/names.ts';

/** The filters for rows by month and the first breakdown that is not a time (by channel without one). */
export const monthly = (filters: Filters): Filters => ({
	...filters,
	by: ['month', filters.by.find((name) => !isTimeBreakdown(name)) ?? 'channel'],
	compare: 'none'
});
