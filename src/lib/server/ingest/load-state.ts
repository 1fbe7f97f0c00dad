/** A load's own row: waiting → running → done, stopped or failed; and removed, when what it brought was taken away. */
import type pg from 'pg';
import type { Mapping } from '#lib/events/mapping-schema.ts';
import { locks } from '../db/locks.ts';

export type LoadOrigin = 'command' | 'page' | 'api' | 'hook' | 'feed' | 'retry';

export interface LoadSource {
	/** Name of the file, or of the call. */
	file: string;
	source: string | null;
	preset: string | null;
	/** Kept whole, so that quarantined rows can be read again by it. */
	mapping: Mapping | null;
	/** Default: events. */
	kind?: 'events' | 'costs';
	/** What brought it; default: the command. */
	origin?: LoadOrigin;
	feedId?: number | null;
	/** A row with status `waiting` that this load is to fill. */
	loadId?: number;
	/** Size as stored, if known. */
	bytes?: number | null;
}

export interface LoadCounts {
	rows: {
		read: number;
		accepted: number;
		corrected: number;
		known: number;
		ignored: number;
		quarantined: number;
	};
	events: { accepted: number; corrected: number; known: number; withdrawn: number };
	leads: { new: number; joined: number };
}

export const noCounts = (): LoadCounts => ({
	rows: { read: 0, accepted: 0, corrected: 0, known: 0, ignored: 0, quarantined: 0 },
	events: { accepted: 0, corrected: 0, known: 0, withdrawn: 0 },
	leads: { new: 0, joined: 0 }
});

export interface LoadResult extends LoadCounts {
	/** null: a trial that left nothing behind. */
	load: number | null;
	status: 'done' | 'stopped' | 'failed';
	preset: string | null;
	/** How the file was read: encoding, delimiter, sheet, dates, decimal. */
	readAs: Record<string, string>;
	/** Why reading stopped before the end; what was read until then is in. */
	problem: Error | null;
	reasons: { reason: string; count: number }[];
	warnings: { warning: string; count: number }[];
}

/** The load was stopped while it waited. */
export const neverBegun = (source: LoadSource): LoadResult => ({
	...noCounts(),
	load: source.loadId ?? null,
	status: 'stopped',
	preset: source.preset,
	readAs: {},
	problem: null,
	reasons: [],
	warnings: []
});

/** What is known of the file when reading has begun. */
export interface LoadForm {
	/** Null for JSON. */
	header: readonly string[] | null;
	/** How it was read: encoding, delimiter, sheet, dates, decimal. */
	readAs: Record<string, string>;
}

export const endedEarly =
	'The program ended before the load was complete: load the file again; what is in stays.';

/** Whoever runs a load holds this lock of its session, so that others can tell whether the program still lives. */
const running = `pg_advisory_lock(${locks.load}, id)`;

/**
 * Begins a load and returns its id; null if it was waiting and somebody stopped or removed it. `client` holds the
 * load's lock until `endLoad`.
 */
export async function beginLoad(client: pg.PoolClient, source: LoadSource): Promise<number | null> {
	const { loadId, kind = 'events', origin = 'command', feedId = null, bytes = null } = source;
	const values = [
		...[source.file, source.source, source.preset, source.mapping && JSON.stringify(source.mapping)],
		...[kind, bytes]
	];
	const { rows } =
		loadId === undefined
			? await client.query<{ id: number }>(
					`INSERT INTO loads (file, source, preset, mapping, kind, bytes, origin, feed_id)
					VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id, ${running}`,
					[...values, origin, feedId]
				)
			: await client.query<{ id: number }>(
					`UPDATE loads SET status = 'running', started_at = now(), file = $1, source = $2, preset = $3, mapping = $4,
						kind = $5, bytes = coalesce($6, bytes)
					WHERE id = $7 AND status = 'waiting' RETURNING id, ${running}`,
					[...values, loadId]
				);
	return rows[0]?.id ?? null;
}

/** What a load brought before it was interrupted: nothing if it never ran. */
export async function countsOf(client: pg.PoolClient, loadId: number): Promise<LoadCounts> {
	const { rows } = await client.query<LoadCounts>(
		`SELECT json_build_object('read', rows_read, 'accepted', rows_accepted, 'corrected', rows_corrected,
				'known', rows_known, 'ignored', rows_ignored, 'quarantined', rows_quarantined) AS rows,
			json_build_object('accepted', events_accepted, 'corrected', events_corrected, 'known', events_known,
				'withdrawn', events_withdrawn) AS events,
			json_build_object('new', leads_new, 'joined', leads_joined) AS leads
		FROM loads WHERE id = $1`,
		[loadId]
	);
	return rows[0]!;
}

