/** The settings in the database: one row for each that was ever changed. */
import type pg from 'pg';
import { parseSettings, SettingsProblem, type Settings, type SettingsInput } from '#lib/settings/settings.ts';

/** The settings, with their defaults where nothing is set. */
export async function readSettings(db: pg.Pool | pg.PoolClient): Promise<Settings> {
	const query = 'SELECT key, value FROM settings';
	const { rows } = await (db as pg.ClientBase).query<{ key: string; value: unknown }>(query);
	return parseSettings(Object.fromEntries(rows.map((row) => [row.key, row.value])));
}

/**
 * Sets the settings that `patch` names, each as a whole; as a function it is given those of before. Returns all of them.
 * What is being served replays the leads where they depend on it. Throws a {@link SettingsProblem} and changes nothing if the result would be wrong.
 */
export async function changeSettings(
	pool: pg.Pool,
	patch: Partial<SettingsInput> | ((before: Settings) => Partial<SettingsInput>)
): Promise<Settings> {
	const client = await pool.connect();
	try {
		await client.query('BEGIN');
		await client.query('LOCK TABLE settings IN SHARE ROW EXCLUSIVE MODE');
		const before = await readSettings(client);
		const changes = typeof patch === 'function' ? patch(before) : patch;
		for (const key of Object.keys(changes))
			if (!Object.hasOwn(before, key)) throw new SettingsProblem([key], `There is no setting "${key}".`);
		const after = parseSettings({ ...before, ...changes });
		for (const key of Object.keys(changes) as (keyof Settings)[])
			await client.query(
				`INSERT INTO settings (key, value) VALUES ($1, $2)
				ON CONFLICT (key) DO UPDATE SET value = excluded.value, changed_at = now()
				WHERE settings.value <> excluded.value`,
				[key, JSON.stringify(after[key])]
			);
		await client.query('UPDATE state SET data_version = data_version + 1');
		await client.query('NOTIFY sluice_touched');
		await client.query('COMMIT');
		return after;
	} catch (error) {
		await client.query('ROLLBACK');
		throw error;
	} finally {
		client.release();
	}
}
