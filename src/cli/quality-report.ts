/** The quality report for the terminal, and as the tables with every value for CSV and XLSX. */
import type { Filters } from '#lib/filters/filters.ts';
import { qualityTables } from '#lib/quality/quality-table.ts';
import { differingLeads, summariseStatuses } from '#lib/quality/statuses.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import { qualityReport } from '#lib/server/reports/quality.ts';
import type { PrintedReport } from './report.ts';
import { textTable } from './text-table.ts';

const n = (value: number) => value.toLocaleString('en');

/** The tables are those of the page, the totals first. */
export async function printQuality(context: ReportContext, filters: Filters): Promise<PrintedReport> {
	const report = await qualityReport(context, filters);
	const tables = Object.entries(qualityTables(report)).map(([name, table]) => ({ name, table }));
	const text = () => {
		const { leads, merged } = differingLeads(summariseStatuses(report.statuses));
		const shown = tables.filter(({ table }) => table.rows.length > 0);
		return [
			`CRM and Sluice differ on ${n(leads)} leads, ${n(merged)} of them one person with several records.`,
			...shown.map(({ name, table }) => `${name}\n${textTable(table.header, table.rows.map(rounded))}`)
		].join('\n\n');
	};
	return { json: report, text, tables };
}

/** Shares are shown with three digits. */
const rounded = (row: readonly (string | number | boolean | null)[]) =>
	row.map((value) =>
		typeof value === 'boolean'
			? String(value)
			: typeof value === 'number' && !Number.isInteger(value)
				? value.toFixed(3)
				: value
	);
