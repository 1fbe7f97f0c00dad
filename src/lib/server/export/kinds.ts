/** What an export holds: each kind of line is the rows of one table. */
import type pg from 'pg';

export interface Kind {
	/** How the lines call it. */
	kind: string;
	table: string;
	/** Where the order of the rows must not be left to chance. */
	order?: string;
	/** Most columns are null: only the others are written. */
	sparse?: boolean;
	/** SQL of columns that are not written as they are. */
	instead?: Record<string, string>;
}

/** In the order in which rows may refer to earlier ones. */
export const kinds: readonly Kind[] = [
	{ kind: 'setting', table: 'settings', order: 'key' },
	{ kind: 'score model', table: 'score_models', order: 'name, version' },
	{ kind: 'publication', table: 'publications', order: 'id' },
	{
		kind: 'feed',
		table: 'feeds',
		order: 'id',
		// A copy must not read the same place beside its original, and knows no passwords.
		instead: { active: 'false', place: `regexp_replace(place, '^(\\w+://)[^/?#]*@', '\\1')` }
	},
	{
		kind: 'load',
		table: 'loads',
		order: 'id',
		instead: {
			status: `CASE WHEN status IN ('waiting', 'running') THEN 'failed' ELSE status END`,
			error: `CASE WHEN status IN ('waiting', 'running') THEN 'It was under way when the export was made.' ELSE error END`,
			stop_requested: 'false'
		}
	},
	{ kind: 'chunk', table: 'load_chunks', order: 'id' },
	{ kind: 'record', table: 'records' },
	{ kind: 'key', table: 'record_keys' },
	{ kind: 'shared key', table: 'shared_keys' },
	{ kind: 'undone join', table: 'undone_joins' },
	{ kind: 'row', table: 'source_rows' },
	{ kind: 'event', table: 'events', sparse: true },
	{ kind: 'ended event', table: 'event_versions', sparse: true },
	{ kind: 'sighting', table: 'load_sightings' },
	{ kind: 'quarantined row', table: 'quarantine', order: 'id', sparse: true },
	{ kind: 'cost', table: 'costs', sparse: true }
];

/**
 * Tables that an export leaves out: secrets, what waits on this machine, what was computed, and what the programs that
 * run here keep for themselves.
 */
export const leftOut: readonly string[] = [
	...['tokens', 'idempotency_keys', 'uploads'],
	...['lead_rows', 'lead_details', 'touches', 'assignments', 'generations', 'touched_leads', 'state'],
	'told_scores',
	'score_hook',
	...['kysely_migration', 'kysely_migration_lock']
];

/** The columns of each kind's table, by kind, in the order of the table. */
export async function columnsOfKinds(client: pg.PoolClient): Promise<Map<string, string[]>> {
	const { rows } = await client.query<{ table: string; columns: string[] }>(
		`SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
		FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY ($1) AND a.attnum > 0
			AND NOT a.attisdropped
		GROUP BY c.relname`,
		[kinds.map(({ table }) => table)]
	);
	const columns = new Map(rows.map((row) => [row.table, row.columns]));
	return new Map(kinds.map(({ kind, table }) => [kind, columns.get(table) ?? []]));
}

/** One value a line as it is: no line of JSON has the characters that this format would treat. */
export const rawLines = `(FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')`;
