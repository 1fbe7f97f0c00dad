/** Leads counted by where they stand: what the funnel is made of. */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { reachedMask, type FunnelCell } from '#lib/funnel/funnel.ts';
import type { FunnelGroup } from '#lib/funnel/report.ts';
import { readStanding } from '#lib/funnel/standing.ts';
import { byPosition, keyColumns, keyOf, type KeyColumns } from './breakdown-keys.ts';
import type { ReportContext } from './context.ts';
import { leadScope } from './lead-filter.ts';

type Key = FunnelGroup['key'];

export interface KeyedCell {
	key: Key;
	cell: FunnelCell;
}

/**
 * Leads by the breakdown and where they stand, and by where they stand and their reason. Both come of one pass over
 * the leads: its groups are few, and put together again cheaply.
 */
export async function readCells(
	context: ReportContext,
	filters: Filters,
	withReasons: boolean
): Promise<{ cells: KeyedCell[]; reasons: (FunnelCell & { reason: string | null })[] }> {
	const scope = leadScope(context, filters);
	const { by } = filters;
	const state = {
		standing: sql`l.standing`,
		...(scope.within === 'range' ? { reached: scope.reached!, returned: scope.returned } : {}),
		...(scope.within === 'window' ? { deepest: scope.deepest } : {}),
		...(scope.within ? { outcome: scope.outcome } : {})
	};
	const names = Object.keys(state);
	// Also of leads whose loss does not count here: to look at that once more would cost more than their groups.
	const reason = withReasons ? sql`l.reason` : sql`NULL AS reason`;
	const counted = sql`
		SELECT ${sql.join([
			...Object.entries(state).map(([name, value]) => sql`${value} AS ${sql.ref(name)}`),
			reason,
			...(by.length ? [keyColumns(context, filters, by)] : [])
		])}, count(*)::int AS leads, coalesce(sum(l.amount_minor), 0)::float8 AS minor
		FROM lead_rows l WHERE ${scope.where} GROUP BY ${byPosition(names.length + 1 + by.length)}`;
	const stateList = sql.join(names.map((name) => sql.ref(name)));
	const keyNames = by.map((_, i) => sql.ref(`key${i}`));
	const query =
		by.length === 0 || !withReasons
			? counted
			: sql`
		WITH counted AS MATERIALIZED (${counted})
		SELECT ${stateList}, NULL AS reason, ${sql.join(keyNames)}, true AS is_cell, sum(leads)::int AS leads, sum(minor) AS minor
		FROM counted GROUP BY ${stateList}, ${sql.join(keyNames)}
		UNION ALL
		SELECT ${stateList}, reason, ${sql.join(keyNames.map(() => sql`NULL`))}, false, sum(leads)::int, 0
		FROM counted GROUP BY ${stateList}, reason`;
	const { rows } = await sql<CellRow>`${query}`.execute(context.trx);
	const cells: KeyedCell[] = [];
	const reasons: (FunnelCell & { reason: string | null })[] = [];
	for (const row of rows) {
		const cell = readCell(row, context.digits);
		if (row.is_cell !== false) cells.push({ key: keyOf(row), cell });
		if (row.is_cell !== true) reasons.push({ ...cell, reason: row.reason });
	}
	return { cells, reasons };
}

interface CellRow extends KeyColumns {
	standing: number;
	/** Where they are not what `standing` says. */
	deepest?: number;
	outcome?: number;
	returned?: number;
	reached?: number;
	reason: string | null;
	/** Counted by the breakdown, by the reason, or without a breakdown as both. */
	is_cell?: boolean;
	leads: number;
	minor: number;
}

function readCell(row: CellRow, digits: number): FunnelCell {
	const standing = readStanding(row.standing);
	const deepest = row.deepest ?? standing.deepest;
	return {
		reached: row.reached ?? reachedMask(deepest),
		deepest,
		outcome: row.outcome ?? standing.outcome,
		own: standing.own,
		outOfOrder: standing.outOfOrder,
		returned: row.returned ?? standing.returned,
		leads: row.leads,
		amount: row.minor / 10 ** digits
	};
}
