/** Leads that wait too long, and refused ones worth another try (see leadtime/ageing.ts and leadtime/retry.ts). */
import { sql } from 'kysely';
import { isByOutcome } from '#lib/channels/judged.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { ageing, waitingFilters, type WaitingCounts } from '#lib/leadtime/ageing.ts';
import { retry, type RefusedCell, type ReopenedCell } from '#lib/leadtime/retry.ts';
import type { Ageing } from '#lib/leadtime/report.ts';
import { ageingScope, type AgeingScope } from './ageing-scope.ts';
import type { ReportContext } from './context.ts';
import { readNumbers } from './read-numbers.ts';
import { valueOf } from './lead-filter.ts';

/** Open and refused leads as they stand at the as-of date; `credit` says which manager a lead counts for. */
export async function ageingReport(context: ReportContext, original: Filters): Promise<Ageing> {
	const filters = waitingFilters(original);
	const scope = await ageingScope(context, filters);
	const waiting = await readWaiting(context, filters, scope);
	const refused = await readRefused(context, scope);
	const reopened = await readReopened(context, filters, scope);
	return {
		...ageing(scope.limits, waiting, context.model !== null),
		...retry(refused, reopened, !isByOutcome(filters, []))
	};
}

async function readWaiting(
	context: ReportContext,
	{ credit }: Filters,
	scope: AgeingScope
): Promise<WaitingCounts[]> {
	const manager = sql.ref(credit === 'first' ? 'l.first_manager' : 'l.manager');
	const { rows } = await sql<WaitingCounts>`
		SELECT stage, manager, count(*)::int AS open, (count(*) FILTER (WHERE hot))::int AS hot,
			(count(*) FILTER (WHERE idle <= p50))::int AS "withinP50",
			(count(*) FILTER (WHERE idle <= p90))::int AS "withinP90",
			(count(*) FILTER (WHERE overdue))::int AS overdue,
			(count(*) FILTER (WHERE overdue AND hot))::int AS "hotOverdue", max(idle) AS "longestDays"
		FROM (
			SELECT ${scope.stage} AS stage, ${manager} AS manager, ${scope.idleDays} AS idle, ${scope.p50} AS p50,
				${scope.p90} AS p90, ${scope.isOverdue} AS overdue, ${scope.isHot} AS hot
			FROM lead_rows l WHERE ${scope.where} AND ${scope.isOpen}
		) w GROUP BY stage, manager`.execute(context.trx);
	return rows;
}

async function readRefused(context: ReportContext, scope: AgeingScope): Promise<RefusedCell[]> {
	const { rows } = await sql<RefusedCell>`
		SELECT l.reason, ${scope.refusedAge} AS age, count(*)::int AS leads
		FROM lead_rows l WHERE ${scope.where} AND ${scope.isRefused} GROUP BY 1, 2`.execute(context.trx);
	return rows;
}

async function readReopened(
	context: ReportContext,
	filters: Filters,
	scope: AgeingScope
): Promise<ReopenedCell[]> {
	const { rows } = await sql<Omit<ReopenedCell, 'days'> & { days: string | null }>`
		SELECT l.reopened_reason AS reason, ${valueOf('month', context, filters)} AS month, count(*)::int AS leads,
			(count(*) FILTER (WHERE l.outcome = 1))::int AS clients,
			(array_agg(l.reopened_days) FILTER (WHERE l.reopened_days IS NOT NULL))::text AS days
		FROM lead_rows l WHERE ${scope.where} AND ${scope.isReopened} GROUP BY 1, 2`.execute(context.trx);
	return rows.map((row) => ({ ...row, days: [...readNumbers(row.days)] }));
}
