/**
 * Which leads went from one sales rep to another: the same for the report and for the lists behind its figures. A lead
 * that its rep opened again was not handed over.
 */
import { sql, type Expression, type SqlBool } from 'kysely';
import type { LeadSelection } from '#lib/filters/lead-selection.ts';
import type { ReportContext } from './context.ts';

type Condition = Expression<SqlBool>;

/** Of an assignment `a`: whoever has the lead took it over from another. */
export const isTakenOver = sql<SqlBool>`a.previous <> a.manager`;

type OfGeneration = Pick<ReportContext, 'generation'>;

/** Ids of the leads that have such an assignment `a`. */
const leadsOf = ({ generation }: OfGeneration, conditions: Condition[]) =>
	sql`SELECT a.lead_id FROM assignments a WHERE a.generation = ${generation} AND ${sql.join(conditions, sql` AND `)}`;

/**
 * The leads of one sales rep are few, and found by their ids. As `IN (SELECT …)` it would be up to the planner, which
 * takes them for many and goes through all leads in the order of a list.
 */
export const isAmong = (ids: Expression<unknown>): Condition => sql<SqlBool>`l.lead_id = ANY (ARRAY(${ids}))`;

const took = (name: string): Condition => sql<SqlBool>`(a.manager = ${name} AND ${isTakenOver})`;
const gave = (name: string): Condition => sql<SqlBool>`(a.previous = ${name} AND ${isTakenOver})`;

/** Leads that were the rep's, and neither came from another nor went to one. */
export function isKeptBy(context: OfGeneration, name: string): Condition {
	const had = leadsOf(context, [sql<SqlBool>`a.manager = ${name}`]);
	const handed = leadsOf(context, [sql<SqlBool>`(${took(name)} OR ${gave(name)})`]);
	return isAmong(sql`${had} EXCEPT ${handed}`);
}

/** With both names: leads that went from the one to the other. */
export function handedConditions(
	context: OfGeneration,
	{ takenOver, givenAway, keptBy }: Pick<LeadSelection, 'takenOver' | 'givenAway' | 'keptBy'>
): Condition[] {
	const handed = [
		...(takenOver === undefined ? [] : [took(takenOver)]),
		...(givenAway === undefined ? [] : [gave(givenAway)])
	];
	return [
		...(handed.length ? [isAmong(leadsOf(context, handed))] : []),
		...(keptBy === undefined ? [] : [isKeptBy(context, keptBy)])
	];
}
