/** Lead rows follow the log and the settings while the server runs. */
import pg from 'pg';
import pino from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startKeeper, type Keeper, type KeeperPace } from '#lib/server/jobs/keeper.ts';
import { changeSettings } from '#lib/server/settings.ts';
import { testDatabase } from '../support/database.ts';
import { forgetAll, loadEvents, replayAll, utcConfig } from '../support/load.ts';
import { until } from '../support/until.ts';

const db = await testDatabase();
const { pool } = db;
let listener: pg.Client;
let keeper: Keeper | undefined;

const never = 3_600_000;
const onlyWhenTold: KeeperPace = { lookEvery: never, rebuildRests: 8 };

const keep = async (pace: KeeperPace) => {
	keeper = await startKeeper(listener, { pool, config: utcConfig, log: pino({ enabled: false }) }, pace);
};

beforeEach(async () => {
	await forgetAll(pool);
	await replayAll(pool);
	listener = new pg.Client(db.address);
	await listener.connect();
});
afterEach(async () => {
	await keeper?.stop();
	await listener.end();
});

const one = async <T>(query: string): Promise<T> => (await pool.query<{ value: T }>(query)).rows[0]!.value;
const leads = () =>
	one<number>(
		'SELECT count(*)::int AS value FROM lead_rows WHERE generation = (SELECT generation FROM state)'
	);
const generation = () => one<number>('SELECT generation AS value FROM state');
const touched = () => one<number>('SELECT count(*)::int AS value FROM touched_leads');
const created = (lead: string) => ({ type: 'created', at: '2026-01-01T10:00:00Z', lead, channel: 'smm' });

test('an event is in the reports as soon as it is in the log', async () => {
	await keep(onlyWhenTold);
	for (const lead of ['A', 'B']) {
		const before = await leads();
		await loadEvents(pool, [created(lead)]);
		await until(async () => (await leads()) === before + 1);
	}
	expect(await touched()).toBe(0);
});

test('what arrived before the server ran is found, and what nobody told of', async () => {
	await loadEvents(pool, [created('A')]);
	await keep({ ...onlyWhenTold, lookEvery: 1 });
	await until(async () => (await leads()) === 1);
	await pool.query('UPDATE lead_rows SET channel = NULL');
	await pool.query('INSERT INTO touched_leads SELECT generation, lead_id FROM lead_rows');
	await until(async () => (await touched()) === 0);
	expect(await one('SELECT channel AS value FROM lead_rows')).toBe('smm');
});

test('changed settings are in the reports', async () => {
	await loadEvents(pool, [created('A')]);
	await keep(onlyWhenTold);
	await until(async () => (await leads()) === 1);
	await changeSettings(pool, { aliases: { channel: { smm: 'Social' } } });
	const channel = () =>
		one('SELECT channel AS value FROM lead_rows WHERE generation = (SELECT generation FROM state)');
	await until(async () => (await channel()) === 'Social');
	await changeSettings(pool, { aliases: { channel: {} } });
	await until(async () => (await channel()) === 'smm');
	expect(await touched()).toBe(0);
});

test('a long load is not rebuilt again and again, but when it is done', async () => {
	const touchMost = () =>
		pool.query(`INSERT INTO touched_leads (generation, lead_id)
			SELECT generation, gen_random_uuid() FROM state, generate_series(1, 10001)`);
	await pool.query(`INSERT INTO loads (file) VALUES ('long.csv')`);
	await touchMost();
	const first = await generation();
	await keep({ lookEvery: 1, rebuildRests: never });
	await until(async () => (await generation()) === first + 1);
	const queries = vi.spyOn(pool, 'query');
	await touchMost();
	// It looks again and again whether the load is done.
	const looks = () => queries.mock.calls.filter(([text]) => /status = 'running'/.test(String(text))).length;
	await until(async () => looks() >= 3);
	expect(await generation()).toBe(first + 1);
	await pool.query(`UPDATE loads SET status = 'done'`);
	await until(async () => (await touched()) === 0);
	expect(await generation()).toBe(first + 2);
});
