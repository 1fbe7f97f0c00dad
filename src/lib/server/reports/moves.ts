/** Changes of stage and outcome (see managers/moves.ts), counted by the ways that leads went. */
import { sql, type Expression, type SqlBool } from 'kysely';
import { isByOutcome } from '#lib/channels/judged.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { readValue, writeValue } from '#lib/filters/values.ts';
import { compareMoves, countMoves, type ComparedPath, type PathCount } from '#lib/managers/moves.ts';
import type { MovesReport } from '#lib/managers/moves-report.ts';
import { managerFilter, overAllManagers, rowFilters } from '#lib/managers/drill.ts';
import type { ReportContext } from './context.ts';
import { valueConditions } from './lead-filter.ts';
import { groupOf, isShown, managerColumn, managersScope } from './managers-scope.ts';
import { movesScope } from './moves-scope.ts';
import { reportHead } from './report-head.ts';
import { isWonOnlyExport } from './won-only.ts';

/** The moves of the leads of the filters; where managers are chosen, beside those of the others they are compared with. */
export async function movesReport(context: ReportContext, filters: Filters): Promise<MovesReport> {
	const listed = byNames(context, filters);
	const chosen = hasChosen(filters);
	const notCompared = chosen ? await whyNotCompared(context, filters) : null;
	const paths = chosen && !notCompared ? await readCompared(context, filters, listed) : null;
	const own = paths ? paths.filter(({ ours }) => ours) : await readPaths(context, listed);
	const moves = countMoves(own, context.recorded);
	const all = paths && countMoves(paths, context.recorded);
	return {
		...(await reportHead(
			context,
			filters,
			own.reduce((sum, { leads }) => sum + leads, 0)
		)),
		...moves,
		listed,
		chosen,
		comparison: all && paths && all.moved > moves.moved ? compareMoves(paths, all) : null,
		othersMoved: all ? all.moved - moves.moved : 0,
		notCompared
	};
}

async function whyNotCompared(context: ReportContext, filters: Filters): Promise<MovesReport['notCompared']> {
	if (isByOutcome(filters, [])) return 'outcome';
	const all = managersScope(context, { ...filters, mode: 'cohort' });
	return (await isWonOnlyExport(context, all)) ? 'wonOnly' : null;
}

const hasChosen = (filters: Filters): boolean => rowFilters(filters).some((name) => name in filters.values);

/**
 * With the names of those whom team and role choose: as a filter of leads these would be about the last manager, whoever
 * gets the credit.
 */
function byNames(context: ReportContext, filters: Filters): Filters {
	const { team, role, firstManager = [], ...values } = filters.values;
	if (filters.credit === 'last' || !(team ?? role)) return filters;
	const isChosen = isShown(context, filters);
	const isOfPlace = isShown(context, {
		...filters,
		values: { ...(team && { team }), ...(role && { role }) }
	});
	const given = firstManager.map(readValue);
	const wanted = given.filter(({ not }) => !not);
	const names = [...context.people.keys()];
	const chosen = wanted.length
		? wanted.filter(({ value }) => isChosen(value || null))
		: isOfPlace(null)
			? [...given, ...names.filter((name) => !isOfPlace(name)).map((value) => ({ not: true, value }))]
			: names.filter(isChosen).map((value) => ({ not: false, value }));
	const nobody = ['', '!'];
	return {
		...filters,
		values: { ...values, firstManager: chosen.length ? chosen.map(writeValue) : nobody }
	};
}

async function readPaths(context: ReportContext, filters: Filters): Promise<PathCount[]> {
	const { where, path } = movesScope(context, filters);
	const { rows } = await sql<PathCount>`
		SELECT path, count(*)::int AS leads FROM (SELECT ${path} AS path FROM lead_rows l WHERE ${where}) p
		GROUP BY path`.execute(context.trx);
	return rows;
}

/** `listed`: the filters of the leads of those who are chosen. */
async function readCompared(
	context: ReportContext,
	filters: Filters,
	listed: Filters
): Promise<ComparedPath[]> {
	const { where, path } = movesScope(context, overAllManagers(filters));
	const choosing = rowFilters(listed).flatMap((name) => {
		const values = listed.values[name];
		return values ? [[name, values]] : [];
	});
	const ours = sql<SqlBool>`coalesce(${sql.join(
		valueConditions(context, { ...filters, values: Object.fromEntries(choosing) }),
		sql` AND `
	)}, false)`;
	const { rows } = await sql<ComparedPath>`
		SELECT path, channel, ours, count(*)::int AS leads FROM (
			SELECT ${path} AS path, l.channel, ${ours} AS ours
			FROM lead_rows l WHERE ${where} AND (${ours} OR ${comparable(context, filters)})
		) p GROUP BY path, channel, ours`.execute(context.trx);
	return rows;
}

/** Managers of the groups that those chosen belong to, as `within` has it. */
function comparable(context: ReportContext, filters: Filters): Expression<SqlBool> {
	const manager = managerColumn(filters);
	const named = sql<SqlBool>`${manager} IS NOT NULL`;
	const byName = (filters.values[managerFilter(filters)] ?? []).map(readValue);
	if (filters.within === 'all' || byName.some(({ not }) => not)) return named;
	const group = (name: string) => groupOf(context, filters, name);
	const placed = [...context.people.keys()];
	const names = [...placed, ...byName.map(({ value }) => value)];
	const groups = new Set(names.filter(isShown(context, filters)).map(group));
	const inGroups = (wanted: boolean) => placed.filter((name) => groups.has(group(name)) === wanted);
	// Whoever has no place is in the group of all that have none.
	return groups.has(group(''))
		? sql<SqlBool>`(${named} AND ${manager} <> ALL (${inGroups(false)}::text[]))`
		: sql<SqlBool>`${manager} = ANY (${inGroups(true)}::text[])`;
}
