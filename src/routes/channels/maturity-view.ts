import type { ChannelRow, ChannelsReport } from '#lib/channels/report.ts';
import type { Maturity } from '#lib/leadtime/report.ts';
import { formatCost } from '#lib/ui/format.ts';
import { youngHow, youngOf, youngSentence, type Young } from '#lib/ui/maturity-text.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** What the page says of young leads. */
export interface MaturityView {
	/** Of all rows; null unless they are young. */
	line: { complete: number; sentence: string; note: string | null } | null;
	/** How that is computed. */
	how: string[];
	total: Young | null;
	/** The young rows among those shown, by their key as JSON. */
	rows: Record<string, Young>;
}

/**
 * The cost of a client at maturity is that of all rows alone: a row would owe its later clients to the leads of all
 * channels, by which it is measured.
 */
export function maturityView(
	{ total, filters, currency }: Pick<ChannelsReport, 'total' | 'filters' | 'currency'>,
	shown: readonly Pick<ChannelRow, 'key'>[],
	{ whole, groups }: { whole: Maturity | null; groups: ReadonlyMap<string, Maturity | null> }
): MaturityView {
	const sentence = youngSentence(whole, total.clients, filters);
	const note =
		sentence && whole && total.cost !== null && total.cac !== null && whole.expectedClients > total.clients
			? m.maturity_cost({
					now: formatCost(total.cac, currency),
					then: formatCost(total.cost / whole.expectedClients, currency)
				})
			: null;
	const rows = shown.flatMap(({ key }) => {
		const id = JSON.stringify(key);
		const young = youngOf(groups.get(id) ?? null);
		return young ? [[id, young] as const] : [];
	});
	return {
		line: sentence === null || !whole ? null : { complete: whole.complete, sentence, note },
		how: youngHow(whole, total.clients),
		total: youngOf(whole),
		rows: Object.fromEntries(rows)
	};
}
