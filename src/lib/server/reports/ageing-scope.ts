/**
 * Which leads wait, for how long and how long they may, and which were refused: the same for the report and for the
 * lists behind its figures. A lead whose outcome is later than the as-of date is open.
 */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import type { IdleBand, RefusedAge } from '#lib/filters/names.ts';
import { stageIndex, waitingStages, type WaitingStage } from '#lib/funnel/stages.ts';
import { waitingFilters, type StageLimit } from '#lib/leadtime/ageing.ts';
import { ageFrom } from '#lib/leadtime/retry.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { enteredColumn, isAbove, leadScope, type LeadScope } from './lead-filter.ts';
import { stageLimits } from './stage-limits.ts';

type Condition = Expression<SqlBool>;

export interface AgeingScope {
	/** Leads of the filters, without window and period. */
	where: Condition;
	isOpen: Condition;
	/** Index of the stage that an open lead stands in. */
	stage: RawBuilder<number>;
	/** Days without activity, since the arrival where there was none; 0 where the last one is later than the as-of date. */
	idleDays: RawBuilder<number>;
	limits: StageLimit[];
	/** Of the stage that an open lead stands in, days; null where there is none. */
	p50: RawBuilder<number | null>;
	p90: RawBuilder<number | null>;
	limit: RawBuilder<number | null>;
	isOverdue: Condition;
	isHot: Condition;
	isRefused: Condition;
	/** How long ago a refused lead was refused. */
	refusedAge: RawBuilder<RefusedAge>;
	/** Worked again after a refusal. */
	isReopened: Condition;
}

/** Leads of the filters as they stand now. */
export const waitingScope = (context: ReportContext, filters: Filters): LeadScope =>
	leadScope(context, waitingFilters(filters));

/** Open at an instant (ms): what has ended later was open. */
export const isOpenAt = (ms: number): Condition =>
	sql<SqlBool>`(l.outcome = 0 OR coalesce(l.outcome_at > ${new Date(ms)}, false))`;

const DAY = 86_400_000;
const CLIENT = sql.lit(stageIndex.client);

export async function ageingScope(context: ReportContext, filters: Filters): Promise<AgeingScope> {
	const limits = await stageLimits(context, filters);
	const atMs = asOfMs(context, filters) ?? 0;
	const at = sql`${new Date(atMs)}::timestamptz`;
	// Whoever became a client only later stood where it had come by then.
	const before = [...waitingStages].reverse().slice(0, -1);
	const stage = sql<number>`CASE WHEN l.stage < ${CLIENT} THEN l.stage ${sql.join(
		before.map((name) => sql`WHEN ${enteredColumn(name)} <= ${at} THEN ${sql.lit(stageIndex[name])}`),
		sql` `
	)} ELSE 0 END`;
	const byStage = (days: (limit: StageLimit) => number | null) => {
		const values = waitingStages.map((name) => days(limits.find(({ folded }) => folded.includes(name))!));
		return sql<number | null>`(${values}::float8[])[(${stage}) + 1]`;
	};
	const idleDays = sql<number>`greatest(0, date_part('epoch', ${at} - coalesce(l.last_activity_at, l.created_at)) / 86400)`;
	const limit = byStage((one) => one.limit);
	const hasEnded = sql`coalesce(l.outcome_at <= ${at}, true)`;
	const [, ...later] = ageFrom;
	return {
		where: waitingScope(context, filters).where,
		isOpen: isOpenAt(atMs),
		stage,
		idleDays,
		limits,
		p50: byStage((one) => one.p50),
		p90: byStage((one) => one.p90),
		limit,
		isOverdue: sql<SqlBool>`${idleDays} > ${limit}`,
		isHot: isAbove('hot', at),
		isRefused: sql<SqlBool>`(l.outcome = 2 AND ${hasEnded})`,
		refusedAge: sql<RefusedAge>`CASE WHEN NOT l.outcome_exact THEN 'undated' ${sql.join(
			later.map(
				(from, i) => sql`WHEN l.outcome_at > ${new Date(atMs - from * DAY)} THEN ${sql.lit(ageNames[i]!)}`
			),
			sql` `
		)} ELSE ${sql.lit(ageNames.at(-1)!)} END`,
		isReopened: sql<SqlBool>`l.reopens > 0`
	};
}

const ageNames: RefusedAge[] = ['0-29', '30-89', '90-179', '180-364', '365'];

/** Open leads that stand in a stage or in an unrecorded one after it; none in a stage that is not recorded. */
export function standsIn({ isOpen, stage, limits }: AgeingScope, name: WaitingStage | 'any'): Condition {
	if (name === 'any') return isOpen;
	const folded = limits.find((limit) => limit.stage === name)?.folded ?? [];
	return sql<SqlBool>`(${isOpen} AND ${stage} = ANY (${folded.map((one) => stageIndex[one])}::int[]))`;
}

/** Open leads by their days without activity; none where the stage has no benchmark. */
export function isIdle({ isOpen, idleDays, p50, p90 }: AgeingScope, band: IdleBand): Condition {
	const within = {
		median: sql`${idleDays} <= ${p50}`,
		p90: sql`${idleDays} > ${p50} AND ${idleDays} <= ${p90}`,
		beyond: sql`${idleDays} > ${p90}`
	};
	return sql<SqlBool>`(${isOpen} AND ${within[band]})`;
}
