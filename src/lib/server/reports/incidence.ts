/** When the leads of the whole and of each group became clients or were lost. */
import { sql, type SqlBool } from 'kysely';
import { isByOutcome } from '#lib/channels/judged.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes } from '#lib/funnel/stages.ts';
import { comparable, curveDifference } from '#lib/leadtime/curve-difference.ts';
import { exits, incidenceOf, timesOf, type Exit, type ExitCell } from '#lib/leadtime/exits.ts';
import type { DayCount } from '#lib/leadtime/log-rank.ts';
import type { CurveDifference, GroupKey, Incidence } from '#lib/leadtime/report.ts';
import { byPosition, compareKeys, keyColumns, keyOf, type KeyColumns } from './breakdown-keys.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { arrivalScope } from './lead-filter.ts';
import { readNumbers } from './read-numbers.ts';

export interface IncidenceReport {
	whole: Incidence;
	groups: ({ key: GroupKey } & Incidence)[];
	difference: CurveDifference | null;
}

/**
 * Leads by their arrival (whatever the mode), all of them and those of each group of `filters.by`. With a window: leads
 * as old as that, and what `leadScope` counts within it. `difference` is null without groups to compare, and where
 * leads are chosen by how they ended.
 */
export async function incidenceReport(context: ReportContext, filters: Filters): Promise<IncidenceReport> {
	const { by, window } = filters;
	const groups = await readExits(context, filters);
	return {
		whole: incidenceOf(
			groups.flatMap(({ cells }) => cells),
			window
		),
		groups: by.length === 0 ? [] : groups.map(({ key, cells }) => ({ key, ...incidenceOf(cells, window) })),
		difference: by.length === 0 || isByOutcome(filters, by) ? null : await compare(context, filters, groups)
	};
}

interface GroupExits {
	key: GroupKey;
	leads: number;
	cells: ExitCell[];
}

async function compare(
	context: ReportContext,
	filters: Filters,
	groups: GroupExits[]
): Promise<CurveDifference | null> {
	const { window } = filters;
	const timed = groups.map(({ key, cells }) => ({ key, cells, ...timesOf(cells, [], window) }));
	const compared = comparable(timed);
	if (compared.length < 2 || window !== undefined) return curveDifference(compared);
	const ages = await readLossAges(context, filters);
	return curveDifference(
		compared.map(({ key, cells }) => ({ key, ...timesOf(cells, ages.get(JSON.stringify(key)) ?? []) }))
	);
}

/** Days and how many leads of each, as arrays. */
interface DayRow extends KeyColumns {
	days: string;
	leads: string;
}

const dayCounts = ({ days, leads }: DayRow): DayCount[] => {
	const counts = readNumbers(leads);
	return Array.from(readNumbers(days), (day, i) => [day, counts[i]!]);
};

const CLIENT = sql.lit(outcomes.indexOf('client'));

/** Conditions and times of leads at the as-of date. */
function atAsOf(context: ReportContext, filters: Filters) {
	const asOf = sql`${new Date(asOfMs(context, filters) ?? 0)}::timestamptz`;
	return {
		/** Elapsed periods of 24 hours since the arrival. */
		age: sql<number>`greatest(0, date_part('day', ${asOf} - l.created_at))::int`,
		isLater: sql<SqlBool>`l.outcome_at > ${asOf}`
	};
}

/** How and when the leads of each group leave; without a breakdown they are one. */
async function readExits(context: ReportContext, filters: Filters): Promise<GroupExits[]> {
	const { by, window } = filters;
	const scope = arrivalScope(context, filters);
	const { age, isLater } = atAsOf(context, filters);
	const code = (exit: Exit) => sql.lit(exits.indexOf(exit));
	const either = (client: Exit, lost: Exit) =>
		sql`CASE WHEN l.outcome = ${CLIENT} THEN ${code(client)} ELSE ${code(lost)} END`;
	const later = window === undefined ? either('afterAsOfClient', 'afterAsOfLost') : code('open');
	const beyond = window === undefined ? sql`false` : sql`${scope.outcome} = 0`;
	const { rows } = await sql<DayRow & { exit: number }>`
		SELECT ${keyNames(by)} exit, array_agg(day)::text AS days, array_agg(leads)::text AS leads FROM (
			SELECT ${by.length ? sql`${keyColumns(context, filters, by)},` : sql``}
				CASE WHEN l.outcome = 0 THEN ${code('open')} WHEN ${isLater} THEN ${later}
					WHEN l.outcome_days IS NULL THEN ${either('undatedClient', 'undatedLost')}
					WHEN ${beyond} THEN ${either('beyondClient', 'beyondLost')}
					ELSE ${either('client', 'lost')} END AS exit,
				CASE WHEN l.outcome = 0 OR ${isLater} THEN ${window === undefined ? age : sql`least(${age}, ${window}::int)`}
					WHEN ${beyond} THEN greatest(l.outcome_days, ${(window ?? 0) + 1}::int)
					ELSE coalesce(l.outcome_days, 0) END AS day,
				count(*)::int AS leads
			FROM lead_rows l WHERE ${scope.where} GROUP BY ${byPosition(by.length + 2)}
		) c GROUP BY ${byPosition(by.length + 1)}`.execute(context.trx);
	const groups = new Map<string, GroupExits>();
	for (const row of rows) {
		const key = keyOf(row);
		const name = JSON.stringify(key);
		let group = groups.get(name);
		if (!group) groups.set(name, (group = { key, leads: 0, cells: [] }));
		const exit = exits[row.exit]!;
		for (const [day, leads] of dayCounts(row)) {
			group.leads += leads;
			group.cells.push({ exit, day, leads });
		}
	}
	return [...groups.values()].sort((a, b) => compareKeys(a, b, by));
}

const keyNames = (by: readonly string[]) =>
	sql.join(
		by.map((_, i) => sql`${sql.ref(`key${i}`)},`),
		sql` `
	);

/** The days up to the as-of date of the dated losses of each group, by its key as JSON. */
async function readLossAges(context: ReportContext, filters: Filters): Promise<Map<string, DayCount[]>> {
	const { by } = filters;
	const scope = arrivalScope(context, filters);
	const { age, isLater } = atAsOf(context, filters);
	const { rows } = await sql<DayRow>`
		SELECT ${keyNames(by)} array_agg(day)::text AS days, array_agg(leads)::text AS leads FROM (
			SELECT ${keyColumns(context, filters, by)}, ${age} AS day, count(*)::int AS leads FROM lead_rows l
			WHERE ${scope.where} AND l.outcome > ${CLIENT} AND l.outcome_days IS NOT NULL AND NOT ${isLater}
			GROUP BY ${byPosition(by.length + 1)}
		) c GROUP BY ${byPosition(by.length)}`.execute(context.trx);
	return new Map(rows.map((row) => [JSON.stringify(keyOf(row)), dayCounts(row)]));
}
