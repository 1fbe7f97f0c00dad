/** The lead time report as text for the terminal, and as the tables with every value for CSV and XLSX. */
import type { Filters } from '#lib/filters/filters.ts';
import { forecastTable, forecastWindowTable } from '#lib/leadtime/forecast-table.ts';
import {
	curveTable,
	differenceTable,
	groupCurvesTable,
	groupTable,
	totalTable
} from '#lib/leadtime/lead-time-table.ts';
import type { LeadTimeReport } from '#lib/leadtime/report.ts';
import { returnedTable } from '#lib/leadtime/returned-table.ts';
import { stepGroupTable, stepTable } from '#lib/leadtime/step-table.ts';
import type { Config } from '#lib/server/config.ts';
import type { Database } from '#lib/server/db/connect.ts';
import { fullLeadTime } from '#lib/server/reports/full-lead-time.ts';
import { leadTimeText } from './lead-time-text.ts';
import type { PrintedReport } from './report.ts';
import type { Sheet } from './workbook.ts';

/** The tables are those of the page. */
export async function printLeadTime(db: Database, config: Config, filters: Filters): Promise<PrintedReport> {
	const report = await fullLeadTime(db, config, filters);
	return { json: report, text: () => leadTimeText(report), tables: tablesOf(report) };
}

/** With a breakdown its groups come first. */
function tablesOf(report: LeadTimeReport): Sheet[] {
	const { by } = report;
	const whole: Sheet[] = [
		{ name: 'curve', table: curveTable(report) },
		{ name: 'total', table: totalTable(report) }
	];
	const groups: Sheet[] = [
		{ name: 'groups', table: groupTable(report.groups, by) },
		{ name: 'curves', table: groupCurvesTable(report.groups, by) },
		{ name: 'difference', table: differenceTable(report.difference, by) }
	];
	return [
		...(by.length ? groups : []),
		...whole,
		{ name: 'steps', table: stepTable(report) },
		...(by.length ? [{ name: 'steps of groups', table: stepGroupTable(report, by) }] : []),
		...(report.forecast
			? [
					{ name: 'forecast', table: forecastTable(report.forecast) },
					{ name: 'forecast windows', table: forecastWindowTable(report.forecast) }
				]
			: []),
		{ name: 'returned', table: returnedTable(report.returned, by) }
	];
}
