import type { Filters } from '#lib/filters/filters.ts';
import { pageHref } from '#lib/ui/links.ts';
import { repPath } from '../../rep-path.ts';

/** A table of the rep's page as a file. */
export const csvHref = (name: string, table: string, filters: Filters): string =>
	pageHref(`${repPath(name)}/${table}.csv`, filters);
