/** Maturity in words. */
import type { Filters } from '#lib/filters/filters.ts';
import { addMonths } from '#lib/filters/compare.ts';
import { isYoung } from '#lib/leadtime/young.ts';
import type { Maturity } from '#lib/leadtime/report.ts';
import { formatCount, formatMonth, formatNumber } from './format.ts';
import * as m from './paraglide/messages.js';

/** A young cohort: what part of it has come, and what is said of it. */
export interface Young {
	complete: number;
	/** Short, beside its figures. */
	mark: string;
	/** What the mark means. */
	hover: string;
}

/** Whole per cent, rounded down: what is not complete is never said to be. Only nothing is 0. */
const share = (complete: number) => `${complete > 0 ? Math.max(1, Math.floor(100 * complete + 1e-9)) : 0}%`;

/** "about 41 clients expected in the end (35–48)". */
function expectedText({ expectedClients, expectedRange: [lo, hi] }: Maturity): string {
	const n = Math.round(expectedClients);
	const range = lo === hi ? '' : ` (${formatCount(lo)}–${formatCount(hi)})`;
	return m.maturity_expected({ n, count: formatCount(n), range });
}

/** Null unless it is young. */
export const youngOf = (maturity: Maturity | null): Young | null =>
	isYoung(maturity)
		? {
				complete: maturity.complete,
				mark: m.maturity_mark({ share: share(maturity.complete) }),
				hover: m.maturity_hover({ share: share(maturity.complete), expected: expectedText(maturity) })
			}
		: null;

/** The young months among these, the newest `most` of them, in a sentence each. */
export function youngMonths(
	months: readonly { month: string; maturity: Maturity | null }[],
	most: number
): { month: string; complete: number; sentence: string }[] {
	return months
		.flatMap(({ month, maturity }) => {
			if (!isYoung(maturity)) return [];
			const sentence = m.maturity_trend_month({
				month: formatMonth(month),
				share: share(maturity.complete),
				expected: expectedText(maturity)
			});
			return [{ month, complete: maturity.complete, sentence }];
		})
		.slice(-most);
}

/** The sentence on the leads of the filters: a month by its name. Null unless they are young. */
export function youngSentence(
	maturity: Maturity | null,
	clients: number,
	{ from, to }: Pick<Filters, 'from' | 'to'>
): string | null {
	if (!isYoung(maturity)) return null;
	const words = {
		share: share(maturity.complete),
		soFar: formatCount(clients),
		expected: expectedText(maturity)
	};
	return from?.endsWith('-01') && to === addMonths(from, 1)
		? m.maturity_month({ ...words, month: formatMonth(from) })
		: m.maturity_leads(words);
}

/** How the figures are made, with the reader's own numbers; none unless they are young. */
export function youngHow(maturity: Maturity | null, clients: number): string[] {
	if (!isYoung(maturity)) return [];
	const { complete, days, finalShare, expectedClients, expectedRange } = maturity;
	const perHundred = (part: number) => formatNumber(100 * part);
	return [
		m.maturity_how({
			share: share(complete),
			days: formatCount(days),
			final: perHundred(finalShare),
			now: perHundred(finalShare * complete)
		}),
		m.maturity_how_expected({
			clients: formatCount(clients),
			more: formatNumber(Math.max(0, expectedClients - clients)),
			expected: formatNumber(expectedClients),
			lo: formatCount(expectedRange[0]),
			hi: formatCount(expectedRange[1])
		})
	];
}
