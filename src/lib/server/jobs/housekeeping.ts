import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { endOrphans } from '../ingest/load-state.ts';
import { feedFiles } from './feed-task.ts';
import type { Workplace } from './workplace.ts';

/** Days after which nobody asks for it any more. */
const KEPT = 7;

/** Forgets, once a day, what was left behind. */
export async function housekeeping({ pool, config }: Workplace): Promise<void> {
	await endOrphans(pool);
	await pool.query('DELETE FROM idempotency_keys WHERE created_at < now() - make_interval(days => $1)', [
		KEPT
	]);
	await pool.query(
		'DELETE FROM told_scores t WHERE NOT EXISTS (SELECT FROM records r WHERE r.record_id = t.record_id)'
	);
	const folder = feedFiles(config.dataDir);
	const before = Date.now() - KEPT * 24 * 3600 * 1000;
	for (const file of await readdir(folder).catch(() => [])) {
		const path = join(folder, file);
		if ((await stat(path)).mtimeMs < before) await rm(path);
	}
}
