/** The figures of a sales rep's work, each beside that of the others, as rows of a table. */
import type { Filters } from '#lib/filters/filters.ts';
import type { Share } from '#lib/leadtime/report.ts';
import type { Days, Mean, Work } from '#lib/managers/rep-report.ts';
import type { Interval } from '#lib/stats/intervals.ts';
import {
	formatCount,
	formatDays,
	formatMoney,
	formatNumber,
	formatPercent,
	formatPercentRange
} from '#lib/ui/format.ts';
import { leadsHref, type LeadLink } from '#lib/ui/links.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { formatMinutes } from '#lib/ui/response-words.ts';

export interface FigureCell {
	/** The leads that are counted, if the figure is or has a count; with the list of exactly these. */
	count: number | null;
	href: string | null;
	/** "64%", "12 min"; null for a mere count. */
	value: string | null;
	/** "likely 60–68% · n = 120". */
	note: string | null;
}

export interface FigureRow {
	name: string;
	own: FigureCell;
	others: FigureCell;
}

const blank: FigureCell = { count: null, href: null, value: null, note: null };

const notes = (...parts: (string | null)[]): string | null =>
	parts.filter((part) => part !== null).join(' · ') || null;
const nOf = (n: number) => m.rep_n({ n: formatCount(n) });
const likely = (range: string) => m.rep_range({ range });

const shareCell = ({ count, of, rate, interval }: Share): FigureCell => ({
	...blank,
	count,
	value: rate === null ? null : formatPercent(rate),
	note: notes(rate === null ? null : likely(formatPercentRange(interval)), nOf(of))
});
const meanCell = (n: number, mean: string, isKnown: boolean): FigureCell => ({
	...blank,
	value: isKnown ? mean : null,
	note: nOf(n)
});
const rangeText = ([lo, hi]: Interval, format: (value: number) => string): string | null =>
	lo === null ? null : likely(`${format(lo)} – ${format(hi)}`);
const timeCell = (
	n: number,
	value: number | null,
	interval: Interval,
	format: (value: number | null) => string
): FigureCell => ({
	...blank,
	value: value === null ? null : format(value),
	note: notes(rangeText(interval, format), nOf(n))
});

type Make = (work: Work) => FigureCell;

export function workRows(own: Work, others: Work, filters: Filters): FigureRow[] {
	const row = (name: string, make: Make, select?: LeadLink['select']): FigureRow => ({
		name,
		own: { ...make(own), href: select ? leadsHref({ filters, select }) : null },
		others: make(others)
	});
	const known = [own, others];
	const minutes = (clock: 'wall' | 'working') => (value: number | null) => formatMinutes(value, clock);
	return [
		row(m.rep_work_response(), (work) =>
			timeCell(work.answered, work.medianMinutes, work.medianInterval, minutes('wall'))
		),
		row(m.rep_work_response_working(), (work) =>
			timeCell(work.answered, work.workingMedianMinutes, work.workingMedianInterval, minutes('working'))
		),
		row(m.rep_work_reach(), (work) => shareCell(work.reach), { contact: 'reached' }),
		row(m.rep_work_attempts(), (work) =>
			meanCell(work.leads, formatNumber(work.attempts), work.attempts !== null)
		),
		row(m.rep_work_activities(), (work) =>
			meanCell(work.leads, formatNumber(work.activities), work.activities !== null)
		),
		// Where nobody ever called in vain, such calls are not recorded.
		...(known.some(({ missedCalls }) => missedCalls.count > 0)
			? [
					row(m.rep_work_missed(), (work) => shareCell(work.missedCalls), { missedCalls: 'any' }),
					row(m.rep_work_missed_open(), (work) => ({ ...blank, count: work.openMissedCalls }), {
						standsIn: 'any',
						missedCalls: 'open'
					})
				]
			: []),
		row(m.rep_work_open(), (work) => ({ ...blank, count: work.open }), { standsIn: 'any', sort: 'idle' }),
		row(m.rep_work_untried(), (work) => shareCell(work.untried), {
			...{ standsIn: 'any', contact: 'untried', sort: 'idle' }
		}),
		row(m.rep_work_unreached(), (work) => shareCell(work.unreached), {
			...{ standsIn: 'any', contact: 'missed', sort: 'idle' }
		}),
		row(m.rep_work_overdue(), (work) => shareCell(work.overdue), { overdue: 'yes', sort: 'idle' })
	];
}

/** Cards, the time to the client, and money. */
export function cardRows(own: Work, others: Work, filters: Filters, currency: string): FigureRow[] {
	const row = (name: string, make: Make): FigureRow => ({ name, own: make(own), others: make(others) });
	const card = ({ n, mean }: Mean) => meanCell(n, formatPercent(mean), mean !== null);
	const median = ({ n, median: value, interval }: Days) => timeCell(n, value, interval, formatDays);
	const p90 = ({ n, p90: value }: Days) => timeCell(n, value, [null, null], formatDays);
	const clients = leadsHref({ filters, select: { ended: 'client' } });
	const money = (value: string, n: number): FigureCell => ({
		...blank,
		value: n > 0 ? value : null,
		note: nOf(n)
	});
	const sum = row(m.rep_revenue_sum(), ({ revenue }) =>
		money(formatMoney(revenue.sum, currency), revenue.clients)
	);
	return [
		row(m.rep_cards_lead(), (work) => card(work.leadCard)),
		row(m.rep_cards_client(), (work) => card(work.clientCard)),
		row(m.rep_time_client(), (work) => median(work.toClient)),
		row(m.rep_time_client_p90(), (work) => p90(work.toClient)),
		...(own.acceptedToClient
			? [
					row(m.rep_time_accepted(), (work) => median(work.acceptedToClient!)),
					row(m.rep_time_accepted_p90(), (work) => p90(work.acceptedToClient!))
				]
			: []),
		{ ...sum, own: { ...sum.own, href: clients } },
		row(m.rep_revenue_average(), ({ revenue }) =>
			money(formatMoney(revenue.average, currency), revenue.clients)
		)
	];
}
