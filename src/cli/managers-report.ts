/** The managers report as text for the terminal, and as the tables with every value for CSV and XLSX. */
import type { Filters } from '#lib/filters/filters.ts';
import { rowTable, strataTable, totalTable } from '#lib/managers/managers-table.ts';
import type { ManagerCounts, ManagerRow, ManagersReport } from '#lib/managers/report.ts';
import { managerSentence } from '#lib/managers/sentence.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import { managersReport } from '#lib/server/reports/managers.ts';
import { currencyDigits } from '#lib/stats/money.ts';
import { between, count, decimals, n, percent, percentRange } from './figures.ts';
import { managerSentenceText } from './managers-sentence.ts';
import type { PrintedReport } from './report.ts';
import { textTable } from './text-table.ts';

/** The tables are those of the page. */
export async function printManagers(context: ReportContext, filters: Filters): Promise<PrintedReport> {
	const report = await managersReport(context, filters);
	return {
		json: report,
		text: () => managersText(report),
		tables: [
			{ name: 'rows', table: rowTable(report) },
			{ name: 'total', table: totalTable(report) },
			{ name: 'kinds of leads', table: strataTable(report) }
		]
	};
}

function managersText(report: ManagersReport): string {
	const sentence = managerSentence(report)
		.map((part) => managerSentenceText(part, report.goal))
		.join(' ');
	return [sentence, report.rows.length > 0 && rowsText(report), notes(report).join('\n')]
		.filter(Boolean)
		.join('\n\n');
}

/** Made of which leads: of the accepted ones (of all) that became clients (SQL leads). */
const rateNames = { accepted: 'of accepted', all: 'of all leads' };

function rowsText({
	rows,
	total,
	base,
	goal,
	hasTeams,
	hasRoles,
	currency,
	notJudged
}: ManagersReport): string {
	const digits = currencyDigits(currency);
	const areShown = notJudged !== 'wonOnly';
	const place = ({ team, role }: Pick<ManagerRow, 'team' | 'role'>) => [
		...(hasTeams ? [team] : []),
		...(hasRoles ? [role] : [])
	];
	const counts = (row: ManagersReport['total']) => [
		...[row.leads, row.accepted, row.sql, row.clients, percent(row.conversion), percentRange(row.interval)]
	];
	const ends = ({ open, refused, unfit, junk, returned, revenue }: ManagerCounts) => [
		...[open, refused, unfit, junk, returned, decimals(revenue, digits)]
	];
	return textTable(
		[
			...['rep', ...(hasTeams ? ['team'] : []), ...(hasRoles ? ['role'] : [])],
			...['leads', 'accepted', 'sql', 'clients', `${goal === 'sql' ? 'sql' : 'clients'} ${rateNames[base]}`],
			...['likely range', 'expected', 'others', 'made / expected', 'normal range', 'verdict'],
			...['first contact, min', 'open', 'refused', 'not a fit', 'junk', 'sent back', 'revenue']
		],
		[
			...rows.map((row) => [
				...[row.key ?? 'no rep', ...place(row), ...counts(row)],
				...(areShown ? judgementCells(row) : [null, null, null, null, null]),
				...[decimals(row.responseMedianMinutes, 0), ...ends(row)]
			]),
			[
				...['total', ...place({ team: '', role: null }).map(() => ''), ...counts(total)],
				...['', '', '', '', '', '', ...ends(total)]
			]
		]
	);
}

const judgementCells = ({ expected, others, ratio, limits, verdict, level }: ManagerRow) => [
	...[decimals(expected), decimals(others), decimals(ratio, 2)],
	limits && between(percent(limits.low95), percent(limits.high95)),
	verdict && verdictText({ verdict, level })
];

function verdictText({ verdict, level }: Pick<ManagerRow, 'verdict' | 'level'>): string {
	if (verdict === 'few') return 'too few to judge';
	if (verdict === 'above' || verdict === 'below')
		return `${verdict}, ${level === 'alarm' ? 'not chance' : 'worth a look'}`;
	return 'within the normal range';
}

function notes(report: ManagersReport): string[] {
	const { leads, asOf, timezone, currency, base, goal, filters, notJudged } = report;
	const lines = [`${count(leads, 'lead')}, data up to ${asOf ?? '–'}, ${timezone}, money in ${currency}`];
	if (base !== filters.base)
		lines.push('Which leads sales accepted is not recorded: all leads count, by their month of arrival');
	if (goal !== filters.goal) lines.push('SQL leads are not recorded: reps are judged by clients');
	if (notJudged) return lines;
	for (const { key, run } of report.rows)
		if (run?.signal && report.runMonths)
			lines.push(
				`${key}, months ${report.runMonths.from.slice(0, 7)} to ${report.runMonths.to.slice(0, 7)} together: ${n(run.observed)}, ${decimals(run.expected)} expected; ${run.signal}, not chance`
			);
	return [...lines, ...otherCreditText(report)];
}

/** Where many leads changed hands: of whom the other credit says something else. */
function otherCreditText({ rows, changedHands, credit }: ManagersReport): string[] {
	const beside = rows.filter(({ otherCredit }) => otherCredit);
	if (beside.length === 0) return [];
	const differ = beside.filter(
		({ otherCredit, verdict, level }) => otherCredit!.verdict !== verdict || otherCredit!.level !== level
	);
	const what = differ.length > 0 ? 'it would say:' : 'the verdicts are the same';
	return [
		`${n(changedHands.leads)} of ${n(changedHands.of)} leads changed hands; with --credit ${credit === 'first' ? 'last' : 'first'} ${what}`,
		...differ.map(({ key, otherCredit }) => {
			const { made, expected, verdict, level } = otherCredit!;
			return `  ${key}: ${verdictText({ verdict, level })} (${n(made)}, ${decimals(expected)} expected)`;
		})
	];
}
