/** Whoever asks is told that all leads are being recalculated, and how many are done. */
import { from as copyFrom } from 'pg-copy-streams';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { locks } from '#lib/server/db/locks.ts';
import { rebuild } from '#lib/server/leads/rebuild.ts';
import { recalculating } from '#lib/server/leads/recalculating.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';

const { pool } = await testDatabase();

const told = () => recalculating(pool, utcConfig);
const share = async () => (await told())?.share;

beforeAll(async () => {
	await forgetAll(pool);
	await loadEvents(
		pool,
		Array.from({ length: 2000 }, (_, i) => ({ type: 'created', at: '2026-01-01T10:00:00Z', lead: `L${i}` }))
	);
});
beforeEach(async () => {
	await replayAll(pool);
	await changeSettings(pool, { aliases: { channel: { smm: 'Social' } } });
});
afterEach(() => changeSettings(pool, { aliases: { channel: {} } }));

test('before it begins no share is known, and afterwards nothing is said', async () => {
	expect(await told()).toEqual({ share: null });
	await replayAll(pool);
	expect(await told()).toBeNull();
});

test('the share is that of the leads that are written', async () => {
	const client = await pool.connect();
	client.on('error', () => {});
	try {
		const { rows } = await client.query<{ id: number }>(
			`INSERT INTO generations (id, timezone, currency, settings)
			SELECT max(id) + 1, 'UTC', 'EUR', '{}' FROM generations RETURNING id`
		);
		const table = `lead_rows_g${rows[0]!.id}`;
		await client.query('BEGIN');
		await client.query(`CREATE TABLE ${table} (lead text)`);
		const stream = client.query(copyFrom(`COPY ${table} (lead) FROM STDIN`));
		stream.on('error', () => {});
		// The server writes, and counts, 1,000 rows at once.
		const write = (rows: number) => stream.write('lead\n'.repeat(rows));
		write(1001);
		await expect.poll(share, { timeout: 30_000 }).toBeCloseTo(0.5, 2);
		// With leads that came since: never all while the old ones are shown.
		write(2000);
		await expect.poll(share, { timeout: 30_000 }).toBe(0.99);
	} finally {
		client.release(true);
	}
	await expect.poll(share, { timeout: 30_000 }).toBeNull();
});

test('what is written, but not live yet, is not all', async () => {
	const client = await pool.connect();
	await client.query('SELECT pg_advisory_lock($1)', [locks.replay]);
	const done = rebuild(pool, utcConfig);
	await expect.poll(share, { timeout: 30_000 }).toBe(0.99);
	await client.query('SELECT pg_advisory_unlock($1)', [locks.replay]);
	client.release();
	expect(await done).toMatchObject({ leads: 2000, of: 2000 });
	expect(await told()).toBeNull();
});
