/**
 * Which open leads are to be worked now, and why: the same for the counts, the list and its file. Reasons are judged at
 * the as-of date; what the rows keep the latest of (activity, sales rep, missed call, unsubscribing) is that of now.
 */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import { waitingFilters } from '#lib/leadtime/ageing.ts';
import { todoReasons, type TodoReason } from '#lib/managers/todo.ts';
import { workMinutes } from '#lib/settings/working-hours.ts';
import { ageingScope, type AgeingScope } from './ageing-scope.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { responseScope } from './response-scope.ts';

type Condition = Expression<SqlBool>;

export interface TodoScope {
	ageing: AgeingScope;
	/** What the data tell. */
	known: TodoReason[];
	/** Open leads with a reason, unsubscribed ones among them. */
	where: Condition;
	/** Bit i: `todoReasons[i]`; for leads of `where`. */
	bits: RawBuilder<number>;
	/** Index of the most urgent reason; null: none. */
	first: RawBuilder<number | null>;
	/** Since when the first reason holds, or since when the lead waits. */
	since: RawBuilder<Date>;
	/** Unsubscribed, and did not call: nobody is to write to it. */
	isLeftOut: Condition;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Working minutes for which nobody is blamed for a lead that just came. */
const graceMinutes = 60;

export async function todoScope(context: ReportContext, original: Filters): Promise<TodoScope> {
	const filters = waitingFilters(original);
	const ageing = await ageingScope(context, filters);
	const at = asOfMs(context, filters) ?? 0;
	const { untried } = responseScope(context, filters).contact;
	// Beside the calls, no mail and no meeting.
	const isUntouched = sql<SqlBool>`(${untried} AND l.sales_activities <= l.contact_attempts)`;
	const graced = gracedSince(context, at);
	const handed = new Date(Math.min(at - DAY, graced));
	// What brought the lead to its sales rep (its arrival, a stage) is no work on it, a call is.
	const cameThen = sql`(l.last_activity_at = l.assigned_at AND l.assigned_at IN (l.created_at, l.moved_at)
		AND l.first_contact_at IS DISTINCT FROM l.assigned_at)`;
	const is: Record<TodoReason, Condition> = {
		missedCall: sql<SqlBool>`l.missed_call_at <= ${new Date(at)}`,
		hot: sql<SqlBool>`${ageing.isHot} AND ${isUntouched}`,
		untouched: sql<SqlBool>`l.created_at <= ${new Date(graced)} AND ${isUntouched}`,
		overdue: ageing.isOverdue,
		quiet: sql<SqlBool>`l.assigned_at <= ${handed}
			AND (l.last_activity_at IS NULL OR l.last_activity_at < l.assigned_at OR ${cameThen})`
	};
	const known = await knownReasons(context, ageing);
	const bits = sql<number>`(${sql.join(
		known.map((reason) => sql`CASE WHEN ${is[reason]} THEN ${sql.lit(1 << placeOf(reason))} ELSE 0 END`),
		sql` + `
	)})`;
	const byReason = <T>(value: (reason: TodoReason) => Expression<unknown>) =>
		sql<T>`CASE ${sql.join(
			known.map((reason) => sql`WHEN ${is[reason]} THEN ${value(reason)}`),
			sql` `
		)} END`;
	return {
		ageing,
		known,
		where: sql<SqlBool>`${ageing.where} AND ${ageing.isOpen}
			AND (${sql.join(
				known.map((reason) => sql`(${is[reason]})`),
				sql` OR `
			)})`,
		bits,
		first: byReason((reason) => sql.lit(placeOf(reason))),
		since: byReason((reason) => sinceOf[reason]),
		isLeftOut: known.includes('missedCall')
			? sql<SqlBool>`(l.unsubscribed AND NOT coalesce(${is.missedCall}, false))`
			: sql<SqlBool>`l.unsubscribed`
	};
}

const placeOf = (reason: TodoReason) => todoReasons.indexOf(reason);

const sinceOf: Record<TodoReason, Expression<unknown>> = {
	missedCall: sql`l.missed_call_at`,
	hot: sql`l.created_at`,
	untouched: sql`l.created_at`,
	overdue: sql`coalesce(l.last_activity_at, l.created_at)`,
	quiet: sql`l.assigned_at`
};

/** The last instant since which the grace has passed at `at` (ms). */
function gracedSince({ settings, config }: ReportContext, at: number): number {
	const worked = workMinutes(settings.workingHours, config.timezone);
	let length = HOUR;
	// A year without an hour of work is all holidays: the wall clock then.
	while (worked(at - length, at) < graceMinutes) if ((length *= 2) > 366 * DAY) return at - HOUR;
	let [before, after] = [at - length, at];
	while (after - before > 1000) {
		const middle = Math.floor((before + after) / 2);
		if (worked(middle, at) < graceMinutes) after = middle;
		else before = middle;
	}
	return before;
}

/** At least this share of the leads must have an attempt for "not tried" to mean anything. */
const recordedShare = 0.01;

/** Where no call was ever missed, or made, nobody recorded them: that is no zero. */
async function knownReasons(context: ReportContext, { limits }: AgeingScope): Promise<TodoReason[]> {
	const { missed, tried } = await recordedCalls(context);
	const isKnown: Record<TodoReason, boolean> = {
		missedCall: missed,
		hot: context.model !== null && tried,
		untouched: tried,
		overdue: limits.some(({ limit }) => limit !== null),
		quiet: true
	};
	return todoReasons.filter((reason) => isKnown[reason]);
}

interface RecordedCalls {
	missed: boolean;
	tried: boolean;
}

async function recordedCalls({ trx, generation, kept }: ReportContext): Promise<RecordedCalls> {
	const known = kept.get('recorded calls') as RecordedCalls | undefined;
	if (known) return known;
	const { rows } = await sql<RecordedCalls>`
		SELECT coalesce(bool_or(missed_calls > 0), false) AS missed,
			count(*) FILTER (WHERE contact_attempts > 0) >= greatest(1, ${sql.lit(recordedShare)} * count(*)) AS tried
		FROM lead_rows WHERE generation = ${generation}`.execute(trx);
	kept.set('recorded calls', rows[0]!);
	return rows[0]!;
}
