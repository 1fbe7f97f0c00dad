import type { Handover, HandoverFigures } from '#lib/channels/report.ts';
import type { HandoverState } from '#lib/filters/names.ts';
import { formatCount, formatDays, formatPercent, formatPercentRange } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { dayCount, outcomeName } from '#lib/ui/words.ts';

export const rejectionName = (how: Handover['reasons'][number]['how']) =>
	how === 'returned' ? m.event_returned() : outcomeName(how);

/** The states as the bars show them, from left to right. */
export const handoverColours: [HandoverState, colour: string][] = [
	['accepted', 'var(--stage-sal)'],
	['waiting', 'var(--outcome-open)'],
	['rejected', 'var(--outcome-refused)']
];

/** "Sales took 58 % of 6,210 MQLs and rejected 27 %; 930 wait, half of them longer than 12 days." */
export function handoverSentence({ total, reasons }: Handover): string[] {
	const { mql, accepted, rejected, waiting } = total;
	const share = (n: number) => (n === 0 ? m.handover_nothing() : formatPercent(n / mql));
	const taken = m.handover_taken({
		n: mql,
		mql: formatCount(mql),
		accepted: share(accepted),
		rejected: share(rejected)
	});
	const [top] = reasons.filter(({ reason }) => reason !== null);
	return [
		`${taken}; ${waits({ n: waiting, days: total.waitingMedianDays })}.`,
		...(top
			? [
					m.handover_top_reason({
						reason: top.reason!,
						count: formatCount(top.count),
						of: formatCount(rejected)
					})
				]
			: []),
		...afterwards(total)
	];
}

/** In whole days, from two on. */
function wholeDays(days: number): string {
	const n = Math.round(days);
	return n < 2 ? formatDays(days) : dayCount(n);
}

function waits({ n, days }: { n: number; days: number | null }): string {
	const count = formatCount(n);
	if (n === 0) return m.handover_none_waits();
	return days === null || n === 1
		? m.handover_wait({ n, count })
		: m.handover_wait_days({ n, count, days: wholeDays(days) });
}

/** What came of those accepted; nothing while nobody is. */
function afterwards({ accepted, clients, yield: rate, yieldInterval }: HandoverFigures): string[] {
	if (accepted === 0) return [];
	return [
		m.handover_yield({
			n: accepted,
			accepted: formatCount(accepted),
			clients: formatCount(clients),
			rate: formatPercent(rate),
			range: formatPercentRange(yieldInterval)
		})
	];
}
