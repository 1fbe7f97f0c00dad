/** Who is told of changed temperatures, and how that goes: for the job and for the settings page. */
import type pg from 'pg';

export interface HookState {
	address: string;
	/** When it began, and how many leads were warm or hot then: they counted as told. */
	beganAt: string;
	beganLeads: number;
	/** The data version that was told of to the end; null: none yet. */
	lookedVersion: number | null;
	/** Leads told of since then, each time they changed. */
	told: number;
	succeededAt: string | null;
	/** What is wrong, and since when. */
	error: string | null;
	failingSince: string | null;
	isDue: boolean;
}

/** Null: nothing was ever to be told. */
export async function readHookState(pool: pg.Pool): Promise<HookState | null> {
	const { rows } = await pool.query<
		Omit<HookState, 'beganAt' | 'succeededAt' | 'failingSince'> & {
			beganAt: Date;
			succeededAt: Date | null;
			failingSince: Date | null;
		}
	>(
		`SELECT address, began_at AS "beganAt", began_leads AS "beganLeads", looked_version AS "lookedVersion", told,
			succeeded_at AS "succeededAt", error, failing_since AS "failingSince", next_at <= now() AS "isDue"
		FROM score_hook`
	);
	const state = rows[0];
	return state
		? {
				...state,
				beganAt: state.beganAt.toISOString(),
				succeededAt: state.succeededAt?.toISOString() ?? null,
				failingSince: state.failingSince?.toISOString() ?? null
			}
		: null;
}

/** Keeps what went wrong. It is tried again later each time: after 1, 2, 4 minutes, at most 6 hours. */
export async function noteFailure(pool: pg.Pool, address: string, message: string): Promise<void> {
	await pool.query(
		`UPDATE score_hook SET error = $2, failing_since = coalesce(failing_since, now()), failures = failures + 1,
			next_at = now() + least(interval '6 hours', interval '1 minute' * 2 ^ least(failures, 12))
		WHERE address = $1`,
		[address, message]
	);
}

export interface Told {
	/** A record: those of one lead may have been told of at different times, before they were joined. */
	record: string;
	lead: string;
	/** Index in `temperatures`. */
	temperature: number;
}

/** Keeps what was told. */
export async function noteTold(
	pool: pg.Pool,
	address: string,
	model: string,
	told: readonly Told[]
): Promise<void> {
	await keepTold(pool, model, told);
	await pool.query(
		`UPDATE score_hook SET succeeded_at = now(), error = NULL, failing_since = NULL, failures = 0, next_at = now(),
			told = told + $2 WHERE address = $1`,
		[address, leadsOf(told)]
	);
}

const leadsOf = (told: readonly Told[]) => new Set(told.map(({ lead }) => lead)).size;

/** Everything up to this data version was told. */
export async function noteLooked(pool: pg.Pool, address: string, version: number): Promise<void> {
	await pool.query(
		`UPDATE score_hook SET looked_version = $2, error = NULL, failing_since = NULL, failures = 0 WHERE address = $1`,
		[address, version]
	);
}

/** Begins with an address: these count as told, whatever was told to another one. */
export async function beginHook(
	pool: pg.Pool,
	address: string,
	model: string,
	told: readonly Told[]
): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query('BEGIN');
		await client.query('DELETE FROM told_scores');
		await keepTold(client, model, told);
		await client.query('DELETE FROM score_hook');
		await client.query('INSERT INTO score_hook (address, began_leads) VALUES ($1, $2)', [
			address,
			leadsOf(told)
		]);
		await client.query('COMMIT');
	} catch (error) {
		await client.query('ROLLBACK');
		throw error;
	} finally {
		client.release();
	}
}

/** Nobody is told any more. */
export async function endHook(pool: pg.Pool): Promise<void> {
	await pool.query('DELETE FROM score_hook');
	await pool.query('DELETE FROM told_scores');
}

const keepTold = (db: pg.Pool | pg.PoolClient, model: string, told: readonly Told[]) =>
	db.query(
		`INSERT INTO told_scores (record_id, model, temperature)
		SELECT record, $1, temperature FROM unnest($2::uuid[], $3::smallint[]) t (record, temperature)
		ON CONFLICT (record_id) DO UPDATE SET model = excluded.model, temperature = excluded.temperature, told_at = now()`,
		[model, told.map(({ record }) => record), told.map(({ temperature }) => temperature)]
	);
