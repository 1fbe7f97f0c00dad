/**
 * Requests: every `created` event, the one that made a lead, those of a lead that was there already, and those of a
 * client. Each counts by its own day, channel, campaign, content, term and page, and by its lead for all the rest.
 */
import { sql, type RawBuilder } from 'kysely';
import type { ChannelKey } from '#lib/channels/report.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { isTimeBreakdown, isTouchFilter, touchFilters } from '#lib/filters/names.ts';
import { requestKinds, type RequestKind } from '#lib/funnel/replay.ts';
import { byPosition, keyColumns, keyOf, type KeyColumns } from './breakdown-keys.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { excludedChannels, leadScope } from './lead-filter.ts';

export type RequestCount = { key: ChannelKey } & Record<RequestKind, number>;

const isOfRequest = (name: string) => isTouchFilter(name) || isTimeBreakdown(name);

/**
 * Requests by the values of `by` (null for none), in the range by their own day, also in period mode. With a window
 * only requests within so many days of the lead's arrival, of leads that are old enough. Excluded channels are left
 * out both as the request's and as the lead's.
 */
export async function requestCounts(
	context: ReportContext,
	filters: Filters,
	by: readonly string[]
): Promise<RequestCount[]> {
	const request: Filters = { ...filters, mode: 'cohort', window: undefined };
	const { where } = leadScope(context, request);
	const keys = by.length ? [keyColumns(context, request, by)] : [];
	const counts = requestKinds.map(
		(kind, i) => sql`count(*) FILTER (WHERE l.request = ${sql.lit(i)})::int AS ${sql.ref(kind)}`
	);
	const { rows } = await sql<KeyColumns & Record<RequestKind, number>>`
		SELECT ${sql.join([...keys, ...counts])} FROM (${requests(context, filters, by)}) l WHERE ${where}
		${by.length ? sql`GROUP BY ${byPosition(by.length)}` : sql``}`.execute(context.trx);
	return rows.map((row) => ({ key: keyOf(row), ...kindsOf(row) }));
}

const kindsOf = (row: Record<RequestKind, number>) => ({
	new: row.new,
	returning: row.returning,
	client: row.client
});

/** The requests in the form of lead rows that arrived when the request came, so that filters read them as such. */
function requests(context: ReportContext, filters: Filters, by: readonly string[]): RawBuilder<unknown> {
	const excluded = excludedChannels(context, filters);
	const names = [...by, ...Object.keys(filters.values)];
	const needsLeads = !names.every(isOfRequest) || excluded.length > 0 || filters.window !== undefined;
	const request = sql`t.generation, t.lead_id, t.request, t.day AS arrived, t.at AS created_at,
		${sql.join(touchFilters.map((name) => sql.ref(`t.${name}`)))}`;
	const all = sql`t.generation = ${context.generation} AND t.request IS NOT NULL`;
	if (!needsLeads) return sql`SELECT ${request} FROM touches t WHERE ${all}`;
	return sql`SELECT ${request}, o.manager, o.first_manager, o.source, o.company, o.outcome, o.stage,
			o.score, o.hot_from, o.hot_until, o.warm_from, o.warm_until
		FROM touches t JOIN lead_rows o ON o.generation = ${context.generation} AND o.lead_id = t.lead_id
		WHERE ${all}
			${excluded.length ? sql`AND (o.channel IS NULL OR o.channel <> ALL (${excluded}::text[]))` : sql``}
			${filters.window === undefined ? sql`` : sql`AND ${inWindow(context, filters, filters.window)}`}`;
}

/** Within `days` × 24 h of an arrival that is exact and at least as long ago. */
function inWindow(context: ReportContext, filters: Filters, days: number): RawBuilder<boolean> {
	const youngest = new Date((asOfMs(context, filters) ?? 0) - days * 86_400_000);
	return sql`o.created_at <= ${youngest} AND o.exact & 1 <> 0
		AND t.at <= o.created_at + make_interval(secs => ${days * 86_400})`;
}
