/** The filters behind the figures of one sales rep's page. */
import type { Filters } from '#lib/filters/filters.ts';
import { onlyValue } from '#lib/filters/values.ts';
import { managerFilter, overAllManagers } from './drill.ts';

/** The leads that are compared, whoever works them, by their arrival: what only chooses rows is left out. */
export function leadFilters(filters: Filters): Filters {
	return { ...overAllManagers(filters), mode: 'cohort', by: [], compare: 'none' };
}

/** Of them those that count for the rep. */
export function repFilters(filters: Filters, name: string): Filters {
	const all = leadFilters(filters);
	return { ...all, values: { ...all.values, [managerFilter(filters)]: [onlyValue(name)] } };
}
