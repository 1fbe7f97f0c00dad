/** Loads, replays and rebuilds that happen at the same time, or are cut off. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { replaySettings } from '#lib/server/leads/replay-settings.ts';
import { rebuild } from '#lib/server/leads/rebuild.ts';
import { replayContext, replayTouched } from '#lib/server/leads/replay-leads.ts';
import { testDatabase } from '../support/database.ts';
import {
	forgetAll,
	identityOf,
	leadsOf,
	loadEvents,
	logOf,
	ndjson,
	replayAll,
	utcConfig
} from '../support/load.ts';

const db = await testDatabase();
const { pool } = db;
beforeEach(() => forgetAll(pool));

const events = (part: number) =>
	Array.from({ length: 60 }, (_, i) => ({
		type: i % 4 === 0 ? 'created' : 'activity',
		at: new Date(Date.UTC(2026, 0, 1, i, part)).toISOString(),
		lead: `L${(i * 7 + part) % 40}`,
		email: `p${(i + part) % 12}@x.com`,
		channel: part % 2 ? 'SMM' : 'Google'
	}));
const everything = async () => [await logOf(pool), await identityOf(pool), await leadsOf(pool)];

test('end as if they had happened one after the other', async () => {
	const parts = [0, 1, 2, 3, 4, 5];
	for (const part of parts) await loadEvents(pool, events(part));
	const inTurn = await everything();
	await forgetAll(pool);
	await Promise.all([
		...[parts.slice(0, 3), parts.slice(3)].map(async (some) => {
			for (const part of some) {
				const { problem } = await loadEvents(pool, events(part));
				expect(problem).toBeNull();
				await replayAll(pool);
			}
		}),
		rebuild(pool, utcConfig).then(() => rebuild(pool, utcConfig)),
		loadEvents(pool, events(9), { dryRun: true })
	]);
	expect(await everything()).toEqual(inTurn);
});

test('a key that becomes shared while leads are replayed makes none of them an IQL', async () => {
	const carriers = Array.from({ length: 6 }, (_, i) => ({
		type: 'created',
		at: '2026-01-01',
		lead: `L${i}`,
		email: 'anna@x.com'
	}));
	await replayAll(pool);
	await loadEvents(pool, carriers.slice(0, 5));
	const client = await pool.connect();
	onTestFinished(() => client.release());
	const { rows } = await client.query<{ generation: number }>('SELECT generation FROM state');
	const context = await replayContext(client, rows[0]!.generation, await replaySettings(client, utcConfig));
	await loadEvents(pool, carriers.slice(5));
	while (await replayTouched(client, context));
	const { rows: leads } = await pool.query(
		'SELECT deepest, count(*)::int AS leads FROM lead_rows GROUP BY 1'
	);
	expect(leads).toEqual([{ deepest: 0, leads: 6 }]);
});

test('a rebuild that fails leaves the old rows, and the next one works', async () => {
	await loadEvents(pool, events(0));
	const before = await leadsOf(pool);
	const broken = { ...utcConfig, timezone: 'Nowhere/Else' };
	await expect(rebuild(pool, broken)).rejects.toThrow(RangeError);
	expect(await leadsOf(pool)).toEqual(before);
	await rebuild(pool, utcConfig);
	expect(await leadsOf(pool)).toEqual(before);
});

test('a load that is killed leaves whole chunks, and the next load completes it', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'sluice-kill-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const many = Array.from({ length: 44_000 }, (_, i) => ({
		type: i % 2 ? 'activity' : 'created',
		at: '2026-01-01',
		lead: String(i % 2000),
		n: i
	}));
	const file = join(folder, 'events.ndjson');
	writeFileSync(file, ndjson(many));
	const child = spawn(process.execPath, ['src/cli/sluice.ts', 'load', file, '--source', 'crm'], {
		cwd: join(import.meta.dirname, '../..'),
		env: { ...process.env, DATABASE_URL: db.url },
		stdio: 'ignore'
	});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	const ended = once(child, 'exit');
	const loaded = async () =>
		(await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM events')).rows[0]!.n;
	while ((await loaded()) === 0 && child.exitCode === null) await new Promise(setImmediate);
	child.kill('SIGKILL');
	await ended;
	const whole = await loaded();
	expect(whole).toBeGreaterThan(0);
	const { rows } = await pool.query('SELECT rows_read, rows_accepted, events_accepted FROM loads');
	expect(rows).toEqual([{ rows_read: whole, rows_accepted: whole, events_accepted: whole }]);

	const { rows: counts } = await loadEvents(pool, many);
	expect(counts).toMatchObject({ read: 44_000, accepted: 44_000 - whole, known: whole });
	await replayAll(pool);
	const leads = await pool.query<{ n: number }>(
		'SELECT count(*)::int AS n FROM lead_rows WHERE generation = (SELECT generation FROM state)'
	);
	expect(leads.rows[0]!.n).toBe(2000);
});
