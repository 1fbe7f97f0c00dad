/** When the leads of the whole and of each group became clients or were lost. */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes } from '#lib/funnel/stages.ts';
import { halfTimeDays, incidenceCurve, type IncidenceCell } from '#lib/leadtime/incidence.ts';
import type { CurveDifference, GroupKey, Incidence } from '#lib/leadtime/report.ts';
import { quantile } from '#lib/stats/quantile.ts';
import { byPosition, keyColumns, keyOf, type KeyColumns } from './breakdown-keys.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { leadScope } from './lead-filter.ts';

export interface IncidenceReport {
	whole: Incidence;
	groups: ({ key: GroupKey } & Incidence)[];
	difference: CurveDifference | null;
}

const kinds = ['open', 'client', 'lost'] as const;

interface Cell {
	key: GroupKey;
	kind: (typeof kinds)[number];
	/** Null: without a usable date. */
	day: number | null;
	late: boolean;
	n: number;
}

/** Leads by their arrival, of all and of each group of `filters.by`. */
export async function incidenceReport(context: ReportContext, filters: Filters): Promise<IncidenceReport> {
	const cells = await readCells(context, filters);
	const byKey = new Map<string, { key: GroupKey; cells: Cell[] }>();
	for (const cell of filters.by.length === 0 ? [] : cells) {
		const name = JSON.stringify(cell.key);
		const group = byKey.get(name) ?? { key: cell.key, cells: [] };
		group.cells.push(cell);
		byKey.set(name, group);
	}
	const groups = [...byKey.values()].map(({ key, cells }) => ({ key, ...incidenceOf(cells) }));
	return {
		whole: incidenceOf(cells),
		groups: groups.sort((a, b) => b.leads - a.leads),
		difference: null
	};
}

function incidenceOf(cells: readonly Cell[]): Incidence {
	const count = (which: (cell: Cell) => boolean) =>
		cells.reduce((sum, cell) => sum + (which(cell) ? cell.n : 0), 0);
	const leftOutClients = count(({ kind, day }) => kind === 'client' && day === null);
	const leftOutLost = count(({ kind, day }) => kind === 'lost' && day === null);
	const dated = cells.filter(({ day }) => day !== null);
	const curve = incidenceCurve(
		dated.map(({ kind, day, late, n }): IncidenceCell => {
			const shown = late ? 'open' : kind;
			return { day: day!, open: 0, client: 0, lost: 0, [shown]: n };
		}),
		{ clients: leftOutClients, lost: leftOutLost }
	);
	const days = dated
		.filter(({ kind, late }) => kind === 'client' && !late)
		.flatMap(({ day, n }) => Array.from({ length: n }, () => day!))
		.sort((a, b) => a - b);
	return {
		leads: count(() => true),
		clients: count(({ kind }) => kind === 'client'),
		lost: count(({ kind }) => kind === 'lost'),
		open: count(({ kind }) => kind === 'open'),
		leftOut: leftOutClients + leftOutLost,
		leftOutClients,
		leftOutLost,
		afterAsOf: count(({ late }) => late),
		curve: curve.map((point) => ({ ...point, lo: null, hi: null })),
		halfTimeDays: halfTimeDays(curve),
		lossHalfTimeDays: halfTimeDays(curve.map((point) => ({ ...point, incidence: point.lostIncidence }))),
		converted: {
			n: days.length,
			p25: quantile(days, 0.25),
			median: quantile(days, 0.5),
			p75: quantile(days, 0.75),
			p90: quantile(days, 0.9)
		}
	};
}

async function readCells(context: ReportContext, filters: Filters): Promise<Cell[]> {
	const scope = leadScope(context, { ...filters, mode: 'cohort' });
	const asOf = new Date(asOfMs(context, filters) ?? 0);
	const { by, window } = filters;
	const late = sql`(l.outcome <> 0 AND coalesce(l.outcome_at > ${asOf}, false))`;
	const age = sql`greatest(0, floor(date_part('epoch', ${asOf}::timestamptz - l.created_at) / 86400))::int`;
	const openDay = window === undefined ? age : sql`least(${age}, ${window}::int)`;
	const within = window === undefined ? sql`true` : sql`coalesce(l.outcome_days <= ${window}::int, true)`;
	const ended = sql`(l.outcome <> 0 AND ${within})`;
	const { rows } = await sql<KeyColumns & { kind: number; day: number | null; late: boolean; n: number }>`
		SELECT ${by.length ? sql`${keyColumns(context, filters, by)},` : sql``}
			CASE WHEN NOT ${ended} THEN 0 WHEN l.outcome = ${sql.lit(outcomes.indexOf('client'))} THEN 1 ELSE 2 END AS kind,
			CASE WHEN NOT ${ended} OR ${late} THEN ${openDay} ELSE l.outcome_days END AS day,
			${ended} AND ${late} AS late, count(*)::int AS n
		FROM lead_rows l WHERE ${scope.where} GROUP BY ${byPosition(by.length + 3)}`.execute(context.trx);
	return rows.map(({ kind, day, late, n, ...key }) => ({
		key: by.length ? keyOf(key) : null,
		kind: kinds[kind]!,
		day,
		late,
		n
	}));
}
