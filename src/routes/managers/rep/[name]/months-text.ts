import type { ManagerMonth } from '#lib/managers/report.ts';
import { formatCount } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** "14 months: 5 above what was expected."; null without months. */
export function monthsAnswer(months: readonly Pick<ManagerMonth, 'observed' | 'expected'>[]): string | null {
	if (months.length === 0) return null;
	return m.rep_months_answer({
		n: months.length,
		count: formatCount(months.length),
		above: formatCount(months.filter(({ observed, expected }) => observed > expected).length)
	});
}
