/** The paths of touches of the leads that a report takes in: of clients before they bought, of others up to their last. */
import { sql, type RawBuilder } from 'kysely';
import type { TimedPath } from '#lib/channels/attribution.ts';
import { leaving, type LeavingPath } from '#lib/channels/commonest-paths.ts';
import type { Filters } from '#lib/filters/filters.ts';
import { outcomes } from '#lib/funnel/stages.ts';
import { overAllChannels } from './all-channels.ts';
import { asOfMs, type ReportContext } from './context.ts';
import { leadScope } from './lead-filter.ts';
import type { TouchKeys } from './touch-keys.ts';

/** Paths as the database has them: codes of keys, and of how leads leave, between blanks. */
export interface PathRows {
	/** Of leads with a touch; those that went the same way are one. */
	ways: { path: string; clients: number; others: number; revenue: number; leaves: string }[];
	/** Each client with touches of several keys; `days`: of each touch before the last one. */
	timed: { path: string; revenue: number; days: string }[];
	/** All clients, with or without a touch, and their money in minor units. */
	clients: number;
	revenue: number;
}

/**
 * Clients are those that `leadScope` counts as such, like everywhere also those later than an `asOf` that is asked for;
 * touches of others count up to it, and with a window within it. Money is in minor units.
 */
export async function readPaths(
	original: ReportContext,
	chosen: Filters,
	keys: TouchKeys
): Promise<PathRows> {
	const { context, filters } = overAllChannels(original, chosen);
	const leads = leadsInScope(context, filters);
	// Places are in the order of time; the window asks for the order in which paths are gathered, to sort once.
	const touched = sql`SELECT t.lead_id, t.place, t.at, ${keys.code} AS code, l.is_client, l.amount, l.leave, l.since,
			max(t.at) OVER (PARTITION BY t.lead_id ORDER BY t.place ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS latest
		FROM ${keys.from} JOIN leads l ON l.lead_id = t.lead_id
		WHERE (l.until IS NULL OR t.at <= l.until)`;
	const inLookBack = sql`at >= coalesce(since, latest - ${lookBack(context)})`;
	const path = sql`string_agg(code::text, ' ' ORDER BY place)`;
	const ways = await sql<PathRows['ways'][number]>`
		WITH leads AS (${leads}), touched AS (${touched}), ways AS (
			SELECT ${path} AS path, bool_or(is_client) AS is_client, max(amount) AS amount, max(leave) AS leave
			FROM touched WHERE ${inLookBack} GROUP BY lead_id
		), cells AS (
			SELECT path, leave, count(*) AS leads, count(*) FILTER (WHERE is_client) AS clients, sum(amount) AS amount
			FROM ways GROUP BY path, leave
		)
		SELECT path, sum(clients)::int AS clients, (sum(leads) - sum(clients))::int AS others,
			coalesce(sum(amount), 0)::float8 AS revenue, string_agg(leave || ' ' || leads, ' ') AS leaves
		FROM cells GROUP BY path ORDER BY path COLLATE "C"`.execute(context.trx);
	const timed = await sql<PathRows['timed'][number]>`
		WITH leads AS (${leads}), touched AS (${touched} AND l.is_client)
		SELECT ${path} AS path, coalesce(max(amount), 0)::float8 AS revenue,
			string_agg((date_part('epoch', latest - at) / 86400)::text, ' ' ORDER BY place) AS days
		FROM touched WHERE ${inLookBack} GROUP BY lead_id HAVING min(code) <> max(code)
		ORDER BY lead_id`.execute(context.trx);
	const all = await sql<Pick<PathRows, 'clients' | 'revenue'>>`
		SELECT count(*)::int AS clients, coalesce(sum(amount), 0)::float8 AS revenue
		FROM (${leads}) l WHERE is_client`.execute(context.trx);
	return { ways: ways.rows, timed: timed.rows, ...all.rows[0]! };
}

const lookBack = ({ settings }: ReportContext) =>
	sql`make_interval(days => ${sql.lit(settings.lookBackDays)})`;

