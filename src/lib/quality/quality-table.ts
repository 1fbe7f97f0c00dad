/** The quality report as plain tables with the names of the JSON, for CSV, workbooks and the terminal. */
import type { Table } from '#lib/funnel/funnel-table.ts';
import type { QualityReport } from './report.ts';

/** Every table by its name, in the order in which the page shows them. */
export function qualityTables(report: QualityReport): Record<string, Table> {
	const { loads, costs } = report;
	return {
		totals: { header: ['figure', 'count'], rows: totals(report) },
		statuses: {
			header: ['source', 'status', 'outcome', 'leads', 'merged'],
			rows: report.statuses.map((row) => [row.source, row.status, row.outcome, row.leads, row.merged])
		},
		loads: {
			header: [
				...['id', 'file', 'source', 'status', 'read', 'accepted', 'corrected', 'known', 'ignored'],
				...['quarantined', 'eventsAccepted', 'eventsCorrected', 'eventsKnown', 'eventsWithdrawn']
			],
			rows: loads.map(({ id, file, source, status, rows, events }) => [
				...[id, file, source, status, rows.read, rows.accepted, rows.corrected, rows.known, rows.ignored],
				...[rows.quarantined, events.accepted, events.corrected, events.known, events.withdrawn]
			])
		},
		quarantine: {
			header: ['reason', 'count'],
			rows: report.quarantine.map(({ reason, count }) => [reason, count])
		},
		stages: {
			header: ['stage', 'recorded', 'reached', 'implied', 'outOfOrder', 'approximate'],
			rows: report.stages.map((row) => [
				...[row.stage, row.recorded, row.reached, row.implied, row.outOfOrder, row.approximate]
			])
		},
		steps: {
			header: ['from', 'to', 'reached', 'timed', 'implied', 'approximate', 'negative'],
			rows: report.steps.map((row) => [
				...[row.from, row.to, row.reached, row.timed, row.implied, row.approximate, row.negative]
			])
		},
		channels: {
			header: ['name', 'looksLike', 'leads'],
			rows: report.lookAlikes.flatMap(({ name, others }) =>
				others.map((other) => [other.name, name, other.leads])
			)
		},
		costs: {
			header: ['channel', 'gap', 'amount', 'leads'],
			rows: [
				...(costs?.withoutLeads ?? []).map(({ channel, amount }) => [channel, 'no leads', amount, 0]),
				...(costs?.leadsWithout ?? []).map(({ channel, leads }) => [channel, 'no costs', null, leads])
			]
		},
		freshness: {
			header: ['source', 'records', 'newestEvent', 'lastLoad'],
			rows: report.freshness.map((row) => [row.source, row.records, row.newestEvent, row.lastLoad])
		},
		cards: {
			header: ['by', 'key', 'leads', 'lead', 'clients', 'client'],
			rows: (['channel', 'manager'] as const).flatMap((by) =>
				report.cards[by].map((row) => [by, row.key, row.leads, row.lead, row.clients, row.client])
			)
		}
	};
}

const totals = (report: QualityReport): [string, number][] => [
	['leads', report.leads],
	['records', report.records],
	['joined', report.joined],
	['sharedKeys', report.sharedKeys],
	['implied', report.implied],
	['outOfOrder', report.outOfOrder],
	['approximate', report.approximate],
	['negative', report.negative],
	['withoutChannel', report.without.channel],
	['withoutManager', report.without.manager],
	...report.excludedChannels.map(({ channel, leads }): [string, number] => [`excluded: ${channel}`, leads])
];
