/** The channels report as a table for the terminal, and as the tables with every value for CSV and XLSX. */
import {
	attributionTable,
	changedTable,
	pathTable,
	rowTable,
	totalTable
} from '#lib/channels/channel-table.ts';
import { handoverTable, rejectionTable } from '#lib/channels/handover.ts';
import { monthly } from '#lib/channels/monthly.ts';
import type { ChannelFigures, ChannelsReport } from '#lib/channels/report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { keyValues } from '#lib/funnel/funnel-table.ts';
import type { Config } from '#lib/server/config.ts';
import type { Database } from '#lib/server/db/connect.ts';
import { withReport } from '#lib/server/reports/context.ts';
import { countedChannels, fullChannelsReport } from '#lib/server/reports/full-channels.ts';
import { currencyDigits } from '#lib/stats/money.ts';
import { between, decimals, n, percent, percentRange } from './figures.ts';
import { maturityCells, maturityNames } from './maturity-cells.ts';
import type { PrintedReport } from './report.ts';
import { textTable } from './text-table.ts';
import type { Sheet } from './workbook.ts';

/** The tables are those of the page; `all` adds that of the months, which costs a query more. */
export async function printChannels(
	db: Database,
	config: Config,
	filters: Filters,
	all: boolean
): Promise<PrintedReport> {
	const report = await fullChannelsReport(db, config, filters);
	const tables: Sheet[] = [
		{ name: 'rows', table: rowTable(report) },
		{ name: 'total', table: totalTable(report) }
	];
	if (all) {
		const months = await withReport(db, config, (context) => countedChannels(context, monthly(filters)));
		tables.push({ name: 'months', table: rowTable(months) });
	}
	if (report.handover)
		tables.push(
			{ name: 'handover', table: handoverTable(report.handover) },
			{ name: 'reasons', table: rejectionTable(report.handover) }
		);
	if (report.attribution)
		tables.push(
			{ name: 'attribution', table: attributionTable(report.attribution, report.by) },
			{ name: 'paths', table: pathTable(report.attribution) }
		);
	const changed = changedTable(report);
	if (changed) tables.push({ name: 'changed', table: changed });
	return { json: report, text: () => channelsText(report), tables };
}

function channelsText(report: ChannelsReport): string {
	const digits = currencyDigits(report.currency);
	const money = (amount: number | null) => decimals(amount, digits);
	const stages = (['mql', 'sal', 'sql'] as const).filter((stage) => report.recorded.includes(stage));
	const cells = (row: ChannelFigures) => [
		...[row.requests, row.leads, ...stages.map((stage) => row[stage]), row.clients],
		...[percent(row.conversion), percentRange(row.interval)],
		...maturityCells(row.maturity),
		...[percent(row.targetShare), money(row.cost), money(row.cpl), money(row.cac)],
		...[between(money(row.cacInterval[0]), money(row.cacInterval[1])), money(row.revenue), percent(row.roi)]
	];
	const table = textTable(
		[
			...[
				...report.by,
				'requests',
				'leads',
				...stages,
				'clients',
				'conversion',
				'likely range',
				...maturityNames,
				'target share'
			],
			...['cost', 'per lead', 'per client', 'likely range', 'revenue', 'return', 'against the others']
		],
		[
			...report.rows.map((row) => [
				...keyValues(row.key),
				...cells(row),
				row.verdict && verdicts[row.verdict]
			]),
			[...report.by.map((_, i) => (i === 0 ? 'total' : '')), ...cells(report.total), '']
		]
	);
	return [table, '', ...notes(report)].join('\n');
}

const verdicts = { better: 'better', worse: 'worse', same: 'could be chance', few: 'too few to judge' };

function notes({ leads, asOf, timezone, currency, noCosts, unratedCosts, total }: ChannelsReport): string[] {
	const lines = [`${n(leads)} leads, data up to ${asOf ?? '–'}, ${timezone}, money in ${currency}`];
	if (noCosts?.reason === 'none') lines.push('No costs: none are loaded ("sluice costs FILE" loads them)');
	if (noCosts?.reason === 'filters')
		lines.push(`No costs: they are known by day, channel and campaign, not by ${noCosts.names.join(', ')}`);
	if (unratedCosts)
		lines.push(`Left out: ${n(unratedCosts)} costs in currencies that have no rate for their day`);
	if (total.claim)
		lines.push(
			`To claim back: ${n(total.claim.leads)} junk and unfit leads that are paid for one by one, ${total.claim.amount} ${currency}`
		);
	return lines;
}
