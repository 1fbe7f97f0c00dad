import { rm } from 'node:fs/promises';
import type pg from 'pg';
import { loadFile } from '../ingest/load-file.ts';
import { locks } from '../db/locks.ts';
import type { Jobs } from './queue.ts';
import type { Workplace } from './workplace.ts';

/**
 * Loads the file of a waiting load, or goes on with one that was interrupted. What is wrong with the file ends the
 * load; anything else, such as a lost database, is thrown, so that the job is done again, unless this is its last
 * attempt.
 */
export async function loadTask(
	{ pool, config }: Workplace,
	{ loadId, path, removeFile, options }: Jobs['load'],
	isLastAttempt: boolean
): Promise<void> {
	await takeBackLoad(pool, loadId);
	try {
		const { problem } = await loadFile(pool, config, path, { ...options, loadId });
		if (problem?.name === 'DatabaseProblem') throw problem;
	} catch (error) {
		const isOfFile = error instanceof Error && error.name === 'FileProblem';
		const goesOn = !isOfFile && !isLastAttempt;
		await note(pool, loadId, goesOn ? 'waiting' : 'failed', error);
		if (goesOn) throw error;
	}
	if (removeFile) await rm(path, { force: true });
}

/** A load whose program has ended while it ran waits again, or has stopped if it was to. */
export async function takeBackLoad(pool: pg.Pool, loadId: number): Promise<void> {
	const client = await pool.connect();
	try {
		// The database may be at its last chunk still.
		await client.query('SELECT pg_advisory_lock($1, $2)', [locks.load, loadId]);
		await client.query(
			`UPDATE loads SET status = CASE WHEN stop_requested THEN 'stopped' ELSE 'waiting' END,
				finished_at = CASE WHEN stop_requested THEN now() END
			WHERE id = $1 AND status = 'running'`,
			[loadId]
		);
		await client.query('SELECT pg_advisory_unlock($1, $2)', [locks.load, loadId]);
	} finally {
		client.release();
	}
}

async function note(
	pool: pg.Pool,
	loadId: number,
	status: 'waiting' | 'failed',
	error: unknown
): Promise<void> {
	await pool
		.query(
			`UPDATE loads SET status = $2, error = $3, finished_at = CASE $2 WHEN 'failed' THEN now() END
			WHERE id = $1 AND status IN ('waiting', 'running', 'failed')`,
			[loadId, status, error instanceof Error ? error.message : String(error)]
		)
		// Where the database is away, the load is taken back when it is there again.
		.catch(() => {});
}
