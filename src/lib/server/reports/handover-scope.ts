/**
 * Which leads were handed over to sales, and what became of each: the same for the report and for the list behind its
 * figures. In period mode it is about the leads that became MQL in the range, whatever happened when.
 */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import type { HandoverState } from '#lib/filters/names.ts';
import { outcomes, stageIndex } from '#lib/funnel/stages.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { arrivalScope, hasReached, leadScope, type LeadScope } from './lead-filter.ts';

type Condition = Expression<SqlBool>;

export interface HandoverScope {
	/** Leads of the filters that reached MQL. */
	where: Condition;
	/** Each of them is exactly one of the three. */
	is: Record<HandoverState, Condition>;
	/** How far they came and how they ended, as of the end of the window if there is one, in either mode. */
	judged: LeadScope;
	/** How a rejected lead ended: index in `outcomes`, 0 for one that was sent back and is open. */
	how: RawBuilder<number>;
	/** Why it was lost or sent back. */
	reason: RawBuilder<string | null>;
	/** Days from MQL to the end of the window, else to the as-of date; null where the time of MQL is unknown. */
	waitingDays: RawBuilder<number | null>;
}

const MQL = 1 << stageIndex.mql;
const FIRST_LOSS = sql.lit(outcomes.indexOf('refused'));

export function handoverScope(context: ReportContext, filters: Filters): HandoverScope {
	const scope = leadScope(context, filters);
	const judged = arrivalScope(context, filters);
	const end =
		filters.window === undefined
			? sql`${new Date(asOfMs(context, filters) ?? 0)}::timestamptz`
			: sql`l.created_at + make_interval(secs => ${filters.window * 86_400})`;
	const sentBack =
		filters.window === undefined
			? sql`l.returned_from & ${sql.lit(MQL)} <> 0`
			: sql`l.returned_from & ${sql.lit(MQL)} <> 0 AND l.first_returned_at <= ${end}`;
	const accepted = hasReached(judged, 'sal');
	const ended = sql<SqlBool>`(${judged.outcome} >= ${FIRST_LOSS} OR ${sentBack})`;
	return {
		where: sql<SqlBool>`${scope.where} AND ${hasReached(scope, 'mql')}`,
		is: {
			accepted,
			rejected: sql<SqlBool>`NOT ${accepted} AND ${ended}`,
			waiting: sql<SqlBool>`NOT ${accepted} AND NOT ${ended}`
		},
		judged,
		how: judged.outcome,
		reason: sql`CASE WHEN ${judged.outcome} >= ${FIRST_LOSS} THEN l.reason ELSE l.return_reason END`,
		waitingDays: sql`CASE WHEN l.exact & ${sql.lit(MQL)} <> 0
			THEN greatest(0, date_part('epoch', ${end} - l.entered_mql) / 86400) END`
	};
}
