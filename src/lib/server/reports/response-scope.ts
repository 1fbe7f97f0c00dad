/**
 * Which leads the response times are about, and how each stands with its first contact: the same for the report and for
 * the lists behind its figures. Leads count by their arrival, also in period mode. A contact after the as-of date, or
 * after the window, is none yet.
 */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import type { LeadSelection } from '#lib/filters/lead-selection.ts';
import { outcomes } from '#lib/funnel/stages.ts';
import {
	bandLimits,
	mostAttempts,
	stateIndex,
	waitingDays,
	withinHour,
	type ContactState,
	type ResponseChoice
} from '#lib/leadtime/response-states.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { arrivalScope } from './lead-filter.ts';

type Condition = Expression<SqlBool>;

export interface ResponseScope {
	where: Condition;
	/** Index in `responseStates`. */
	wall: RawBuilder<number>;
	/** The same on the working hours. */
	working: RawBuilder<number>;
	isClient: Condition;
	/** Each lead is in exactly one. */
	contact: Record<ContactState, Condition>;
	/** Attempts up to the contact, or without one: all; counted up to `mostAttempts`. */
	attempts: RawBuilder<number>;
}

export function responseScope(context: ReportContext, filters: Filters): ResponseScope {
	const scope = arrivalScope(context, filters);
	const at = asOfMs(context, filters) ?? 0;
	const end = sql`${new Date(at)}::timestamptz`;
	const { window } = filters;
	const contacted =
		window === undefined
			? sql<SqlBool>`l.first_contact_at <= ${end}`
			: sql<SqlBool>`l.first_contact_at <= least(${end}, l.created_at + make_interval(secs => ${window * 86_400}))`;
	const isOpen = sql<SqlBool>`(${scope.outcome} = 0 OR l.outcome_at > ${end})`;
	// With a window all leads are judged at its end.
	const isYoung =
		window === undefined
			? sql<SqlBool>`l.created_at > ${new Date(at - waitingDays * 86_400_000)}`
			: sql<SqlBool>`${sql.lit(window < waitingDays)}`;
	const state = (minutes: ReturnType<typeof sql.ref>) => sql<number>`CASE WHEN ${contacted} THEN
		CASE WHEN ${minutes} IS NULL THEN ${sql.lit(stateIndex.unknown)} ${sql.join(
			bandLimits.map(
				({ band, below }) => sql`WHEN ${minutes} < ${sql.lit(below)} THEN ${sql.lit(stateIndex[band])}`
			),
			sql` `
		)} ELSE ${sql.lit(stateIndex.later)} END
		WHEN ${isOpen} AND ${isYoung} THEN ${sql.lit(stateIndex.waiting)} ELSE ${sql.lit(stateIndex.never)} END`;
	const isContacted = sql<SqlBool>`coalesce(${contacted}, false)`;
	// Of a contact that does not count yet, the attempts before it do.
	const made = sql`CASE WHEN l.first_contact_at IS NULL THEN l.contact_attempts
		WHEN ${contacted} THEN l.attempts_to_contact ELSE l.attempts_to_contact - 1 END`;
	return {
		where: scope.where,
		wall: state(sql.ref('l.contact_minutes')),
		working: state(sql.ref('l.contact_work_minutes')),
		isClient: sql<SqlBool>`${scope.outcome} = ${sql.lit(outcomes.indexOf('client'))}`,
		contact: {
			reached: isContacted,
			missed: sql<SqlBool>`NOT ${isContacted} AND ${made} > 0`,
			untried: sql<SqlBool>`NOT ${isContacted} AND ${made} = 0`
		},
		attempts: sql<number>`least(${made}, ${sql.lit(mostAttempts)})`
	};
}

/** The leads that a list selects by their first contact, attempts or hour of arrival; null: by none of them. */
export function responseCondition(
	context: ReportContext,
	filters: Filters,
	selection: Pick<LeadSelection, 'response' | 'workingResponse' | 'contact' | 'attempts' | 'arrivedHour'>
): Condition | null {
	const { response, workingResponse, contact, attempts, arrivedHour } = selection;
	const scope = responseScope(context, filters);
	const conditions = [
		...(response ? [isIn(scope.wall, response)] : []),
		...(workingResponse ? [isIn(scope.working, workingResponse)] : []),
		...(contact ? [scope.contact[contact]] : []),
		...(attempts === undefined ? [] : [sql<SqlBool>`${scope.attempts} = ${attempts}`]),
		...(arrivedHour === undefined ? [] : [sql<SqlBool>`l.arrived_hour = ${arrivedHour}`])
	];
	return conditions.length ? sql<SqlBool>`${sql.join([scope.where, ...conditions], sql` AND `)}` : null;
}

const isIn = (state: RawBuilder<number>, choice: ResponseChoice) => {
	const states = choice === 'withinHour' ? withinHour : [choice];
	return sql<SqlBool>`${state} = ANY (${states.map((name) => stateIndex[name])}::int[])`;
};
