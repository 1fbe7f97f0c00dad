/**
 * The hand-over from marketing to sales: of the leads that reached MQL, those that sales accepted (they reached SAL),
 * those it rejected (lost as MQL, or sent back before they were accepted), and those that wait (the rest).
 */
import { wilson } from '#lib/stats/intervals.ts';
import type { Handover, HandoverFigures, HandoverRow } from './report.ts';

/** What is counted of a row; the rates follow. */
export type HandoverCounts = Omit<
	HandoverFigures,
	'mql' | 'acceptance' | 'acceptanceInterval' | 'yield' | 'yieldInterval'
>;

const rate = (k: number, n: number) => (n > 0 ? k / n : null);

/** Acceptance = accepted / MQLs; yield = clients / accepted. Both null where nobody could. */
export function handoverFigures(counts: HandoverCounts): HandoverFigures {
	const { accepted, rejected, waiting, clients } = counts;
	const mql = accepted + rejected + waiting;
	return {
		mql,
		...counts,
		acceptance: rate(accepted, mql),
		acceptanceInterval: wilson(accepted, mql),
		yield: rate(clients, accepted),
		yieldInterval: wilson(clients, accepted)
	};
}

/** Most MQLs first, then by name; those without one last among equals. */
export const byMqls = (a: HandoverRow, b: HandoverRow): number =>
	b.mql - a.mql || Number(a.key === null) - Number(b.key === null) || (a.key! < b.key! ? -1 : 1);

type Value = string | number | null;

const columns = [
	'mql',
	'accepted',
	'rejected',
	'waiting',
	'acceptance',
	'acceptanceLow',
	'acceptanceHigh',
	'medianDays',
	'p90Days',
	'waitingMedianDays',
	'waitingP90Days',
	'sql',
	'clients',
	'yield',
	'yieldLow',
	'yieldHigh'
];

const values = (row: HandoverFigures): Value[] => [
	row.mql,
	row.accepted,
	row.rejected,
	row.waiting,
	row.acceptance,
	...row.acceptanceInterval,
	row.medianDays,
	row.p90Days,
	row.waitingMedianDays,
	row.waitingP90Days,
	row.sql,
	row.clients,
	row.yield,
	...row.yieldInterval
];

/** All rows as a plain table with the names of the JSON: the total, then each channel and each manager. */
export const handoverTable = ({ total, channels, managers }: Handover) => ({
	header: ['by', 'key', ...columns],
	rows: [
		['total', null, ...values(total)],
		...channels.map((row) => ['channel', row.key, ...values(row)]),
		...managers.map((row) => ['manager', row.key, ...values(row)])
	] as Value[][]
});

/** Why MQLs were rejected, a row a reason. */
export const rejectionTable = ({ reasons }: Pick<Handover, 'reasons'>) => ({
	header: ['how', 'reason', 'count'],
	rows: reasons.map(({ how, reason, count }): Value[] => [how, reason, count])
});
