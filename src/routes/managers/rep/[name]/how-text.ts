import type { ReasonRow } from '#lib/managers/rep-report.ts';
import type { ManagerRow, ManagersReport } from '#lib/managers/report.ts';
import { formatCount, formatNumber } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** How the verdict is made, with the reader's own numbers. */
export const howResult = (
	{ spread }: Pick<ManagersReport, 'spread'>,
	{ expected, variance }: Pick<ManagerRow, 'expected' | 'variance'>
): string[] => [
	...(expected === null
		? []
		: [m.rep_how_expected({ expected: formatNumber(expected), variance: formatNumber(variance) })]),
	...(spread > 0 ? [m.rep_how_spread({ spread: spread.toFixed(2) })] : []),
	m.rep_how_run()
];

/** How steps and reasons are compared. */
export const howStanding = (reasons: readonly Pick<ReasonRow, 'clear'>[]): string[] => [
	m.rep_how_steps(),
	m.rep_how_reasons({ judged: formatCount(reasons.filter(({ clear }) => clear !== null).length) })
];

export const howRest = (): string[] => [m.rep_how_range(), m.rep_how_missed(), m.rep_how_handed()];
