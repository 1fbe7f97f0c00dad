import { error } from '@sveltejs/kit';
import type { Filters } from '#lib/filters/filters.ts';
import type { Table } from '#lib/funnel/funnel-table.ts';
import { rowTable, strataTable, totalTable } from '#lib/managers/managers-table.ts';
import { companyTable, loadTable, mixTable } from '#lib/managers/mix-table.ts';
import { moveComparisonTable, movesTable } from '#lib/managers/moves-table.ts';
import { todayTable } from '#lib/managers/todo-table.ts';
import { withReport } from '#lib/server/app.ts';
import { managersReport } from '#lib/server/reports/managers.ts';
import { mixReport } from '#lib/server/reports/mix.ts';
import { movesReport } from '#lib/server/reports/moves.ts';
import { openLoadReport } from '#lib/server/reports/open-load.ts';
import { todayReport } from '#lib/server/reports/today.ts';
import { twoRepsReport } from '#lib/server/reports/two-reps.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';

const results = (filters: Filters) => withReport((context) => managersReport(context, filters));

/** Tables by their name, with what else the address says. Null where the filters give none. */
const tables: Record<string, (filters: Filters, params: URLSearchParams) => Promise<Table | null>> = {
	rows: async (filters) => rowTable(await results(filters)),
	total: async (filters) => totalTable(await results(filters)),
	strata: async (filters) => strataTable(await results(filters)),
	today: async (filters) => todayTable(await withReport((context) => todayReport(context, filters))),
	mix: async (filters) => mixTable(await withReport((context) => mixReport(context, filters))),
	load: async (filters) => {
		const found = await withReport((context) => openLoadReport(context, filters));
		return loadTable(found ?? { rows: [], days: [] });
	},
	companies: async (filters) =>
		companyTable((await withReport((context) => twoRepsReport(context, filters, { limit: null }))).companies),
	moves: async (filters) => movesTable(await withReport((context) => movesReport(context, filters))),
	'moves-compared': async (filters) =>
		moveComparisonTable((await withReport((context) => movesReport(context, filters))).comparison ?? [])
};

export const GET = async ({ params, url }) => {
	const filters = readFilters(url);
	const table = Object.hasOwn(tables, params.table)
		? await tables[params.table]!(filters, url.searchParams)
		: null;
	if (!table) error(404, m.error_not_found());
	return csvFile(`managers-${params.table}.csv`, csv(table.header, table.rows));
};
