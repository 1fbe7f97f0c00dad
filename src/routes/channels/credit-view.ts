import type { Attribution, ChannelRow } from '#lib/channels/report.ts';
import { creditRows, creditTotals, type CreditRow, type CreditTotal } from './credit-rows.ts';
import { creditSentences } from './credit-sentences.ts';

/** Rows of the tables; the CSV has all. */
const most = 100;

export interface CreditView {
	lookBackDays: number;
	clients: number;
	/** Most clients first, then those without a touch. */
	rows: CreditRow[];
	/** Rows that are not shown. */
	more: number;
	/** Of all rows, as are the sentences. */
	totals: CreditTotal[];
	sentences: string[];
	/** No client has a touch that could get the credit. */
	untouched: boolean;
}

/** What the page shows of an attribution, with the costs of the report's rows. */
export function creditView(
	attribution: Attribution,
	channels: readonly Pick<ChannelRow, 'key' | 'cost'>[],
	by: readonly string[]
): CreditView {
	const all = creditRows(attribution, channels, by);
	const touched = all.filter(({ untouched }) => !untouched);
	const { lookBackDays, clients } = attribution;
	return {
		lookBackDays,
		clients,
		rows: [...touched.slice(0, most), ...all.filter(({ untouched }) => untouched)],
		more: Math.max(0, touched.length - most),
		totals: creditTotals(all),
		sentences: touched.length > 0 ? creditSentences(all, clients) : [],
		untouched: touched.length === 0
	};
}
