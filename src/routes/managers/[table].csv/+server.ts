import { error } from '@sveltejs/kit';
import type { Filters } from '#lib/filters/filters.ts';
import type { Table } from '#lib/funnel/funnel-table.ts';
import { rowTable, strataTable, totalTable } from '#lib/managers/managers-table.ts';
import { todayTable } from '#lib/managers/todo-table.ts';
import { withReport } from '#lib/server/app.ts';
import { managersReport } from '#lib/server/reports/managers.ts';
import { todayReport } from '#lib/server/reports/today.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';

const results = (filters: Filters) => withReport((context) => managersReport(context, filters));

/** Tables by their name, with what else the address says. Null where the filters give none. */
const tables: Record<string, (filters: Filters, params: URLSearchParams) => Promise<Table | null>> = {
	rows: async (filters) => rowTable(await results(filters)),
	total: async (filters) => totalTable(await results(filters)),
	strata: async (filters) => strataTable(await results(filters)),
	today: async (filters) => todayTable(await withReport((context) => todayReport(context, filters)))
};

export const GET = async ({ params, url }) => {
	const filters = readFilters(url);
	const table = Object.hasOwn(tables, params.table)
		? await tables[params.table]!(filters, url.searchParams)
		: null;
	if (!table) error(404, m.error_not_found());
	return csvFile(`managers-${params.table}.csv`, csv(table.header, table.rows));
};
