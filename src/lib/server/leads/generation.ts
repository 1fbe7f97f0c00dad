/** Keeps the live generation of lead rows in step with the log and the settings. */
import type pg from 'pg';
import type { Config } from '../config.ts';
import { locks } from '../db/locks.ts';
import { rebuild, type RebuildProgress } from './rebuild.ts';
import { replayContext, replayTouched } from './replay-leads.ts';
import { replaySettings } from './replay-settings.ts';

/** Rebuilding costs less than replaying when more than this share of the leads is touched. */
const REBUILD_SHARE = 0.2;

/**
 * Brings the lead rows up to date: replays touched leads, or rebuilds everything where there is no generation yet,
 * where the settings changed, or where most leads are touched.
 */
export async function bringUpToDate(
	pool: pg.Pool,
	config: Config,
	progress?: (done: RebuildProgress) => void
): Promise<void> {
	const settings = await replaySettings(pool, config);
	const { rows } = await pool.query<{
		generation: number | null;
		fits: boolean;
		touched: number;
		leads: number;
	}>(
		`SELECT s.generation,
			g.timezone = $1 AND g.currency = $2 AND g.model IS NOT DISTINCT FROM $3 AND g.settings = $4::jsonb AS fits,
			(SELECT count(*)::int FROM touched_leads t WHERE t.generation = s.generation) AS touched,
			(SELECT count(*)::int FROM (SELECT FROM records LIMIT 1000000) r) AS leads
		FROM state s LEFT JOIN generations g ON g.id = s.generation`,
		[settings.timezone, settings.currency, settings.modelVersion, JSON.stringify(settings.settings)]
	);
	const now = rows[0]!;
	const many = now.touched > 10_000 && now.touched > REBUILD_SHARE * now.leads;
	if (now.generation === null || !now.fits || many) {
		await rebuild(pool, config, progress);
		return;
	}
	if (now.touched === 0) return;
	const client = await pool.connect();
	try {
		await client.query('SELECT pg_advisory_lock($1)', [locks.replay]);
		const context = await replayContext(client, now.generation, settings);
		while (await replayTouched(client, context));
	} finally {
		await client.query('SELECT pg_advisory_unlock($1)', [locks.replay]).catch(() => {});
		client.release();
	}
}
