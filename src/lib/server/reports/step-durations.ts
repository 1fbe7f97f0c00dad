/** The durations of the steps between recorded stages, of each group: what the funnel and the lead time report show. */
import { sql } from 'kysely';
import type { ChannelKey } from '#lib/channels/report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import type { Step } from '#lib/leadtime/step-times.ts';
import { durationColumn } from '../leads/lead-row.ts';
import { byPosition, keyColumns, keyOf, type KeyColumns } from './breakdown-keys.ts';
import type { ReportContext } from './context.ts';
import { hasReached, leadScope } from './lead-filter.ts';
import { readNumbers, sortedNumbers } from './read-numbers.ts';

/** Recorded stages, each with the recorded stage before it. */
export function recordedSteps(context: ReportContext): Step[] {
	const recorded = context.ladder.filter((stage) => context.recorded.has(stage));
	return recorded.slice(1).map((to, i) => ({ from: recorded[i]!, to }));
}

/** Days of each step, ascending. */
export interface StepDurations {
	/** Null without a breakdown. */
	key: ChannelKey;
	days: Float64Array[];
}

/**
 * Of the leads that count as having reached `to`, by the breakdown and of all. The durations are sorted here: the
 * database would sort all leads by group first, and again for all of them.
 */
export async function stepDurations(
	context: ReportContext,
	filters: Filters,
	steps: readonly Step[]
): Promise<{ whole: Float64Array[]; groups: StepDurations[] }> {
	const parts = await readDurations(context, filters, steps);
	const whole = steps.map((_, i) => sortedNumbers(parts.map(({ days }) => days[i]!)));
	if (filters.by.length === 0) return { whole, groups: [] };
	for (const { days } of parts) for (const each of days) each.sort();
	return { whole, groups: parts };
}

async function readDurations(
	context: ReportContext,
	filters: Filters,
	steps: readonly Step[]
): Promise<StepDurations[]> {
	const scope = leadScope(context, filters);
	const { by } = filters;
	const columns = steps.map(({ from, to }, i) => {
		const days = sql.ref(`l.${durationColumn(from, to)}`);
		return sql`(array_agg(${days}) FILTER (WHERE ${days} IS NOT NULL AND ${hasReached(scope, to)}))::text AS ${sql.ref(`days${i}`)}`;
	});
	if (columns.length === 0) return [];
	const grouping = by.length ? sql`GROUP BY ${byPosition(by.length)}` : sql``;
	const { rows } = await sql<KeyColumns & Record<`days${number}`, string | null>>`
		SELECT ${sql.join([...(by.length ? [keyColumns(context, filters, by)] : []), ...columns])}
		FROM lead_rows l WHERE ${scope.where} ${grouping}`.execute(context.trx);
	return rows.map((row) => ({ key: keyOf(row), days: steps.map((_, i) => readNumbers(row[`days${i}`]!)) }));
}