/** Keeps how far a load has come, inside the transaction of its chunk. True if somebody wants it to stop. */
export async function storeCounts(
	client: pg.PoolClient,
	loadId: number,
	{ rows, events, leads }: LoadCounts,
	bytesRead: number,
	{ header, readAs }: LoadForm
): Promise<boolean> {
	const stored = await client.query<{ stop_requested: boolean }>(
		`UPDATE loads SET rows_read = $2, rows_accepted = $3, rows_corrected = $4, rows_known = $5, rows_ignored = $6,
			rows_quarantined = $7, events_accepted = $8, events_corrected = $9, events_known = $10, events_withdrawn = $11,
			leads_new = $12, leads_joined = $13, bytes_read = $14, header = $15, read_as = $16
		WHERE id = $1 RETURNING stop_requested`,
		[
			loadId,
			...[rows.read, rows.accepted, rows.corrected, rows.known, rows.ignored, rows.quarantined],
			...[events.accepted, events.corrected, events.known, events.withdrawn],
			...[leads.new, leads.joined, bytesRead, header, JSON.stringify(readAs)]
		]
	);
	return stored.rows[0]!.stop_requested;
}

/** Ends a load, and lets go of its lock if `db` is the connection that began it. */
export async function endLoad(
	db: pg.Pool | pg.PoolClient,
	loadId: number,
	status: 'done' | 'stopped' | 'failed',
	problem: Error | null,
	warnings: ReadonlyMap<string, number>
): Promise<void> {
	await db.query(
		'UPDATE loads SET status = $2, error = $3, warnings = $4, finished_at = now() WHERE id = $1',
		[loadId, status, problem?.message ?? null, JSON.stringify(Object.fromEntries(warnings))]
	);
	await unlockLoad(db, loadId);
}

export const unlockLoad = (db: pg.Pool | pg.PoolClient, loadId: number) =>
	db.query('SELECT pg_advisory_unlock($1, $2)', [locks.load, loadId]);

/** Asks a load to stop. One that runs ends after its current chunk, and what is in stays; one that waits never begins. */
export async function requestStop(pool: pg.Pool, loadId: number): Promise<void> {
	const { rowCount } = await pool.query(
		`UPDATE loads SET stop_requested = true,
			status = CASE status WHEN 'waiting' THEN 'stopped' ELSE status END,
			finished_at = CASE status WHEN 'waiting' THEN now() ELSE finished_at END
		WHERE id = $1 AND status IN ('waiting', 'running')`,
		[loadId]
	);
	if (rowCount) return;
	throw new LoadRefused(`${await nameOf(pool, loadId)}: only one that waits or runs can be stopped.`);
}

/** Marks loads as failed whose program is gone, but not those that a background job goes on with. Returns how many. */
export async function endOrphans(pool: pg.Pool): Promise<number> {
	const { rowCount } = await pool.query(
		`UPDATE loads SET status = 'failed', error = $1, finished_at = now()
		WHERE status = 'running' AND NOT EXISTS (
			SELECT FROM pg_locks k WHERE k.locktype = 'advisory' AND k.classid = ${locks.load} AND k.objid = loads.id
				AND k.objsubid = 2 AND k.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
			AND NOT EXISTS (SELECT FROM graphile_worker.jobs j
				WHERE j.key = 'load:' || loads.id AND j.attempts < j.max_attempts)`,
		[endedEarly]
	);
	return rowCount ?? 0;
}

/** What cannot be done to a load, and why. */
export class LoadRefused extends Error {
	override name = 'LoadRefused';
}

const states: Record<string, string> = {
	waiting: 'waits',
	running: 'is running',
	done: 'is complete',
	stopped: 'was stopped',
	failed: 'ended with an error',
	removed: 'was removed already'
};

/** A load and its state, for the beginning of a sentence. */
export async function nameOf(db: pg.Pool | pg.PoolClient, loadId: number): Promise<string> {
	const { rows } = await db.query<{ status: string; file: string }>(
		'SELECT status, file FROM loads WHERE id = $1',
		[loadId]
	);
	const load = rows[0];
	return load
		? `Load ${loadId} (${load.file}) ${states[load.status]}`
		: `There is no load ${loadId} (sluice loads lists them)`;
}
