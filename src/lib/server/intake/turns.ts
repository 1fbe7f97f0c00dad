/** How many requests may write at once: each takes connections of the pool that pages need too. */
import type pg from 'pg';
import { locks } from '../db/locks.ts';

export const mostAtOnce = 4;

let taken = 0;

/** Takes one of the turns; null if all are taken. Give it back by calling what this returns. */
export function takeTurn(): (() => void) | null {
	if (taken >= mostAtOnce) return null;
	taken++;
	let held = true;
	return () => {
		if (held) taken--;
		held = false;
	};
}

/** Waits until the loader could write, for at most so many seconds; false if another holds it for longer. */
export async function loaderIsFree(pool: pg.Pool, seconds: number): Promise<boolean> {
	const client = await pool.connect();
	try {
		await client.query('BEGIN');
		await client.query(`SELECT set_config('lock_timeout', $1, true)`, [`${seconds * 1000}ms`]);
		await client.query('SELECT pg_advisory_xact_lock($1)', [locks.ingest]);
		return true;
	} catch (error) {
		if ((error as { code?: string }).code === '55P03') return false;
		throw error;
	} finally {
		await client.query('ROLLBACK');
		client.release();
	}
}
