import { error } from '@sveltejs/kit';
import type { Filters } from '#lib/filters/filters.ts';
import type { Table } from '#lib/funnel/funnel-table.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';

/** Tables by their name, with what else the address says. Null where the filters give none. */
const tables: Record<string, (filters: Filters, params: URLSearchParams) => Promise<Table | null>> = {};

export const GET = async ({ params, url }) => {
	const filters = readFilters(url);
	const table = Object.hasOwn(tables, params.table)
		? await tables[params.table]!(filters, url.searchParams)
		: null;
	if (!table) error(404, m.error_not_found());
	return csvFile(`managers-${params.table}.csv`, csv(table.header, table.rows));
};
