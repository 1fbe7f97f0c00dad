import type { FunnelReport } from '#lib/funnel/report.ts';
import type { Maturity } from '#lib/leadtime/report.ts';
import { youngHow, youngOf, youngSentence, type Young } from '#lib/ui/maturity-text.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** What the page says of young leads. */
export interface MaturityView {
	/** Of all leads of the filters; null unless they are young. */
	line: { complete: number; sentence: string; note: string } | null;
	/** How that is computed. */
	how: string[];
	/** The young rows of the breakdown, by their key as JSON. */
	rows: Record<string, Young>;
}

export function maturityView(
	{ filters, stages }: Pick<FunnelReport, 'filters' | 'stages'>,
	found: { whole: Maturity | null; groups: ReadonlyMap<string, Maturity | null> }
): MaturityView {
	const clients = stages.at(-1)!.reached;
	const rows = [...found.groups].flatMap(([id, maturity]) => {
		const young = youngOf(maturity);
		return young ? [[id, young] as const] : [];
	});
	const sentence = youngSentence(found.whole, clients, filters);
	return {
		line:
			sentence === null || !found.whole
				? null
				: { complete: found.whole.complete, sentence, note: m.maturity_open() },
		how: youngHow(found.whole, clients),
		rows: Object.fromEntries(rows)
	};
}
