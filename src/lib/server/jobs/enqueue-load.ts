import { basename } from 'node:path';
import type pg from 'pg';
import { addJob, type LoadSettings } from './queue.ts';

export interface LoadRequest extends Partial<LoadSettings> {
	path: string;
	/** The name to show; default: that of the path. */
	file?: string;
	kind?: 'events' | 'costs';
	origin: 'page' | 'feed';
	feedId?: number | null;
	removeFile?: boolean;
}

/** A load that the program did not survive this often is given up. */
const MAX_ATTEMPTS = 20;

/** Writes a waiting load and the job that loads the file. Returns the number of the load. */
export async function enqueueLoad(pool: pg.Pool, request: LoadRequest): Promise<number> {
	const { path, file = basename(path), origin, feedId = null, removeFile = false } = request;
	const { mapping = null, preset = null, source = null, dates = [], sheet = null } = request;
	const { kind } = request;
	const client = await pool.connect();
	try {
		await client.query('BEGIN');
		const { rows } = await client.query<{ id: number }>(
			`INSERT INTO loads (file, source, preset, mapping, status, kind, origin, feed_id)
			VALUES ($1, $2, $3, $4, 'waiting', $5, $6, $7) RETURNING id`,
			[
				file,
				source,
				preset,
				mapping && JSON.stringify(mapping),
				kind ?? mapping?.kind ?? 'events',
				origin,
				feedId
			]
		);
		const loadId = rows[0]!.id;
		const options = { mapping, preset, source, dates, sheet, kind, name: file, origin, feedId };
		const job = { key: `load:${loadId}`, maxAttempts: MAX_ATTEMPTS };
		await addJob(client, 'load', { loadId, path, removeFile, options }, job);
		await client.query('COMMIT');
		return loadId;
	} catch (error) {
		await client.query('ROLLBACK');
		throw error;
	} finally {
		client.release();
	}
}
