/** Open leads in the hands of each manager over time (see managers/open-load.ts). */
import { sql } from 'kysely';
import { dayNumber, isoDay } from '#lib/events/zone.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { losses } from '#lib/funnel/stages.ts';
import { overAllManagers } from '#lib/managers/drill.ts';
import { loadPeriods, type LoadPeriods } from '#lib/managers/load-periods.ts';
import { openLoad, type LoadCell, type LoadRow } from '#lib/managers/open-load.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { firstLeadDay } from './first-lead-day.ts';
import { cameAnew, cameInRange } from './held-scope.ts';
import { everFilters, leadScope } from './lead-filter.ts';
import { isShown } from './managers-scope.ts';
import { movedAfterLoss } from './moves-scope.ts';

export interface OpenLoad extends Pick<LoadPeriods, 'unit' | 'days'> {
	/** Of the managers that the filters choose, by name. */
	rows: LoadRow[];
	/** Open leads of all managers and of none, by period. */
	all: number[];
	/** The four weeks that `recent` of the rows counts. */
	recentRange: { from: string; to: string };
}

const RECENT_DAYS = 28;

/**
 * The load at the end of each week of the filters' range (months, of a long range), of leads whenever they came. Null
 * where the range holds no day with leads.
 */
export async function openLoadReport(context: ReportContext, filters: Filters): Promise<OpenLoad | null> {
	const at = asOfMs(context, filters);
	const firstDay = at === null ? null : await firstLeadDay(context);
	const periods = firstDay === null ? null : loadPeriods(filters, at!, firstDay, context.zone);
	if (!periods) return null;
	const all = overAllManagers(filters);
	const cells = await readCells(context, all, periods);
	const end = periods.ends.at(-1)!;
	const to = dayNumber(periods.days.at(-1)!) + 1;
	const recentRange = { from: isoDay(to - RECENT_DAYS), to: isoDay(to) };
	const recent = await readRecent(context, { ...all, ...recentRange });
	const rows = openLoad(cells, periods.ends.length, recent, end);
	const shown = isShown(context, filters);
	return {
		...{ unit: periods.unit, days: periods.days, recentRange },
		rows: rows.filter(({ key }) => shown(key)),
		all: periods.ends.map((_, i) => rows.reduce((sum, { open }) => sum + open[i]!, 0))
	};
}

async function readCells(
	context: ReportContext,
	filters: Filters,
	{ start, ends }: LoadPeriods
): Promise<LoadCell[]> {
	const { where } = leadScope(context, everFilters(filters));
	const limits = sql`${[start, ...ends].map((ms) => new Date(ms))}::timestamptz[]`;
	const period = (at: ReturnType<typeof sql>) =>
		sql`width_bucket(greatest(${at}, l.created_at), ${limits}) - 1`;
	const { rows } = await sql<Omit<LoadCell, 'lastCame'> & { lastCame: number | null }>`
		SELECT manager, period, sum(starts)::int AS starts, sum(ends)::int AS ends, sum(came)::int AS came,
			date_part('epoch', max(since) FILTER (WHERE came = 1)) * 1000 AS "lastCame"
		FROM (
			SELECT a.manager, p.period, p.starts, p.ends, p.came, a.since
			FROM assignments a JOIN lead_rows l ON l.lead_id = a.lead_id AND l.generation = a.generation
				CROSS JOIN LATERAL (VALUES (${period(sql`a.since`)}, 1, 0, (${cameAnew})::int),
					(${period(sql`coalesce(a.until, 'infinity')`)}, 0, 1, 0)) p (period, starts, ends, came)
			WHERE ${where} AND a.generation = ${context.generation}
			UNION ALL
			SELECT NULL, p.period, p.starts, p.ends, 0, NULL
			FROM lead_rows l LEFT JOIN assignments a ON a.generation = l.generation AND a.lead_id = l.lead_id AND a.place = 0
				CROSS JOIN LATERAL (${unheld}) u (since, until)
				CROSS JOIN LATERAL (VALUES (${period(sql`least(u.since, a.since)`)}, 1, 0),
					(${period(sql`coalesce(least(u.until, a.since), 'infinity')`)}, 0, 1)) p (period, starts, ends)
			WHERE ${where} AND (a.since IS NULL OR a.since > l.created_at)
		) s GROUP BY manager, period`.execute(context.trx);
	return rows;
}

const lost = sql.join(losses.map((outcome) => sql.lit(outcome)));
const closed = sql.join([...losses, 'client'].map((outcome) => sql.lit(outcome)));

/** When a lead was open, as if nobody ever had it: of those that were reopened, as their moves say. */
const unheld = sql`
	SELECT l.created_at, l.outcome_at WHERE NOT ${movedAfterLoss}
	UNION ALL
	SELECT to_timestamp((m.move ->> 0)::float8 / 1000), (
		SELECT min(to_timestamp((n.move ->> 0)::float8 / 1000))
		FROM jsonb_array_elements(d.moves) WITH ORDINALITY AS n (move, place)
		WHERE n.place > m.place AND n.move ->> 2 IN (${closed}))
	FROM lead_details d, jsonb_array_elements(d.moves) WITH ORDINALITY AS m (move, place)
	WHERE ${movedAfterLoss} AND d.generation = l.generation AND d.lead_id = l.lead_id
		AND (m.place = 1 OR m.move ->> 1 IN (${lost}))
		AND m.move ->> 2 NOT IN (${closed})`;

/** Leads that came to each manager in the range. */
async function readRecent(context: ReportContext, filters: Filters): Promise<Map<string, number>> {
	const { where } = leadScope(context, everFilters(filters));
	const { rows } = await sql<{ manager: string; leads: number }>`
		SELECT a.manager, count(DISTINCT a.lead_id)::int AS leads
		FROM assignments a JOIN lead_rows l ON l.lead_id = a.lead_id AND l.generation = a.generation
		WHERE ${where} AND a.generation = ${context.generation} AND ${cameInRange(context, filters)}
		GROUP BY a.manager`.execute(context.trx);
	return new Map(rows.map(({ manager, leads }) => [manager, leads]));
}
