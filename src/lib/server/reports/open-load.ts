/** Open leads in the hands of each manager over time (see managers/open-load.ts). */
import { sql, type SqlBool } from 'kysely';
import { dayNumber, isoDay } from '#lib/events/zone.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { losses } from '#lib/funnel/stages.ts';
import { overAllManagers } from '#lib/managers/drill.ts';
import { loadPeriods, type LoadPeriods } from '#lib/managers/load-periods.ts';
import { LoadSpans } from '#lib/managers/load-spans.ts';
import { openLoad, type LoadCell, type LoadRow } from '#lib/managers/open-load.ts';
import { giveWay } from '../give-way.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { firstLeadDay } from './first-lead-day.ts';
import { cameAnew, cameInRange } from './held-scope.ts';
import { everFilters, leadScope } from './lead-filter.ts';
import { isShown } from './managers-scope.ts';
import { movedAfterLoss } from './moves-scope.ts';
import { readNumbers } from './read-numbers.ts';

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

/** Of one manager, or (null) of the leads that never had one. Arrays as text, see `LoadSpans`. */
interface Spans {
	manager: string | null;
	/** When leads were in their hands. */
	held: string | null;
	/** When leads that came to them first were in nobody's. */
	before: string | null;
	/** Up to the end of the last period. */
	lastCame: number | null;
}

async function readCells(
	context: ReportContext,
	filters: Filters,
	{ start, ends }: LoadPeriods
): Promise<LoadCell[]> {
	const { where } = leadScope(context, everFilters(filters));
	const limits = sql`${[start, ...ends].map((ms) => new Date(ms))}::timestamptz[]`;
	const period = (at: ReturnType<typeof sql>) => sql`width_bucket(greatest(${at}, l.created_at), ${limits})`;
	const places = ends.length + 2;
	const span = (since: ReturnType<typeof sql>, until: ReturnType<typeof sql>) =>
		sql`(${period(since)} * ${sql.lit(places)} + ${period(sql`coalesce(${until}, 'infinity')`)})`;
	const end = new Date(ends.at(-1)!);
	const first = sql`SELECT a.place, a.since FROM assignments a
		WHERE a.generation = ${context.generation} AND a.lead_id = l.lead_id AND a.place = 0 LIMIT 1`;
	const { rows } = await sql<Spans>`
		SELECT a.manager,
			(array_agg(${span(sql`a.since`, sql`a.until`)} * 2 + (${cameAnew})::int) FILTER (WHERE a.place IS NOT NULL))::text AS held,
			(array_agg(${span(sql`l.created_at`, sql`least(l.outcome_at, a.since)`)} * 2)
				FILTER (WHERE ${wasFree} AND NOT ${movedAfterLoss}))::text AS before,
			date_part('epoch', max(a.since) FILTER (WHERE ${cameAnew} AND a.since < ${end} AND l.created_at < ${end})) * 1000 AS "lastCame"
		FROM lead_rows l LEFT JOIN assignments a ON a.generation = ${context.generation} AND a.lead_id = l.lead_id
		WHERE ${where} GROUP BY a.manager`.execute(context.trx);
	// Few are reopened: the limits in it have what is needed of each looked up.
	const reopened = await sql<Pick<Spans, 'before'>>`
		SELECT array_agg(${span(sql`least(u.since, a.since)`, sql`least(u.until, a.since)`)} * 2)::text AS before
		FROM lead_rows l
			LEFT JOIN LATERAL (${first}) a ON true
			CROSS JOIN LATERAL (${unheld}) u (since, until)
		WHERE ${where} AND ${wasFree} AND ${movedAfterLoss}`.execute(context.trx);
	return giveWay(
		(function* () {
			const cells: LoadCell[] = [];
			const free = new LoadSpans(places);
			for (const { manager, held, before, lastCame } of rows) {
				free.add(readNumbers(before));
				if (manager === null) continue;
				const own = new LoadSpans(places);
				own.add(readNumbers(held));
				cells.push(...own.cells(manager, lastCame));
				yield;
			}
			free.add(readNumbers(reopened.rows[0]!.before));
			return [...cells, ...free.cells(null, null)];
		})()
	);
}

/** Of a lead and its first assignment `a`, if it has any: nobody had it when it came. */
const wasFree = sql<SqlBool>`(a.place IS NULL OR (a.place = 0 AND a.since > l.created_at))`;

const lost = sql.join(losses.map((outcome) => sql.lit(outcome)));
const closed = sql.join([...losses, 'client'].map((outcome) => sql.lit(outcome)));

/** When a lead that was reopened was open, as if nobody ever had it: as its moves say. */
const unheld = sql`
	SELECT to_timestamp((m.move ->> 0)::float8 / 1000), (
		SELECT min(to_timestamp((n.move ->> 0)::float8 / 1000))
		FROM jsonb_array_elements(d.moves) WITH ORDINALITY AS n (move, place)
		WHERE n.place > m.place AND n.move ->> 2 IN (${closed}))
	FROM (SELECT d.moves FROM lead_details d WHERE d.generation = l.generation AND d.lead_id = l.lead_id LIMIT 1) d,
		jsonb_array_elements(d.moves) WITH ORDINALITY AS m (move, place)
	WHERE (m.place = 1 OR m.move ->> 1 IN (${lost})) AND m.move ->> 2 NOT IN (${closed})`;

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
