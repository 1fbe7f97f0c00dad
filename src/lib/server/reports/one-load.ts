/** One load: what it read, how far it has come, and what came of it. */
import type pg from 'pg';

export interface LoadView {
	id: number;
	file: string;
	source: string | null;
	preset: string | null;
	mapping: string | null;
	kind: 'events' | 'costs';
	origin: 'command' | 'page' | 'api' | 'hook' | 'feed' | 'retry';
	status: 'waiting' | 'running' | 'done' | 'stopped' | 'failed' | 'removed';
	stopRequested: boolean;
	error: string | null;
	startedAt: string;
	seconds: number;
	bytes: number | null;
	bytesRead: number;
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
	/** Rows that were not loaded and still wait, by reason, with the first of each. */
	reasons: { reason: string; count: number; line: number; text: string }[];
	/** Rows that were not loaded at first and are in by now. */
	mended: number;
	warnings: { warning: string; count: number }[];
	/** Encoding, delimiter, dates …: what was found by itself. */
	readAs: { name: string; value: string }[];
	/** Events and costs that would go if the load were removed, at most: those that no other load brought. */
	brought: { events: number; costs: number };
}

/** Null if there is no such load. */
export async function readLoad(pool: pg.Pool, id: number): Promise<LoadView | null> {
	const { rows } = await pool.query('SELECT * FROM loads WHERE id = $1', [id]);
	const load = rows[0];
	if (!load) return null;
	const reasons = await pool.query<LoadView['reasons'][number]>(
		`SELECT r.reason, r.count, q.line, left(q.text, 200) AS text FROM (
			SELECT reason, count(*)::int AS count, min(id) AS first FROM quarantine
			WHERE load_id = $1 AND mended_at IS NULL GROUP BY reason
		) r JOIN quarantine q ON q.id = r.first ORDER BY r.count DESC, r.reason`,
		[id]
	);
	const sums = await pool.query<{ mended: number; costs: number }>(
		`SELECT (SELECT count(*)::int FROM quarantine WHERE load_id = $1 AND mended_at IS NOT NULL) AS mended,
			(SELECT count(*)::int FROM costs WHERE load_id = $1) AS costs`,
		[id]
	);
	const ended: Date = load.finished_at ?? new Date();
	const texts = (object: Record<string, unknown>) =>
		Object.entries(object).map(([name, value]) => ({ name, value: String(value) }));
	return {
		...{ id, file: load.file, source: load.source, preset: load.preset, mapping: load.mapping?.name ?? null },
		...{ kind: load.kind, origin: load.origin, status: load.status, error: load.error },
		stopRequested: load.stop_requested,
		startedAt: load.started_at.toISOString(),
		seconds: (ended.getTime() - load.started_at.getTime()) / 1000,
		bytes: load.bytes === null ? null : Number(load.bytes),
		bytesRead: Number(load.bytes_read),
		rows: {
			read: load.rows_read,
			accepted: load.rows_accepted,
			corrected: load.rows_corrected,
			known: load.rows_known,
			ignored: load.rows_ignored,
			quarantined: load.rows_quarantined
		},
		events: {
			accepted: load.events_accepted,
			corrected: load.events_corrected,
			known: load.events_known,
			withdrawn: load.events_withdrawn
		},
		leads: { new: load.leads_new, joined: load.leads_joined },
		reasons: reasons.rows,
		mended: sums.rows[0]!.mended,
		warnings: Object.entries(load.warnings).map(([warning, count]) => ({ warning, count: Number(count) })),
		readAs: texts(load.read_as),
		brought: { events: load.events_accepted + load.events_corrected, costs: sums.rows[0]!.costs }
	};
}
