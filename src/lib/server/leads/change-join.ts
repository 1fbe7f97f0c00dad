import type pg from 'pg';
import type { Config } from '../config.ts';
import { redoJoin, undoJoin } from '../ingest/undo-join.ts';
import { bringUpToDate } from './generation.ts';

/**
 * Says that a key does not make a record one person with others (`undo`), or takes that back (`redo`), and replays
 * the leads that it concerns. Returns false, and changes nothing, if the record does not carry the key or the join was
 * not undone.
 */
export async function changeJoin(
	pool: pg.Pool,
	config: Config,
	change: 'undo' | 'redo',
	recordId: string,
	key: string
): Promise<boolean> {
	const table = change === 'undo' ? 'record_keys' : 'undone_joins';
	const { rowCount } = await pool.query(`SELECT FROM ${table} WHERE record_id = $1 AND key = $2`, [
		recordId,
		key
	]);
	if (!rowCount) return false;
	await (change === 'undo' ? undoJoin : redoJoin)(pool, recordId, key);
	await bringUpToDate(pool, config);
	return true;
}
