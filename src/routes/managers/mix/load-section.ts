import type { OpenLoad } from '#lib/server/reports/open-load.ts';
import { loadSentences } from './load-text.ts';
import type { MixChoice } from './mix-choice.ts';
import { shownRows } from './shown-rows.ts';

/** As many charts are drawn before all are asked for. */
const mostCharts = 12;

/** The reps that are shown, with what stands out of all of them; null where no lead was open. */
export function loadSection(found: OpenLoad | null, choice: MixChoice, timezone: string) {
	if (!found || found.rows.length === 0) return null;
	const { rows, ...periods } = found;
	return {
		...periods,
		answer: loadSentences(rows, timezone),
		/** What all small charts go up to. */
		top: Math.max(1, ...rows.map(({ peak }) => peak)),
		rows: shownRows(rows, choice, ({ now }) => now),
		charts: shownRows(rows, choice, ({ now }) => now, mostCharts).shown
	};
}
export type LoadSection = NonNullable<ReturnType<typeof loadSection>>;
