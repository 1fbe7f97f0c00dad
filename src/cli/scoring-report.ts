/** The scoring report as text for the terminal, and as the tables with every value for CSV and XLSX. */
import type { Filters } from '#lib/filters/filters.ts';
import type { ScoringReport } from '#lib/scoring/report.ts';
import {
	calibrationTable,
	modelTable,
	notTakenTable,
	profitTable,
	thresholdTable
} from '#lib/scoring/scoring-table.ts';
import { scoringSentence } from '#lib/scoring/sentence.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import { scoringReport } from '#lib/server/reports/scoring.ts';
import { count, decimals, n, percent, percentRange } from './figures.ts';
import type { PrintedReport } from './report.ts';
import { scoringSentenceText } from './scoring-sentence.ts';
import { textTable } from './text-table.ts';

/** The tables are those of the page. */
export async function printScoring(context: ReportContext, filters: Filters): Promise<PrintedReport> {
	const report = await scoringReport(context, filters);
	return {
		json: report,
		text: () => scoringText(report),
		tables: [
			{ name: 'thresholds', table: thresholdTable(report) },
			{ name: 'models', table: modelTable(report) },
			{ name: 'score bands', table: calibrationTable(report) },
			{ name: 'best threshold', table: profitTable(report) },
			{ name: 'not taken', table: notTakenTable(report) }
		]
	};
}

function scoringText(report: ScoringReport): string {
	const sentence = scoringSentence(report)
		.map((part) => scoringSentenceText(part, report.currency))
		.join(' ');
	return [sentence, report.thresholds.length > 0 && rowsText(report), notes(report).join('\n')]
		.filter(Boolean)
		.join('\n\n');
}

const rowsText = ({ thresholds }: ScoringReport): string =>
	textTable(
		[
			...['points', 'handed over', 'clients', 'became clients', 'likely range'],
			...['of all clients', 'likely range', 'times better']
		],
		thresholds.map((row) => [
			...[row.threshold, row.flagged, row.clients, percent(row.precision)],
			...[percentRange(row.precisionInterval), percent(row.recall), percentRange(row.recallInterval)],
			decimals(row.lift, 2)
		])
	);

function notes(report: ScoringReport): string[] {
	const { n: judged, leftOut, horizonDays, delayDays, asOf, timezone, scored, gate } = report;
	const young = leftOut > 0 ? `, ${n(leftOut)} left out as too young to know` : '';
	const lines = [
		`${count(judged, 'lead')}${young}, data up to ${asOf ?? '–'}, ${timezone}`,
		`Client: within ${count(horizonDays, 'day')} of arrival. Score: ${count(delayDays, 'day')} after arrival, or when sales decided earlier`
	];
	if (scored) lines.unshift(scored);
	if (gate && gate.barred > 0)
		lines.push(
			`${count(gate.barred, 'lead')} no score lets through: they meet a knock-out rule, or the threshold asks for more than points`
		);
	return [...lines, ...notTakenText(report)];
}

function notTakenText({ clients, notTaken }: ScoringReport): string[] {
	if (clients === 0 || !notTaken || notTaken.leads === 0) return [];
	const { noneConverts, likeTheTaken } = notTaken;
	const bound = (name: string, { precision, recall }: typeof noneConverts) =>
		`  ${name}: ${percent(precision) ?? '–'} of those handed over become clients, ${percent(recall) ?? '–'} of all clients are caught`;
	return [
		`${count(notTaken.leads, 'lead')} sales never took; nobody knows what would have become of them:`,
		bound('if none had become a client', noneConverts),
		bound('if as many had as of the leads taken with such scores', likeTheTaken)
	];
}