/**
 * Each lead: whether it is a client, the money of it (null for none), from when and until when its touches count
 * (`since` null: the look-back before the latest; `until` null: all), and how it leaves.
 */
function leadsInScope(context: ReportContext, filters: Filters): RawBuilder<unknown> {
	const scope = leadScope(context, filters);
	const end = asOfMs(context, filters);
	const last = sql`${new Date(end ?? 0)}::timestamptz`;
	const asOf = filters.asOf === undefined ? sql`NULL::timestamptz` : last;
	const outcome = (name: 'open' | 'client') => sql`${scope.outcome} = ${sql.lit(outcomes.indexOf(name))}`;
	const isClient = outcome('client');
	const window =
		filters.window === undefined
			? sql`NULL`
			: sql`l.created_at + make_interval(days => ${sql.lit(filters.window)})`;
	const leave = (how: (typeof leaving)[number], until?: RawBuilder<unknown>) => {
		const place = sql.lit(leaving.indexOf(how));
		if (!until) return place;
		const days = sql`greatest(0, floor(date_part('epoch', ${until} - l.created_at) / 86400))::int`;
		return sql`${days} * ${sql.lit(leaving.length)} + ${place}`;
	};
	const outcomeAt = sql`l.outcome_at`;
	return sql`SELECT l.lead_id, ${isClient} AS is_client, CASE WHEN ${isClient} THEN l.amount_minor END AS amount,
		CASE WHEN ${isClient} THEN
			CASE WHEN l.outcome_exact THEN l.outcome_at - ${lookBack(context)} ELSE '-infinity' END
		END AS since,
		CASE WHEN ${isClient} AND l.outcome_exact THEN l.outcome_at ELSE least(${asOf}, ${window}) END AS until,
		CASE WHEN ${outcome('open')} OR l.outcome_at > ${last} THEN ${leave('open', last)}
			WHEN l.outcome_exact AND l.exact & 1 = 1 AND l.outcome_at >= l.created_at THEN
				CASE WHEN ${isClient} THEN ${leave('client', outcomeAt)} ELSE ${leave('lost', outcomeAt)} END
			WHEN ${isClient} THEN ${leave('undatedClient')} ELSE ${leave('undatedLoss')} END AS leave
		FROM lead_rows l WHERE ${scope.where} AND ${scope.outcome} >= 0`;
}

export interface Paths {
	paths: LeavingPath[];
	timed: TimedPath[];
	/** The codes of the keys that occur, in their order: what the paths point to. */
	codes: number[];
}

/** The rows as paths of the keys that occur. Yields now and then. */
export function* pathsOf({ ways, timed }: PathRows): Generator<void, Paths> {
	const found = new Set<number>();
	const coded: number[][] = [];
	for (const [i, { path }] of ways.entries()) {
		const codes = numbers(path);
		for (const code of codes) found.add(code);
		coded.push(codes);
		if (i % 4096 === 4095) yield;
	}
	const codes = [...found].sort((a, b) => a - b);
	const placeOf = new Map(codes.map((code, i) => [code, i]));
	const keysOf = (path: number[]) => path.map((code) => placeOf.get(code)!);
	const paths: LeavingPath[] = [];
	for (const [i, { clients, others, revenue, leaves }] of ways.entries()) {
		paths.push({ keys: keysOf(coded[i]!), clients, others, revenue, leaves: pairs(leaves) });
		if (i % 4096 === 4095) yield;
	}
	const clients: TimedPath[] = [];
	for (const [i, { path, revenue, days }] of timed.entries()) {
		clients.push({ keys: keysOf(numbers(path)), daysBefore: numbers(days), revenue });
		if (i % 4096 === 4095) yield;
	}
	return { paths, timed: clients, codes };
}

const numbers = (text: string): number[] => text.split(' ').map(Number);

function pairs(text: string): [number, number][] {
	const all = numbers(text);
	const found: [number, number][] = [];
	for (let i = 0; i < all.length; i += 2) found.push([all[i]!, all[i + 1]!]);
	return found;
}
