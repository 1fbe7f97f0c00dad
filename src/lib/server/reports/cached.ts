/** Results that take long: each computed once for its data, also when it is asked for twice at the same time. */
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';

const KEPT = 32;

interface Kept {
	/** By what the result depends on; the one asked for last stands last. */
	results: Map<string, Promise<unknown>>;
	/** The last computation, done or not. */
	queue: Promise<unknown>;
}

const byDatabase = new WeakMap<Database, Kept>();

/**
 * What `compute` gives for the data as they are now and for `request` (whatever else it depends on). Results are
 * computed one after the other, so that they never take more than one connection from the pages.
 */
export async function cached<T>(
	db: Database,
	config: Config,
	request: unknown,
	compute: () => Promise<T>
): Promise<T> {
	const state = await sql<{ generation: number | null; data_version: number }>`
		SELECT generation, data_version FROM state`.execute(db.kysely);
	const key = JSON.stringify([state.rows[0], config.timezone, config.currency, request]);
	let kept = byDatabase.get(db);
	if (!kept) byDatabase.set(db, (kept = { results: new Map(), queue: Promise.resolve() }));
	const known = kept.results.get(key) as Promise<T> | undefined;
	kept.results.delete(key);
	const result = known ?? kept.queue.then(compute);
	kept.results.set(key, result);
	if (!known) {
		kept.queue = result.catch(() => {});
		// What failed is tried again.
		result.catch(() => kept.results.get(key) === result && kept.results.delete(key));
		for (const oldest of kept.results.keys()) {
			if (kept.results.size <= KEPT) break;
			kept.results.delete(oldest);
		}
	}
	return result;
}
