/** The hand-over from marketing to sales (see channels/handover.ts), counted in one pass. */
import { sql } from 'kysely';
import { byMqls, handoverFigures, type HandoverCounts } from '#lib/channels/handover.ts';
import type { Handover, HandoverRow } from '#lib/channels/report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes } from '#lib/funnel/stages.ts';
import { durationColumn } from '../leads/lead-row.ts';
import type { ReportContext } from './context.ts';
import { handoverScope, type HandoverScope } from './handover-scope.ts';
import { hasReached } from './lead-filter.ts';

/** Null where MQL or SAL is not recorded: then nobody can say who was handed over, or taken. */
export async function handoverReport(context: ReportContext, filters: Filters): Promise<Handover | null> {
	if (!context.recorded.has('mql') || !context.recorded.has('sal')) return null;
	const scope = handoverScope(context, filters);
	const rows = await readRows(context, filters, scope);
	const of = (grouping: number): HandoverRow[] =>
		rows
			.filter((row) => row.grouping === grouping)
			.map(({ key, counts }) => ({ key, ...handoverFigures(counts) }))
			.filter(({ mql }) => mql > 0)
			.sort(byMqls);
	const whole = rows.find((row) => row.grouping === groupings.total)!;
	return {
		total: handoverFigures(whole.counts),
		channels: of(groupings.channel),
		managers: of(groupings.manager),
		reasons: await readReasons(context, scope)
	};
}

/** Which of the two key columns a row does not group by, as `GROUPING` tells it. */
const groupings = { channel: 0b01, manager: 0b10, total: 0b11 };

interface CountRow {
	grouping: number;
	channel: string | null;
	manager: string | null;
	accepted: number;
	rejected: number;
	waiting: number;
	sql: number;
	clients: number;
	days: [number, number] | null;
	waiting_days: [number, number] | null;
}

async function readRows(
	context: ReportContext,
	{ credit }: Filters,
	{ where, is, judged, waitingDays }: HandoverScope
): Promise<{ grouping: number; key: string | null; counts: HandoverCounts }[]> {
	const manager = sql.ref(credit === 'first' ? 'l.first_manager' : 'l.manager');
	const count = (condition: typeof where) => sql`(count(*) FILTER (WHERE ${condition}))::int`;
	const reached = (stage: 'sql' | 'client') => sql<boolean>`${is.accepted} AND ${hasReached(judged, stage)}`;
	const quantiles = (days: ReturnType<typeof sql.ref>, condition: typeof where) =>
		sql`percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ${days}) FILTER (WHERE ${condition})`;
	const { rows } = await sql<CountRow>`
		SELECT GROUPING(l.channel, ${manager}) AS grouping, l.channel, ${manager} AS manager,
			${count(is.accepted)} AS accepted, ${count(is.rejected)} AS rejected, ${count(is.waiting)} AS waiting,
			${count(reached('sql'))} AS sql, ${count(reached('client'))} AS clients,
			${quantiles(sql.ref(`l.${durationColumn('mql', 'sal')}`), is.accepted)} AS days,
			${quantiles(waitingDays, is.waiting)} AS waiting_days
		FROM lead_rows l WHERE ${where}
		GROUP BY GROUPING SETS ((), (l.channel), (${manager}))`.execute(context.trx);
	return rows.map((row) => ({
		grouping: row.grouping,
		key: row.grouping === groupings.manager ? row.manager : row.channel,
		counts: {
			accepted: row.accepted,
			rejected: row.rejected,
			waiting: row.waiting,
			medianDays: row.days?.[0] ?? null,
			p90Days: row.days?.[1] ?? null,
			waitingMedianDays: row.waiting_days?.[0] ?? null,
			waitingP90Days: row.waiting_days?.[1] ?? null,
			sql: row.sql,
			clients: row.clients
		}
	}));
}

async function readReasons(
	context: ReportContext,
	{ where, is, how, reason }: HandoverScope
): Promise<Handover['reasons']> {
	const { rows } = await sql<{ how: number; reason: string | null; leads: number }>`
		SELECT ${how} AS how, ${reason} AS reason, count(*)::int AS leads
		FROM lead_rows l WHERE ${where} AND ${is.rejected}
		GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`.execute(context.trx);
	return rows.map((row) => ({
		how: row.how === 0 ? 'returned' : (outcomes[row.how] as 'refused' | 'unfit' | 'junk'),
		reason: row.reason,
		count: row.leads
	}));
}
