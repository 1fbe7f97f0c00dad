/** Undoes a join of two records over a key, and takes that back: exactly, since a join moves no event. */
import type pg from 'pg';
import { locks } from '../db/locks.ts';
import { regroup } from './identity.ts';

/** From now on `key` does not join this record to any other. The records' leads are to be replayed afterwards. */
export const undoJoin = (pool: pg.Pool, recordId: string, key: string): Promise<void> =>
	change(
		pool,
		recordId,
		'INSERT INTO undone_joins (record_id, key) VALUES ($1, $2) ON CONFLICT DO NOTHING',
		key
	);

/** Lets `key` join this record again. */
export const redoJoin = (pool: pg.Pool, recordId: string, key: string): Promise<void> =>
	change(pool, recordId, 'DELETE FROM undone_joins WHERE record_id = $1 AND key = $2', key);

async function change(pool: pg.Pool, recordId: string, statement: string, key: string): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query('BEGIN');
		await client.query('SELECT pg_advisory_xact_lock($1)', [locks.ingest]);
		await client.query(statement, [recordId, key]);
		const carriers = await client.query<{ record_id: string }>(
			'SELECT record_id FROM record_keys WHERE key = $1',
			[key]
		);
		await regroup(client, [recordId, ...carriers.rows.map((row) => row.record_id)]);
		await client.query('UPDATE state SET data_version = data_version + 1');
		await client.query('COMMIT');
	} catch (error) {
		await client.query('ROLLBACK');
		throw error;
	} finally {
		client.release();
	}
}
