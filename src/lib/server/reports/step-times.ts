/** How long each recorded stage takes to the next, and by month of entry: durations as replay stored them. */
import { sql, type RawBuilder } from 'kysely';
import type { ChannelKey } from '#lib/channels/report.ts';
import { lastMonths, monthOf } from '#lib/channels/trend.ts';
import { dayNumber, isoDay } from '#lib/events/zone.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes, stageIndex, type Stage } from '#lib/funnel/stages.ts';
import { stepDetail } from '#lib/leadtime/step-detail.ts';
import {
	untimedReason,
	untimedReasons,
	type Step,
	type StepReport,
	type UntimedReason
} from '#lib/leadtime/step-times.ts';
import { stepTrend, type StepEntries, type StepTrend } from '#lib/leadtime/step-trend.ts';
import { durationColumn } from '../leads/lead-row.ts';
import { byPosition, keyColumns, keyOf, type KeyColumns } from './breakdown-keys.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { enteredColumn, hasReached, leadScope, valueOf } from './lead-filter.ts';
import { readNumbers } from './read-numbers.ts';
import { recordedSteps, stepDurations } from './step-durations.ts';

type Untimed = Record<UntimedReason, number>[];

/**
 * Of the leads that count as having reached the later stage: those with a duration, and why the others have none. In
 * period mode these are the steps that ended in the range, within a window those that ended in it.
 */
export async function stepTimesReport(context: ReportContext, filters: Filters): Promise<StepReport> {
	const steps = recordedSteps(context);
	if (steps.length === 0) return { steps: [], groups: [] };
	const { whole, groups } = await stepDurations(context, filters, steps);
	const cells = await countUntimed(context, filters, steps);
	const details = (days: readonly Float64Array[], untimed: Untimed) =>
		steps.map((step, i) => stepDetail(step, days[i]!, untimed[i]!));
	const byKey = new Map<string, Untimed>();
	for (const { key, untimed } of cells) {
		const name = JSON.stringify(key);
		byKey.set(name, addUp(steps, [byKey.get(name) ?? noneUntimed(steps), untimed]));
	}
	return {
		steps: details(
			whole,
			addUp(
				steps,
				cells.map(({ untimed }) => untimed)
			)
		),
		groups: groups.map(({ key, days }) => ({ key, steps: details(days, byKey.get(JSON.stringify(key))!) }))
	};
}

const noneUntimed = (steps: readonly Step[]): Untimed =>
	steps.map(() => ({ implied: 0, approximate: 0, wrongOrder: 0 }));

function addUp(steps: readonly Step[], parts: readonly Untimed[]): Untimed {
	const sums = noneUntimed(steps);
	for (const part of parts)
		for (const [i, sum] of sums.entries())
			for (const reason of untimedReasons) sum[reason] += part[i]![reason];
	return sums;
}

/** Leads without a duration by key and by what is recorded of their stages: few groups even of many leads. */
async function countUntimed(
	context: ReportContext,
	filters: Filters,
	steps: readonly Step[]
): Promise<{ key: ChannelKey; untimed: Untimed }[]> {
	const scope = leadScope(context, filters);
	const { by } = filters;
	const missing = steps.map(
		({ from, to }, i) =>
			sql`(count(*) - count(${sql.ref(`l.${durationColumn(from, to)}`)}))::int AS ${sql.ref(`missing${i}`)}`
	);
	const { rows } = await sql<
		KeyColumns & Record<'reached' | 'own' | 'out_of_order', number> & { [name: `missing${number}`]: number }
	>`
		SELECT ${sql.join([
			...(by.length ? [keyColumns(context, filters, by)] : []),
			sql`${scope.reached ?? scope.deepest} AS reached, l.own, l.out_of_order`,
			...missing
		])}
		FROM lead_rows l WHERE ${scope.where} GROUP BY ${byPosition(by.length + 3)}`.execute(context.trx);
	const reaches = (reached: number, stage: Stage) =>
		scope.reached ? ((reached >> stageIndex[stage]) & 1) === 1 : reached >= stageIndex[stage];
	return rows.map((row) => {
		const untimed = noneUntimed(steps);
		for (const [i, step] of steps.entries())
			if (reaches(row.reached, step.to))
				untimed[i]![untimedReason(row.own, row.out_of_order, step)] += row[`missing${i}`]!;
		return { key: keyOf(row), untimed };
	});
}

