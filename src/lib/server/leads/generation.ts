/** Keeps the live generation of lead rows in step with the log and the settings. */
import type pg from 'pg';
import type { Config } from '../config.ts';
import { locks } from '../db/locks.ts';
import { rebuild, type RebuildProgress } from './rebuild.ts';
import { replayContext, replayTouched } from './replay-leads.ts';
import { replaySettings, type ReplaySettings } from './replay-settings.ts';

/** Rebuilding costs less than replaying when more than this share of the leads is touched. */
const REBUILD_SHARE = 0.2;
/** … and more than so many. */
const REBUILD_ABOVE = 10_000;

/** What is to be done until the lead rows are up to date. */
export interface Behind {
	/** The live generation; null: there is none yet. */
	generation: number | null;
	/** Leads of it that are to be replayed. */
	touched: number;
	/** All are to be rebuilt: there is no generation, the settings changed, or most leads are touched. */
	rebuild: boolean;
}

export const howFarBehind = async (pool: pg.Pool, config: Config): Promise<Behind> =>
	behind(pool, await replaySettings(pool, config));

async function behind(pool: pg.Pool, settings: ReplaySettings): Promise<Behind> {
	const { rows } = await pool.query<{ generation: number | null; fits: boolean; touched: number }>(
		`SELECT s.generation,
			g.timezone = $1 AND g.currency = $2 AND g.model IS NOT DISTINCT FROM $3 AND g.settings = $4::jsonb AS fits,
			(SELECT count(*)::int FROM touched_leads t WHERE t.generation = s.generation) AS touched
		FROM state s LEFT JOIN generations g ON g.id = s.generation`,
		[settings.timezone, settings.currency, settings.modelVersion, JSON.stringify(settings.settings)]
	);
	const { generation, fits, touched } = rows[0]!;
	const rebuild = generation === null || !fits || (touched > REBUILD_ABOVE && (await areMost(pool, touched)));
	return { generation, touched, rebuild };
}

/** Whether so many leads are more than REBUILD_SHARE of all. */
async function areMost(pool: pg.Pool, touched: number): Promise<boolean> {
	const all = Math.ceil(touched / REBUILD_SHARE);
	const { rows } = await pool.query<{ leads: number }>(
		'SELECT count(*)::int AS leads FROM (SELECT FROM records LIMIT $1) r',
		[all]
	);
	return rows[0]!.leads < all;
}

/**
 * Brings the lead rows up to date: replays the leads that are touched now, or rebuilds everything.
 */
export async function bringUpToDate(
	pool: pg.Pool,
	config: Config,
	progress?: (done: RebuildProgress) => void
): Promise<void> {
	const settings = await replaySettings(pool, config);
	const { generation, touched, rebuild: all } = await behind(pool, settings);
	if (generation === null || all) {
		// Another process may be rebuilding for the same reason.
		await rebuild(pool, config, progress, async () => (await howFarBehind(pool, config)).rebuild);
		return;
	}
	if (touched === 0) return;
	const client = await pool.connect();
	try {
		await client.query('SELECT pg_advisory_lock($1)', [locks.replay]);
		const context = await replayContext(client, generation, settings);
		// Those that are touched meanwhile come later: they are the next call's, which might otherwise never come.
		for (let left = touched; left > 0;) {
			const replayed = await replayTouched(client, context);
			left = replayed === 0 ? 0 : left - replayed;
		}
	} finally {
		await client.query('SELECT pg_advisory_unlock($1)', [locks.replay]).catch(() => {});
		client.release();
	}
}
