/** Which leads a sales rep has, whenever they came: the same for the report and for the lists behind its figures. */
import { sql, type Expression, type SqlBool } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import type { LeadSelection } from '#lib/filters/lead-selection.ts';
import { letterOfMove } from '#lib/funnel/move-path.ts';
import { losses } from '#lib/funnel/stages.ts';
import { isOpenAt } from './ageing-scope.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { isAmong } from './handed-scope.ts';
import { everFilters, leadScope, rangeOf } from './lead-filter.ts';
import { pathBy } from './moves-scope.ts';

type Condition = Expression<SqlBool>;

/** Last letters of the ways of leads that are closed. */
const closedLetters = sql.join(
	[...losses, 'client' as const].map((outcome) => sql.lit(letterOfMove(outcome)))
);

/** A lead came anew with an assignment `a`: it was not the same rep's before, and not closed in the same moment. */
export const cameAnew = sql<SqlBool>`a.previous IS DISTINCT FROM a.manager AND (a.until IS NULL OR a.until > a.since)`;

/** Leads of the filters, without range, that are open in the hands of a rep ('' for nobody) at the as-of date. */
function heldCondition(context: ReportContext, filters: Filters, manager: string): Condition {
	const ms = asOfMs(context, filters) ?? 0;
	const at = new Date(ms);
	const of = manager === '' ? sql`` : sql`AND a.manager = ${manager}`;
	const held = sql`SELECT a.lead_id FROM assignments a
		WHERE a.generation = ${context.generation} AND a.since <= ${at} AND (a.until IS NULL OR a.until > ${at}) ${of}`;
	const { where } = leadScope(context, everFilters(filters));
	const there = sql<SqlBool>`${where} AND l.created_at <= ${at}`;
	if (manager !== '') return sql<SqlBool>`${there} AND ${isAmong(held)}`;
	return sql<SqlBool>`${there} AND l.lead_id NOT IN (${held}) AND right(${pathBy(ms)}, 1) NOT IN (${closedLetters})`;
}

/** Assignments in the range, by the as-of date. */
export function cameInRange(context: ReportContext, filters: Filters): Condition {
	const { from, to } = rangeOf(context, filters);
	const at = new Date(asOfMs(context, filters) ?? 0);
	return sql<SqlBool>`${cameAnew} AND a.since <= ${at} ${from ? sql`AND a.since >= ${from}` : sql``}
		${to ? sql`AND a.since < ${to}` : sql``}`;
}

/** Leads of the filters that came to a rep in the range. */
function cameCondition(context: ReportContext, filters: Filters, manager: string): Condition {
	const { where } = leadScope(context, everFilters(filters));
	const came = sql`SELECT a.lead_id FROM assignments a
		WHERE a.generation = ${context.generation} AND a.manager = ${manager} AND ${cameInRange(context, filters)}`;
	return sql<SqlBool>`${where} AND ${isAmong(came)}`;
}

const YEAR = 365 * 86_400_000;

/** Leads that are open at the as-of date, or came in the year before it. */
export function isRecent(context: ReportContext, filters: Filters): Condition {
	const ms = asOfMs(context, filters) ?? 0;
	return sql<SqlBool>`(${isOpenAt(ms)} OR l.created_at > ${new Date(ms - YEAR)})`;
}

/** The leads that a list selects by who has them, instead of the filters' own; null: by nobody. */
export function holderCondition(
	context: ReportContext,
	filters: Filters,
	{ heldBy, cameTo }: Pick<LeadSelection, 'heldBy' | 'cameTo'>
): Condition | null {
	const conditions = [
		...(heldBy === undefined ? [] : [heldCondition(context, filters, heldBy)]),
		...(cameTo === undefined ? [] : [cameCondition(context, filters, cameTo)])
	];
	return conditions.length ? sql<SqlBool>`${sql.join(conditions, sql` AND `)}` : null;
}
