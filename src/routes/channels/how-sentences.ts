import type { ChannelRow, ChannelsReport } from '#lib/channels/report.ts';
import { formatCostRange } from '#lib/ui/cost-range.ts';
import {
	formatCount,
	formatMoney,
	formatNumber,
	formatPercent,
	formatPercentRange,
	formatPoints,
	formatTime
} from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { rowName } from '#lib/ui/row-name.ts';

/** How each figure is made, in words with the reader's own numbers: those of the first row that has the figure. */
export function howSentences(report: Omit<ChannelsReport, 'rows'>, rows: readonly ChannelRow[]): string[] {
	const money = (value: number | null) => formatMoney(value, report.currency);
	const name = (row: ChannelRow) => rowName(report.by, row.key);
	const cohort = report.filters.mode === 'cohort';
	const words: string[] = [];

	const paid = rows.find(({ cac }) => cac !== null);
	if (paid)
		words.push(
			m.ch_how_cac({
				name: name(paid),
				cost: money(paid.cost),
				clients: formatCount(paid.clients),
				cac: money(paid.cac),
				range: formatCostRange(paid.cacInterval, report.currency)
			})
		);
	if (report.noCosts === null) words.push(m.ch_how_costs(), m.ch_how_unpaid());
	words.push(m.ch_how_campaign());

	const rated = rows.find(({ interval }) => interval[0] !== null);
	if (rated)
		words.push(
			m.ch_how_rate({
				name: name(rated),
				clients: formatCount(rated.clients),
				leads: formatCount(rated.leads),
				rate: formatPercent(rated.conversion),
				range: formatPercentRange(rated.interval)
			})
		);
	if (rows.some(({ verdict }) => verdict !== null)) words.push(m.ch_how_verdict());
	const judged = rows.find(({ difference, verdict }) => difference !== null && verdict !== 'few');
	if (judged)
		words.push(
			m.ch_how_verdict_row({
				name: name(judged),
				clients: formatCount(judged.clients),
				others: formatNumber(judged.others),
				points: formatPoints(judged.difference),
				lo: formatPoints(judged.differenceInterval[0]),
				hi: formatPoints(judged.differenceInterval[1])
			})
		);
	if (cohort) words.push(m.ch_how_few());

	const { total } = report;
	words.push(
		m.ch_how_hours({
			minutes: formatNumber(report.minutesPerLead),
			junk: formatCount(total.junk),
			unfit: formatCount(total.unfit),
			hours: formatNumber(total.hoursLost)
		})
	);
	if (total.targetShare !== null)
		words.push(
			m.ch_how_target({
				k: formatCount(total.leads - total.junk - total.unfit),
				n: formatCount(total.leads),
				rate: formatPercent(total.targetShare)
			})
		);
	if (total.roi !== null) {
		const inputs = { revenue: money(total.revenue), cost: money(total.cost), roi: formatPercent(total.roi) };
		words.push(
			report.margin < 1
				? m.ch_how_profit({ ...inputs, margin: formatPercent(report.margin) })
				: m.ch_how_return(inputs)
		);
	}
	if (total.claim) words.push(m.ch_how_claim());
	words.push(m.ch_how_filter());
	if (report.asOf) words.push(m.how_as_of({ time: formatTime(report.asOf, report.timezone) }));
	return words;
}
