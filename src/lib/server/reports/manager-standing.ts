/** Leads of a sales rep and of the others by kind and where they stand: the rep's funnel, kinds, months and reasons. */
import { sql, type RawBuilder } from 'kysely';
import { isByOutcome } from '#lib/channels/judged.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { firstDay } from '#lib/managers/cells.ts';
import { repReasons, repReturned, type ReturnCell } from '#lib/managers/rep-reasons.ts';
import { openByMonth, repStages, repSteps, type StandingCell } from '#lib/managers/rep-steps.ts';
import { byPosition } from './breakdown-keys.ts';
import type { ReportContext } from './context.ts';
import { managerPeers, type Peers } from './manager-peers.ts';
import { readKind } from './managers-scope.ts';
import { wasSentBack } from './returned.ts';
import { isLost, isWonOnlyExport } from './won-only.ts';

const kindColumns = ({ isOwn, kind }: Peers): RawBuilder<unknown> =>
	sql`${isOwn} AS own, l.channel, ${kind} AS kind`;

/** With month and temperature told apart. */
const readCells = <T extends { kind: number }>(rows: T[]) =>
	rows.map(({ kind, ...row }) => {
		const { month, temperature } = readKind(kind);
		return { ...row, month: firstDay(month), temperature };
	});

type Read<T> = Omit<T, 'month' | 'temperature'> & { kind: number };

/** In no order. */
export async function standingCells(context: ReportContext, peers: Peers): Promise<StandingCell[]> {
	const { leads, where, base } = peers;
	const { rows } = await sql<Read<StandingCell>>`
		SELECT ${kindColumns(peers)}, ${leads.deepest} AS reached, ${leads.outcome} AS outcome,
			CASE WHEN ${isLost(leads)} THEN l.reason END AS reason, count(*)::int AS leads
		FROM lead_rows l WHERE ${where} AND ${base} GROUP BY ${byPosition(6)}`.execute(context.trx);
	return readCells(rows);
}

/** Leads that were sent back, in no order. */
export async function returnCells(context: ReportContext, peers: Peers): Promise<ReturnCell[]> {
	const { where, base, filters } = peers;
	const { rows } = await sql<Read<ReturnCell>>`
		SELECT ${kindColumns(peers)}, l.return_reason AS reason, count(*)::int AS leads
		FROM lead_rows l WHERE ${where} AND ${base} AND ${wasSentBack(filters)}
		GROUP BY ${byPosition(4)}`.execute(context.trx);
	return readCells(rows);
}

/**
 * The steps, reasons and open leads of one rep, beside the others'; not where the filters choose leads by how they ended,
 * or where hardly any lost lead names its manager.
 */
export async function managerStanding(context: ReportContext, filters: Filters, name: string) {
	const peers = managerPeers(context, filters, name);
	const cells = await standingCells(context, peers);
	const returns = await returnCells(context, peers);
	const judged = !isByOutcome(peers.filters, []) && !(await isWonOnlyExport(context, peers.all));
	return {
		judged,
		base: peers.counted,
		steps: repSteps(cells, repStages(peers.counted, context.recorded), judged),
		reasons: repReasons(cells, returns, judged),
		returned: repReturned(cells, returns, judged),
		open: openByMonth(cells)
	};
}