interface EntriesRow {
	step: number;
	month: string;
	/** Days. */
	made: string | null;
	/** Seconds: whole ones are written and read much quicker than days. */
	open: string | null;
	untimed: number;
	lost: number;
}

/**
 * The steps by local month of the entry into the earlier stage, of entries that are the stage's own, in order and
 * exact. What happens after the as-of date, or after the window, counts as still open. In period mode the entries are
 * those in the range, whenever the step was made.
 */
export async function stepTrendReport(context: ReportContext, filters: Filters): Promise<StepTrend> {
	const steps = recordedSteps(context);
	const ms = asOfMs(context, filters);
	if (steps.length === 0 || ms === null) return stepTrend([], []);
	const scope = leadScope(context, filters);
	const asOf = sql`${new Date(ms)}::timestamptz`;
	const { window } = filters;
	const end =
		window === undefined
			? asOf
			: sql`least(${asOf}, l.created_at + make_interval(secs => ${window * 86_400}))`;
	const firstLoss = outcomes.indexOf('refused');
	const monthOfEntry = localMonth(context, ms);
	const parts = steps.map(({ from, to }, i) => {
		const entered = enteredColumn(from);
		const bit = sql.lit(1 << stageIndex[from]);
		const month = from === 'lead' ? valueOf('month', context, filters) : monthOfEntry(entered);
		return sql`SELECT ${sql.lit(i)} AS step, month::text AS month,
			(array_agg(days) FILTER (WHERE made AND days IS NOT NULL))::text AS made,
			(array_agg(under_way) FILTER (WHERE NOT made AND NOT lost))::text AS open,
			(count(*) FILTER (WHERE made AND days IS NULL))::int AS untimed,
			(count(*) FILTER (WHERE NOT made AND lost))::int AS lost
		FROM (
			SELECT ${month} AS month, ${sql.ref(`l.${durationColumn(from, to)}`)} AS days,
				coalesce(${enteredColumn(to)} <= ${end}, false) AS made,
				l.outcome >= ${sql.lit(firstLoss)} AND l.outcome_at <= ${end} AS lost,
				date_part('epoch', ${end} - ${entered}) AS under_way
			FROM lead_rows l
			WHERE ${scope.where} AND ${hasReached(scope, from)} AND ${entered} <= ${end}
				AND l.own & ${bit} <> 0 AND l.out_of_order & ${bit} <> ${bit} AND l.exact & ${bit} <> 0
		) e GROUP BY month`;
	});
	const { rows } = await sql<EntriesRow>`${sql.join(parts, sql` UNION ALL `)}`.execute(context.trx);
	const entries = steps.map(() => new Map<string, StepEntries>());
	for (const { step, month, made, open, untimed, lost } of rows)
		entries[step]!.set(month, { made: readNumbers(made), untimed, open: readSeconds(open), lost });
	return stepTrend(steps, entries);
}

/** As days. */
const readSeconds = (array: string | null): Float64Array =>
	readNumbers(array).map((seconds) => seconds / 86_400);

/** The first day of the local month of a time. The newest months are looked up: at less than half the cost. */
function localMonth({ zone, config }: ReportContext, newest: number) {
	const months = lastMonths(monthOf(isoDay(zone.dayOf(newest))));
	const starts = months.map((month) => new Date(zone.startOfDay(dayNumber(month))));
	return (at: RawBuilder<Date | null>) => sql<string>`coalesce(
		(${months}::date[])[width_bucket(${at}, ${starts}::timestamptz[])],
		date_trunc('month', ${at} AT TIME ZONE ${config.timezone})::date)`;
}
