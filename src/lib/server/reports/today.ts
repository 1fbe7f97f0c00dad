/** How many leads each sales rep has to work now (see managers/today.ts). */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { today, type Today, type TodoCell } from '#lib/managers/today.ts';
import type { ReportContext } from './context.ts';
import { todoScope } from './todo-scope.ts';

/** Open leads of the filters as they stand at the as-of date, by their last sales rep whatever `credit` says. */
export async function todayReport(context: ReportContext, filters: Filters): Promise<Today> {
	const scope = await todoScope(context, filters);
	const { rows } = await sql<TodoCell>`
		SELECT manager, reason, "leftOut", count(*)::int AS leads, (count(*) FILTER (WHERE overdue))::int AS overdue
		FROM (
			SELECT l.manager, ${scope.first} AS reason, ${scope.isLeftOut} AS "leftOut",
				${scope.ageing.isOverdue} AS overdue
			FROM lead_rows l WHERE ${scope.where}
		) w GROUP BY manager, reason, "leftOut"`.execute(context.trx);
	return today(rows, scope.known);
}
