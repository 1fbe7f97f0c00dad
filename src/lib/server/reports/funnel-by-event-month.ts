/** What happened month by month: the trend of the funnel in period mode. */
import { sql } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import type { ReportContext } from './context.ts';
import type { TrendMonth } from './funnel.ts';
import { enteredColumn, hasReached, leadScope } from './lead-filter.ts';

/**
 * Entries into each stage by the month of the entry in the reporting zone, of the entries that the filters count;
 * months without any are left out. A rate compares different leads, so it has no interval; it is null where nobody
 * entered the stage before.
 */
export async function funnelByEventMonth(context: ReportContext, filters: Filters): Promise<TrendMonth[]> {
	const scope = leadScope(context, filters);
	const entries = context.ladder.map(
		(stage) => sql`SELECT ${sql.lit(stage)} AS stage, ${enteredColumn(stage)} AS at
			FROM lead_rows l WHERE ${scope.where} AND ${hasReached(scope, stage)}`
	);
	const { rows } = await sql<{ month: string; stage: string; entered: number }>`
		SELECT date_trunc('month', at AT TIME ZONE ${context.config.timezone})::date::text AS month, stage,
			count(*)::int AS entered
		FROM (${sql.join(entries, sql` UNION ALL `)}) e GROUP BY 1, 2 ORDER BY 1`.execute(context.trx);
	const months = [...new Set(rows.map((row) => row.month))];
	return months.map((month) => {
		const entered = new Map(rows.filter((row) => row.month === month).map((row) => [row.stage, row.entered]));
		const leads = entered.get('lead') ?? 0;
		let previous: number | null = null;
		const stages = context.ladder.map((stage) => {
			const reached = entered.get(stage) ?? 0;
			const recorded = context.recorded.has(stage);
			const fromPrevious = recorded && previous !== null && previous > 0 ? reached / previous : null;
			if (recorded) previous = reached;
			const interval: [null, null] = [null, null];
			return { stage, reached, fromPrevious, fromFirst: leads > 0 ? reached / leads : null, interval };
		});
		return { month, leads, stages, maturity: null };
	});
}
