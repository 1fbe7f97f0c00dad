/** The scoring report as plain tables with the names of the JSON, for CSV and XLSX. Nothing is rounded. */
import type { Table } from '#lib/funnel/funnel-table.ts';
import type { ScoringFigures, ScoringThreshold } from './report.ts';

type Row = Table['rows'][number];

const thresholdColumns = [
	...['threshold', 'flagged', 'clients', 'precision', 'precisionLow', 'precisionHigh'],
	...['recall', 'recallLow', 'recallHigh', 'lift']
];
const thresholdValues = (row: ScoringThreshold): Row => [
	...[row.threshold, row.flagged, row.clients, row.precision, ...row.precisionInterval],
	...[row.recall, ...row.recallInterval, row.lift]
];

/** A row for each threshold, by points. */
export const thresholdTable = ({ thresholds }: Pick<ScoringFigures, 'thresholds'>): Table => ({
	header: thresholdColumns,
	rows: thresholds.map(thresholdValues)
});

/** A row for the judged model, and one for the live one if it is another; none without a model. */
export function modelTable(report: ScoringFigures): Table {
	const { scored, n, clients, leftOut, compared } = report;
	const row = (
		model: string,
		{ auc, gini, ks }: { auc: number | null; gini: number | null; ks: number | null },
		gate: ScoringThreshold & { barred: number },
		difference: Row
	): Row => [
		...[model, n, clients, leftOut, auc, gini, ks, ...difference],
		...[...thresholdValues(gate), gate.barred]
	];
	const judged = report.gate && row(scored!, report, report.gate, differenceValues(compared));
	const live =
		compared &&
		row(compared.live, { ...compared, auc: compared.aucB }, compared.gate, [null, null, null, null]);
	return {
		header: [
			...['model', 'n', 'clients', 'leftOut', 'auc', 'gini', 'ks'],
			...['difference', 'differenceSe', 'differenceLow', 'differenceHigh'],
			...thresholdColumns.map((name) => `gate${name[0]!.toUpperCase()}${name.slice(1)}`),
			'gateBarred'
		],
		rows: [judged, live].filter((one) => one !== null)
	};
}

const differenceValues = (compared: ScoringFigures['compared']): Row =>
	compared ? [compared.difference, compared.se, ...compared.interval] : [null, null, null, null];

/** A row for each band of scores on the newer part. */
export const calibrationTable = ({ calibration }: Pick<ScoringFigures, 'calibration'>): Table => ({
	header: ['from', 'to', 'leads', 'clients', 'expected', 'rate', 'intervalLow', 'intervalHigh', 'off'],
	rows: (calibration?.bands ?? []).map((band) => [
		...[band.from, band.to, band.leads, band.clients, band.expected, band.rate, ...band.interval, band.off]
	])
});

/** A row for the part on which the best threshold was chosen, and one for the part on which it is judged. */
export function profitTable({ profit }: Pick<ScoringFigures, 'profit'>): Table {
	const header = [
		...['part', 'threshold', 'from', 'to', 'perClient', 'perLead'],
		...['leads', 'flagged', 'clients', 'profit', 'profitLow', 'profitHigh']
	];
	if (profit?.problem !== null) return { header, rows: [] };
	const { threshold, from, to, perClient, perLead, older, newer } = profit;
	const chosen = [threshold, from, to, perClient, perLead];
	return {
		header,
		rows: [
			['older', ...chosen, older.leads, older.flagged, older.clients, older.profit, null, null],
			['newer', ...chosen, newer.leads, newer.flagged, newer.clients, newer.profit, ...newer.interval]
		]
	};
}

/** What the threshold would have been worth if the leads that sales never took had converted never, or like the others. */
export const notTakenTable = ({ notTaken }: Pick<ScoringFigures, 'notTaken'>): Table => ({
	header: ['asIf', 'notTaken', 'notTakenFlagged', 'precision', 'recall'],
	rows: notTaken
		? (['noneConverts', 'likeTheTaken'] as const).map((name) => [
				...[name, notTaken.leads, notTaken.flagged, notTaken[name].precision, notTaken[name].recall]
			])
		: []
});
