import { error } from '@sveltejs/kit';
import type { Filters } from '#lib/filters/filters.ts';
import type { Table } from '#lib/funnel/funnel-table.ts';
import { forecastTable, forecastWindowTable } from '#lib/leadtime/forecast-table.ts';
import { managerAgeingTable, retryTable, stageAgeingTable } from '#lib/leadtime/ageing-table.ts';
import {
	curveTable,
	differenceTable,
	groupCurvesTable,
	groupTable,
	totalTable
} from '#lib/leadtime/lead-time-table.ts';
import { attemptTable, bandTable, responderTable, weekTable } from '#lib/leadtime/response-table.ts';
import { returnedTable } from '#lib/leadtime/returned-table.ts';
import { stepGroupTable, stepTable, stepTrendTable } from '#lib/leadtime/step-table.ts';
import { config, database, withReport } from '#lib/server/app.ts';
import { ageingReport } from '#lib/server/reports/ageing.ts';
import { breakdownOf } from '#lib/server/reports/breakdown-keys.ts';
import { forecastReport } from '#lib/server/reports/forecast.ts';
import { incidenceReport } from '#lib/server/reports/incidence.ts';
import { responseReport } from '#lib/server/reports/response.ts';
import { returnedReport } from '#lib/server/reports/returned.ts';
import { stepTimesReport, stepTrendReport } from '#lib/server/reports/step-times.ts';
import { csv, csvFile } from '#lib/ui/csv.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';

const whole = (filters: Filters) => withReport((context) => incidenceReport(context, { ...filters, by: [] }));
/** By channel without a breakdown, as on the page. */
const grouped = (filters: Filters) =>
	withReport((context) => incidenceReport(context, { ...filters, by: breakdownOf(filters) }));
const aged = (filters: Filters) => withReport((context) => ageingReport(context, filters));

/** No rows where the filters choose leads by their outcome or stage. */
const forecast = async (filters: Filters) => (await forecastReport(await database(), config, filters)) ?? [];
const answered = (filters: Filters) =>
	withReport((context) => responseReport(context, { ...filters, by: [] }));

/** Tables by their name: those of all leads, then those of the groups, then one a section. */
const tables: Record<string, (filters: Filters) => Promise<Table>> = {
	curve: async (filters) => curveTable((await whole(filters)).whole),
	total: async (filters) => totalTable((await whole(filters)).whole),
	groups: async (filters) => groupTable((await grouped(filters)).groups, breakdownOf(filters)),
	curves: async (filters) => groupCurvesTable((await grouped(filters)).groups, breakdownOf(filters)),
	difference: async (filters) => differenceTable((await grouped(filters)).difference, breakdownOf(filters)),
	steps: async (filters) => stepTable(await withReport((context) => stepTimesReport(context, filters))),
	'step-groups': async (filters) =>
		stepGroupTable(await withReport((context) => stepTimesReport(context, filters)), filters.by),
	'step-trend': async (filters) =>
		stepTrendTable(await withReport((context) => stepTrendReport(context, filters))),
	forecast: async (filters) => forecastTable(await forecast(filters)),
	'forecast-windows': async (filters) => forecastWindowTable(await forecast(filters)),
	response: async (filters) => bandTable((await answered(filters)).response),
	responders: async (filters) => responderTable(await answered(filters)),
	'response-hours': async (filters) => weekTable(await answered(filters)),
	attempts: async (filters) => attemptTable(await answered(filters)),
	ageing: async (filters) => stageAgeingTable(await aged(filters)),
	'ageing-managers': async (filters) => managerAgeingTable(await aged(filters)),
	retry: async (filters) => retryTable(await aged(filters)),
	returned: async (filters) =>
		returnedTable(await withReport((context) => returnedReport(context, filters)), filters.by)
};

export const GET = async ({ params, url }) => {
	const filters = readFilters(url);
	const table = Object.hasOwn(tables, params.table) ? await tables[params.table]!(filters) : null;
	if (!table) error(404, m.error_not_found());
	return csvFile(`lead-time-${params.table}.csv`, csv(table.header, table.rows));
};
