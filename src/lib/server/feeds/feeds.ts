/** Folders and addresses that are read by themselves: what is kept of them. */
import type pg from 'pg';
import type { Mapping } from '#lib/events/mapping-schema.ts';
import { addJob } from '../jobs/queue.ts';

/** How a feed is read, as the user says it. */
export interface FeedDraft {
	name: string;
	kind: 'folder' | 'address';
	/** The folder's absolute path, or the address. */
	place: string;
	/** Neither this nor `mapping`: each file is recognised by its header. */
	preset: string | null;
	mapping: Mapping | null;
	source: string | null;
	/** Formats of its dates, where a file leaves a choice. */
	dates: string[];
	everyMinutes: number;
}

export interface Feed extends FeedDraft {
	id: number;
	active: boolean;
	/** When it was last looked at, and when that last went well: ISO 8601. */
	checkedAt: string | null;
	succeededAt: string | null;
	nextAt: string;
	/** What is wrong, and since when. */
	error: string | null;
	failingSince: string | null;
	loads: number;
	/** Its newest load. */
	lastLoad: { id: number; status: string; error: string | null } | null;
	/** When a load of it last brought something new. */
	newDataAt: string | null;
}

const columns = `f.id, f.name, f.kind, f.place, f.preset, f.mapping, f.source, f.dates, f.every_minutes AS "everyMinutes",
	f.active, f.checked_at AS "checkedAt", f.succeeded_at AS "succeededAt", f.next_at AS "nextAt", f.error,
	f.failing_since AS "failingSince"`;

const ofLoads = `
	LEFT JOIN LATERAL (
		SELECT count(*)::int AS loads, max(finished_at) FILTER (WHERE rows_accepted + rows_corrected > 0) AS "newDataAt"
		FROM loads WHERE feed_id = f.id AND status <> 'removed'
	) l ON true
	LEFT JOIN LATERAL (
		SELECT json_build_object('id', id, 'status', status, 'error', error) AS "lastLoad"
		FROM loads WHERE feed_id = f.id ORDER BY id DESC LIMIT 1
	) n ON true`;

export async function listFeeds(pool: pg.Pool): Promise<Feed[]> {
	const { rows } = await pool.query(
		`SELECT ${columns}, l.loads, l."newDataAt", n."lastLoad" FROM feeds f ${ofLoads} ORDER BY f.name`
	);
	return rows.map(feedOf);
}

/** Null if there is none. */
export async function findFeed(pool: pg.Pool, id: number): Promise<Feed | null> {
	const { rows } = await pool.query(
		`SELECT ${columns}, l.loads, l."newDataAt", n."lastLoad" FROM feeds f ${ofLoads} WHERE f.id = $1`,
		[id]
	);
	return rows[0] ? feedOf(rows[0]) : null;
}

const iso = (time: Date | null) => time?.toISOString() ?? null;

type Row = Omit<Feed, 'checkedAt' | 'succeededAt' | 'nextAt' | 'failingSince' | 'newDataAt'> & {
	checkedAt: Date | null;
	succeededAt: Date | null;
	nextAt: Date;
	failingSince: Date | null;
	newDataAt: Date | null;
};

const feedOf = (row: Row): Feed => ({
	...row,
	checkedAt: iso(row.checkedAt),
	succeededAt: iso(row.succeededAt),
	nextAt: row.nextAt.toISOString(),
	failingSince: iso(row.failingSince),
	newDataAt: iso(row.newDataAt)
});

const valuesOf = (draft: FeedDraft) => [
	...[draft.name, draft.kind, draft.place, draft.preset, draft.mapping && JSON.stringify(draft.mapping)],
	...[draft.source, draft.dates, draft.everyMinutes]
];

/** Adds a feed, which is read within a minute. Returns its id; null if another one has the name. */
export async function addFeed(pool: pg.Pool, draft: FeedDraft): Promise<number | null> {
	const { rows } = await pool.query<{ id: number }>(
		`INSERT INTO feeds (name, kind, place, preset, mapping, source, dates, every_minutes)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (name) DO NOTHING RETURNING id`,
		valuesOf(draft)
	);
	return rows[0]?.id ?? null;
}

/**
 * Changes a feed. Where its place or the way of reading is another one, everything there is read again. False if
 * another feed has the name.
 */
export async function changeFeed(pool: pg.Pool, id: number, draft: FeedDraft): Promise<boolean> {
	const taken = await pool.query('SELECT FROM feeds WHERE name = $1 AND id <> $2', [draft.name, id]);
	if (taken.rowCount) return false;
	const how = '(kind, place, preset, mapping, source, dates)';
	await pool.query(
		`UPDATE feeds SET name = $1, kind = $2, place = $3, preset = $4, mapping = $5, source = $6, dates = $7,
			every_minutes = $8, next_at = now(), error = NULL, failing_since = NULL, failures = 0,
			seen = CASE WHEN ${how} IS NOT DISTINCT FROM ($2, $3, $4, $5::jsonb, $6, $7::text[]) THEN seen ELSE '{}' END
		WHERE id = $9`,
		[...valuesOf(draft), id]
	);
	return true;
}

/** Pauses a feed, or lets it run again, at once. */
export async function setActive(pool: pg.Pool, id: number, active: boolean): Promise<void> {
	await pool.query('UPDATE feeds SET active = $2, next_at = now() WHERE id = $1', [id, active]);
}

/** Has a feed read as soon as the worker comes to it. */
export const readFeedNow = (pool: pg.Pool, feedId: number): Promise<void> =>
	addJob(pool, 'feed', { feedId }, { key: `feed:${feedId}` });

/** Forgets a feed; what it loaded stays. */
export async function removeFeed(pool: pg.Pool, id: number): Promise<void> {
	await pool.query('DELETE FROM feeds WHERE id = $1', [id]);
}

export interface FeedLoad {
	id: number;
	file: string;
	status: string;
	error: string | null;
	startedAt: string;
	rows: number;
	quarantined: number;
}

/** The newest loads of a feed. */
export async function feedLoads(pool: pg.Pool, id: number, most = 20): Promise<FeedLoad[]> {
	const { rows } = await pool.query<Omit<FeedLoad, 'startedAt'> & { startedAt: Date }>(
		`SELECT id, file, status, error, started_at AS "startedAt", rows_read AS rows, rows_quarantined AS quarantined
		FROM loads WHERE feed_id = $1 ORDER BY id DESC LIMIT $2`,
		[id, most]
	);
	return rows.map((row) => ({ ...row, startedAt: row.startedAt.toISOString() }));
}
