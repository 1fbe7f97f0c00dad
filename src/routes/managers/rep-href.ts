import type { Filters } from '#lib/filters/filters.ts';
import { pageHref } from '#lib/ui/links.ts';
import { repPath } from './rep-path.ts';

/** The page of one sales rep, with the filters but for those that choose reps by name. */
export function repHref(name: string, filters: Filters): string {
	const values = { ...filters.values };
	delete values[filters.credit === 'first' ? 'firstManager' : 'manager'];
	return pageHref(repPath(name), { ...filters, values });
}
