/** The funnel report as a table for the terminal, and as the tables with every value for CSV and XLSX. */
import type { Filters } from '#lib/filters/filters.ts';
import { groupTable, monthTable, reasonTable, stageTable } from '#lib/funnel/funnel-table.ts';
import type { FunnelReport, FunnelStage } from '#lib/funnel/report.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import { funnelByEventMonth } from '#lib/server/reports/funnel-by-event-month.ts';
import { fullFunnelReport, funnelTrend } from '#lib/server/reports/funnel.ts';
import { percent } from './figures.ts';
import { maturityCells, maturityNames } from './maturity-cells.ts';
import type { PrintedReport } from './report.ts';
import { textTable } from './text-table.ts';

/** Rates are fractions, durations days. The tables are those of the page; `all` adds those that cost a query more. */
export async function printFunnel(
	context: ReportContext,
	filters: Filters,
	all: boolean
): Promise<PrintedReport> {
	const report = await fullFunnelReport(context, filters);
	const stages = { name: 'stages', table: stageTable(report) };
	const tables = filters.by.length ? [{ name: 'breakdown', table: groupTable(report) }, stages] : [stages];
	if (all) {
		const months = await (filters.mode === 'cohort' ? funnelTrend : funnelByEventMonth)(context, filters);
		tables.push(
			{ name: 'months', table: monthTable(months) },
			{ name: 'reasons', table: reasonTable(report) }
		);
	}
	return { json: report, text: () => funnelText(report), tables };
}

const days = (value: number | null) => (value === null ? null : value.toFixed(2));

const stageName = (row: FunnelStage) => (row.recorded ? row.stage : `${row.stage} (not recorded)`);

/** Keys of a group as cells: one for each breakdown. */
const keyCells = (key: FunnelReport['groups'][number]['key'], count: number) =>
	count === 0 ? [] : Array.isArray(key) ? key : [key];

function funnelText(report: FunnelReport): string {
	const by = report.filters.by;
	const rows = by.length ? report.groups : [{ key: null, stages: report.stages, maturity: report.maturity }];
	const table = textTable(
		[
			...by,
			'stage',
			'reached',
			'of previous',
			'likely range',
			'of first',
			'median days',
			'p90 days',
			'open',
			'refused',
			'unfit',
			'junk',
			...maturityNames
		],
		rows.flatMap(({ key, stages, maturity }) =>
			stages.map((row) => [
				...keyCells(key, by.length),
				stageName(row),
				row.reached,
				percent(row.fromPrevious),
				row.interval[0] === null ? null : `${percent(row.interval[0])} – ${percent(row.interval[1])}`,
				percent(row.fromFirst),
				days(row.medianDays),
				days(row.p90Days),
				row.open,
				row.refused,
				row.unfit,
				row.junk,
				...(row.stage === 'client' ? maturityCells(maturity) : [null, null])
			])
		)
	);
	const notes = [
		`${report.leads.toLocaleString('en')} leads, data up to ${report.asOf ?? '–'}, ${report.timezone}`
	];
	const { leftOut, afterAsOf } = report;
	if (leftOut.young || leftOut.undated)
		notes.push(
			`Left out: ${leftOut.young} too young for the window, ${leftOut.undated} with an entry whose date is unknown`
		);
	if (afterAsOf.leads || afterAsOf.outcomes)
		notes.push(`Later than that date: ${afterAsOf.leads} leads, ${afterAsOf.outcomes} outcomes`);
	return `${table}\n\n${notes.join('\n')}`;
}
