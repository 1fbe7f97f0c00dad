import type { ChannelRow, ChannelsReport } from '#lib/channels/report.ts';
import { costsLess } from '#lib/channels/sentence.ts';
import { formatCount, formatMoney } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { formatBought, mostAndLeast, nextThousand, type NextRow } from './next-thousand.ts';

/** Rows of what the next 1,000 buy, and of those with too few clients to say it. */
const most = { judged: 20, few: 6 };

/** What the page says of the next 1,000. */
export interface NextView {
	amount: string;
	answer: string;
	/** The rows that are shown, of so many; `title`: a row in words. */
	judged: (NextRow & { title: string })[];
	judgedCount: number;
	/** Those with too few clients, in a list; empty for none. */
	few: string;
	/** Some rows have no cost, or nothing but refunds. */
	unpaid: boolean;
}

export function nextView(
	rows: ChannelRow[],
	{ total, by, filters, currency }: Pick<ChannelsReport, 'total' | 'by' | 'filters' | 'currency'>
): NextView {
	const { judged, few, unpaid, ...next } = nextThousand(rows, total, by);
	const amount = formatMoney(next.amount, currency);
	const ends = mostAndLeast(judged);
	/** The money buys more in the one end than in the other by more than chance, picked as they are. */
	const clear =
		filters.mode === 'cohort' &&
		ends !== null &&
		costsLess(rows, ends.most.key, ends.least.key, judged.length);
	return {
		amount,
		answer: answerOf(judged, { ends, clear, amount }),
		judged: judged.slice(0, most.judged).map((row) => ({ ...row, title: titleOf(row, amount, currency) })),
		judgedCount: judged.length,
		few: fewOf(few, currency),
		unpaid
	};
}

const name = (row: NextRow) => row.names.join(' · ');

interface Ends {
	ends: { most: NextRow; least: NextRow } | null;
	clear: boolean;
	amount: string;
}

function answerOf([only]: readonly NextRow[], { ends, clear, amount }: Ends): string {
	if (!only) return m.next_nobody();
	if (!ends) return m.next_one({ amount, name: name(only), range: formatBought(only.range) });
	return (clear ? m.next_most_clear : m.next_most_chance)({
		amount,
		most: name(ends.most),
		mostRange: formatBought(ends.most.range),
		least: name(ends.least),
		leastRange: formatBought(ends.least.range)
	});
}

const titleOf = (row: NextRow, amount: string, currency: string) =>
	m.next_row_title({
		name: name(row),
		clients: formatCount(row.clients),
		cost: formatMoney(row.cost, currency),
		amount,
		bought: formatBought([row.bought, row.bought]).split('–')[0]!,
		range: formatBought(row.range)
	});

function fewOf(few: readonly NextRow[], currency: string): string {
	const list = few.slice(0, most.few).map((row) =>
		m.next_few_row({
			n: row.clients,
			count: formatCount(row.clients),
			name: name(row),
			cost: formatMoney(row.cost, currency)
		})
	);
	const more = few.length - list.length;
	return [...list, ...(more > 0 ? [m.next_more({ count: formatCount(more) })] : [])].join(', ');
}
