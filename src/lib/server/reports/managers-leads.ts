/** The leads of every manager: as far as they came, and by their kinds. One pass over the leads. */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes, type Stage } from '#lib/funnel/stages.ts';
import type { Cell, ManagerCells, StratumKind } from '#lib/managers/cells.ts';
import type { CountedLeads } from '#lib/managers/rows.ts';
import type { ReportContext } from './context.ts';
import { hasReached } from './lead-filter.ts';
import { groupOf, managersScope, readKind } from './managers-scope.ts';
import { readNumbers } from './read-numbers.ts';
import { wasSentBack } from './returned.ts';
import { isLost } from './won-only.ts';

/** `revenue` is in minor units. */
export interface ManagerLeads extends CountedLeads {
	/** Lost leads of the base. */
	lost: number;
	/** Leads with a first and a last manager, and those of them whose managers differ. */
	withBoth: number;
	moved: number;
	channel: string | null;
	/** Leads of the base by kind (see `readKind`), and those of them that reached the goal: arrays as text. */
	kinds: string | null;
	ofKind: string | null;
	madeOfKind: string | null;
}

export type ReadManagers = ReadonlyMap<string | null, readonly ManagerLeads[]>;

/** By manager, a part for each channel; null: without a manager. The filters that choose rows leave nobody out. */
export async function readManagerLeads(context: ReportContext, filters: Filters): Promise<ReadManagers> {
	const scope = managersScope(context, filters);
	const reached = (stage: Stage) => hasReached(scope.leads, stage);
	const ended = (name: (typeof outcomes)[number]) =>
		sql`${scope.leads.outcome} = ${sql.lit(outcomes.indexOf(name))}`;
	const conditions = {
		leads: reached('lead'),
		accepted: reached('sal'),
		sql: reached('sql'),
		clients: reached('client'),
		open: ended('open'),
		refused: ended('refused'),
		unfit: ended('unfit'),
		junk: ended('junk'),
		returned: sql`${reached('lead')} AND ${wasSentBack(filters)}`,
		base: scope.base,
		made: scope.made,
		lost: sql`${scope.base} AND ${isLost(scope.leads)}`,
		withBoth: sql`l.manager IS NOT NULL AND l.first_manager IS NOT NULL`,
		moved: sql`l.manager <> l.first_manager`
	};
	const names = Object.keys(conditions) as (keyof typeof conditions)[];
	const count = (name: keyof typeof conditions) =>
		sql`count(*) FILTER (WHERE ${conditions[name]}) AS ${sql.ref(name)}`;
	const sum = (name: string) => sql`sum(${sql.ref(name)})::int AS ${sql.ref(name)}`;
	const list = (name: string, as: string) =>
		sql`(array_agg(${sql.ref(name)}) FILTER (WHERE kind IS NOT NULL))::text AS ${sql.ref(as)}`;
	const { rows } = await sql<ManagerLeads & { manager: string | null }>`
		SELECT manager, channel, ${sql.join(names.map(sum))}, coalesce(sum(minor), 0)::float8 AS revenue,
			${list('kind', 'kinds')}, ${list('base', 'ofKind')}, ${list('made', 'madeOfKind')}
		FROM (
			SELECT ${scope.manager} AS manager, l.channel, ${scope.kind} AS kind, ${sql.join(names.map(count))},
				sum(l.amount_minor) FILTER (WHERE ${conditions.clients}) AS minor
			FROM lead_rows l WHERE ${scope.where} GROUP BY 1, 2, 3
		) c GROUP BY 1, 2`.execute(context.trx);
	const byManager = new Map<string | null, ManagerLeads[]>();
	for (const { manager, ...part } of rows) {
		const list = byManager.get(manager);
		if (list) list.push(part);
		else byManager.set(manager, [part]);
	}
	return byManager;
}

/** The leads with a manager as what `judge` compares. Yields after each manager. */
export function* managerCells(
	context: ReportContext,
	filters: Filters,
	byManager: ReadManagers
): Generator<void, ManagerCells> {
	const managers: string[] = [];
	const strata: StratumKind[] = [];
	const cells: Cell[] = [];
	const numbers = new Map<string, Map<number, number>>();
	for (const [name, parts] of byManager) {
		if (name === null) continue;
		const manager = managers.push(name) - 1;
		const group = groupOf(context, filters, name);
		for (const { channel, ...texts } of parts) {
			const ofKind = readNumbers(texts.ofKind);
			const madeOfKind = readNumbers(texts.madeOfKind);
			const of = JSON.stringify([group, channel]);
			let byKind = numbers.get(of);
			if (!byKind) numbers.set(of, (byKind = new Map()));
			for (const [i, kind] of readNumbers(texts.kinds).entries()) {
				let stratum = byKind.get(kind);
				if (stratum === undefined)
					byKind.set(kind, (stratum = strata.push({ group, channel, ...readKind(kind) }) - 1));
				cells.push({ manager, stratum, leads: ofKind[i]!, made: madeOfKind[i]! });
			}
		}
		yield;
	}
	return { managers, strata, cells };
}
