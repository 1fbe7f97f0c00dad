import type pg from 'pg';
import { endOrphans } from '../ingest/load-state.ts';
import { takeBackLoad } from './load-task.ts';

/**
 * What an ended process was doing is done again at once: its jobs are free, and its loads wait to go on. Loads without
 * a job, such as those of a command, have failed. Only for who holds `locks.jobs`: nobody else is doing any job.
 */
export async function takeBackJobs(pool: pg.Pool): Promise<void> {
	await pool.query(
		`SELECT graphile_worker.force_unlock_workers(ARRAY(
			SELECT DISTINCT locked_by FROM graphile_worker.jobs WHERE locked_by IS NOT NULL))`
	);
	const { rows } = await pool.query<{ id: number }>(
		`SELECT id FROM loads WHERE status = 'running' AND EXISTS (
			SELECT FROM graphile_worker.jobs j WHERE j.key = 'load:' || loads.id AND j.attempts < j.max_attempts)`
	);
	for (const { id } of rows) await takeBackLoad(pool, id);
	await endOrphans(pool);
}
