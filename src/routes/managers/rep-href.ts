import type { Filters } from '#lib/filters/filters.ts';
import { managerFilter } from '#lib/managers/drill.ts';
import { pageHref } from '#lib/ui/links.ts';
import { repPath } from './rep-path.ts';

/** The page of one sales rep, with the filters but for those that choose reps by name. */
export function repHref(name: string, filters: Filters): string {
	const values = { ...filters.values };
	delete values[managerFilter(filters)];
	return pageHref(repPath(name), { ...filters, values });
}
