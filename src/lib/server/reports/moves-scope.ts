/**
 * Which moves of which leads count: up to the as-of date, in period mode those in the range. The same for the report and
 * for the lists behind its figures. The window does not count.
 */
import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { Filters } from '#lib/filters/filters.ts';
import type { MovedChoice } from '#lib/funnel/move-kinds.ts';
import { letterOfMove } from '#lib/funnel/move-path.ts';
import { losses, stages } from '#lib/funnel/stages.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { arrivalScope, enteredColumn, everFilters, leadScope, rangeOf } from './lead-filter.ts';

export interface MovesScope {
	where: Expression<SqlBool>;
	/** The state before the first move that counts, then those that followed: a part of `move_path`. */
	path: RawBuilder<string>;
}

/** The states of a lead up to an instant (ms, included), as `move_path` has them. */
export const pathBy = (ms: number): RawBuilder<string> =>
	sql<string>`CASE WHEN l.moved_at <= ${new Date(ms)} THEN l.move_path ELSE ${cut(null, ms + 1)} END`;

export function movesScope(context: ReportContext, filters: Filters): MovesScope {
	const at = asOfMs(context, filters) ?? 0;
	const inRange = filters.mode === 'period' && (filters.from ?? filters.to) !== undefined;
	if (!inRange)
		return { where: arrivalScope(context, { ...filters, window: undefined }).where, path: pathBy(at) };
	const { where } = leadScope(context, everFilters(filters));
	const { from, to } = rangeOf(context, filters);
	const end = Math.min(to?.getTime() ?? Infinity, at + 1);
	if (!from) return { where, path: pathBy(end - 1) };
	const path = sql<string>`CASE WHEN l.moved_at < ${new Date(end)} AND ${startsIn(from)} THEN l.move_path
		ELSE ${cut(from.getTime(), end)} END`;
	return { where: sql<SqlBool>`${where} AND l.moved_at >= ${from}`, path };
}

/**
 * From the state at `from` on (ms; null: from the arrival), before `end`. Times of moves never go back, but the arrival,
 * the first of them, may be later than what was known of the lead before.
 */
function cut(from: number | null, end: number): RawBuilder<string> {
	const before = (ms: number) =>
		sql`1 + (count(*) FILTER (WHERE (m.move ->> 0)::float8 < ${ms}::float8))::int`;
	const first = from === null ? sql`1` : before(from);
	return sql<string>`(SELECT substr(l.move_path, first, last - first + 1) FROM (
		SELECT ${first} AS first, ${before(end)} AS last
		FROM lead_details d, jsonb_array_elements(d.moves) WITH ORDINALITY AS m (move, place)
		WHERE d.generation = l.generation AND d.lead_id = l.lead_id AND m.place > 1) c)`;
}

/** Lost once, but not for good: it was worked again, or lost for another reason. */
export const movedAfterLoss = sql<SqlBool>`l.move_path ~ ${sql.lit(`[${losses.map(letterOfMove).join('')}].`)}`;

/** No move is earlier, as the columns can tell: of a loss that was taken back they do not hold the time. */
function startsIn(from: Date): Expression<SqlBool> {
	const entries = stages.map(enteredColumn);
	return sql<SqlBool>`least(${sql.join(entries)}) >= ${from} AND NOT ${movedAfterLoss}`;
}

/** Whether a lead made a move, or left a state for any other. */
export function hasMoved({ path }: MovesScope, { from, to }: MovedChoice): Expression<SqlBool> {
	const start = letterOfMove(from);
	if (to === 'any') return sql<SqlBool>`strpos(${path}, ${start}) BETWEEN 1 AND length(${path}) - 1`;
	return sql<SqlBool>`strpos(${path}, ${start + letterOfMove(to)}) > 0`;
}
