/** Leads of each channel (or whatever the breakdown is), by week of arrival, as far as they came. */
import { sql } from 'kysely';
import type { ChannelCounts } from '#lib/channels/figures.ts';
import type { ChannelKey } from '#lib/channels/report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes, stageIndex, stages, type Stage } from '#lib/funnel/stages.ts';
import { overAllChannels } from './all-channels.ts';
import { breakdownOf, byPosition, keyColumns, keyOf, type KeyColumns } from './breakdown-keys.ts';
import type { ReportContext } from './context.ts';
import { leadScope } from './lead-filter.ts';

/** Leads of one key and week; `revenue` is that of the clients. */
export interface LeadCell {
	key: ChannelKey;
	/** Whether the channel filter chooses them. */
	shown: boolean;
	/** Number of the ISO week of arrival; null unless weeks are asked for. */
	week: number | null;
	counts: LeadCounts;
}

type LeadCounts = Pick<
	ChannelCounts,
	'leads' | 'iql' | 'eql' | 'mql' | 'sal' | 'sql' | 'clients' | 'open' | 'junk' | 'unfit' | 'revenue'
>;

/** Weeks since a Monday before all leads: cheaper for each lead than the Monday of its week. */
const weekNumber = sql`(l.arrived - DATE '1900-01-01') / 7`;

/**
 * Leads of all channels. The inner groups are few even for many leads, so that the stages are counted among them and
 * not among the leads.
 */
export async function channelLeads(
	original: ReportContext,
	chosen: Filters,
	withWeeks: boolean
): Promise<LeadCell[]> {
	const { context, filters, shown } = overAllChannels(original, chosen);
	const scope = leadScope(context, filters);
	const by = breakdownOf(filters);
	const week = withWeeks ? weekNumber : sql`NULL::int`;
	const reached = (stage: Stage) => {
		const index = sql.lit(stageIndex[stage]);
		return scope.reached ? sql`(stage >> ${index}) & 1 = 1` : sql`stage >= ${index}`;
	};
	const count = (name: string, condition: ReturnType<typeof reached>) =>
		sql`coalesce(sum(n) FILTER (WHERE ${condition}), 0)::int AS ${sql.ref(name)}`;
	const { rows } = await sql<KeyColumns & LeadCounts & Pick<LeadCell, 'shown' | 'week'>>`
		SELECT ${sql.join(by.map((_, i) => sql.ref(`key${i}`)))}, shown, week,
			${sql.join(stages.map((stage) => count(columnOf[stage] ?? stage, reached(stage))))},
			${sql.join(ended.map((name) => count(name, sql`outcome = ${sql.lit(outcomes.indexOf(name))}`)))},
			coalesce(sum(minor) FILTER (WHERE ${reached('client')}), 0)::float8 AS revenue
		FROM (
			SELECT ${keyColumns(context, filters, by)}, ${shown} AS shown, ${week} AS week,
				${scope.reached ?? scope.deepest} AS stage, ${scope.outcome} AS outcome,
				count(*) AS n, sum(l.amount_minor) AS minor
			FROM lead_rows l WHERE ${scope.where} GROUP BY ${byPosition(by.length + 4)}
		) c GROUP BY ${byPosition(by.length + 2)}`.execute(context.trx);
	return rows.map(({ key0, key1, shown, week, ...counts }) => ({
		key: keyOf({ key0, key1 }),
		shown,
		week,
		counts
	}));
}

const ended = ['open', 'junk', 'unfit'] as const;

const columnOf: Partial<Record<Stage, string>> = { lead: 'leads', client: 'clients' };
