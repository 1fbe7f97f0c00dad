/** Adds background jobs, which the worker of `serve` and `demo` does. Plain SQL: pages need no more of the queue. */
import type pg from 'pg';
import type { Mapping } from '#lib/events/mapping-schema.ts';

/** How a file is read: what the user said of it. */
export interface LoadSettings {
	mapping: Mapping | null;
	preset: string | null;
	source: string | null;
	dates: string[];
	sheet: string | null;
}

/** What each task is told. */
export interface Jobs {
	/** Loads a file into the load that waits for it. `removeFile`: the file is ours alone, and goes when it is read. */
	load: {
		loadId: number;
		path: string;
		removeFile: boolean;
		options: LoadSettings & {
			/** What its rows must be; without it either. */
			kind?: Mapping['kind'];
			name: string;
			origin: 'page' | 'feed';
			feedId: number | null;
		};
	};
	/** A dry run of an upload. */
	trial: { uploadId: string };
	/** Reads a feed. */
	feed: { feedId: number };
}

export interface JobOptions {
	/** Names the job: adding it again replaces the one that still waits. */
	key?: string;
	/** Not before; default: at once. */
	runAt?: Date;
	/** How often it is tried when it throws; default 25. */
	maxAttempts?: number;
}

/** Adds a job. Jobs of one task are done one after the other. Inside a transaction: it is there when that commits. */
export async function addJob<T extends keyof Jobs>(
	db: pg.Pool | pg.PoolClient,
	task: T,
	payload: Jobs[T],
	{ key, runAt, maxAttempts }: JobOptions = {}
): Promise<void> {
	await db.query(
		`SELECT graphile_worker.add_job($1, payload := $2::json, queue_name := $1, job_key := $3, run_at := $4,
			max_attempts := $5)`,
		[task, JSON.stringify(payload), key, runAt, maxAttempts]
	);
}
