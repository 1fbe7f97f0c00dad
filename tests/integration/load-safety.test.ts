/** Loads that are killed, that lose their database or its disk, or that run at once while another is removed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createRandom } from '#lib/demo/random.ts';
import { endOrphans } from '#lib/server/ingest/load-state.ts';
import { removeLoad } from '#lib/server/ingest/remove-load.ts';
import { testDatabase } from '../support/database.ts';
import { deal, deals, type Deal } from '../support/deals.ts';
import { makeTemporaryFolder } from '../support/folders.ts';
import {
	csvOf,
	endedOf,
	forgetAll,
	identityOf,
	leadsOf,
	loadText,
	logOf,
	replayAll
} from '../support/load.ts';

const db = await testDatabase();
const { pool } = db;
beforeEach(() => forgetAll(pool));

/** A weekly export: of the week before some rows changed, some are gone, and some cannot be read. */
const week = (number: number): Deal[] =>
	Array.from({ length: 600 }, (_, i) =>
		deal({
			Id: String(i),
			Lead: `L${(i + (i % 50 ? 0 : number)) % 400}`,
			Email: i % 7 ? `p${i % 150}@x.com` : '',
			Created: i % 40 === 39 ? 'never' : '2026-01-01',
			Stage: i % 11 < number ? 'Won' : i % 60 === number ? 'Spam' : 'New',
			Closed: '2026-02-01',
			Owner: (i + number) % 5 ? 'Anna' : 'Boris'
		})
	);

const everything = async () => [
	await logOf(pool),
	await endedOf(pool),
	await identityOf(pool),
	await leadsOf(pool)
];
const load = (rows: Deal[], chunkEvents = 80) => loadText(pool, csvOf(rows), { mapping: deals, chunkEvents });

interface Totals {
	id: number;
	status: string;
	error: string | null;
	read: number;
	rows: number;
	events: number;
	quarantined: number;
	kept: number;
	brought: number;
}

/** Whether what the loads count is what the tables hold. */
async function checkCounts(): Promise<Totals[]> {
	const { rows } = await pool.query<Totals>(
		`SELECT id, status, error, rows_read AS read, rows_quarantined AS quarantined,
			rows_accepted + rows_corrected + rows_known + rows_ignored + rows_quarantined AS rows,
			events_accepted + events_corrected AS events,
			(SELECT count(*) FROM quarantine q WHERE q.load_id = l.id) AS kept,
			(SELECT count(*) FROM events e WHERE e.load_id = l.id)
				+ (SELECT count(*) FROM event_versions v WHERE v.load_id = l.id) AS brought
		FROM loads l ORDER BY id`
	);
	for (const { read, rows: counted, quarantined, kept, events, brought } of rows)
		expect([counted, kept, brought]).toEqual([read, quarantined, events]);
	return rows;
}

test('killed at twenty moments it leaves whole chunks, and loading the file again completes it', async () => {
	const random = createRandom('twenty');
	await load(week(0), 5000);
	await load(week(1), 5000);
	const undisturbed = await everything();
	await forgetAll(pool);
	await load(week(0), 5000);

	const folder = makeTemporaryFolder();
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const file = join(folder, 'deals.csv');
	writeFileSync(file, csvOf(week(1)));
	const script = join(import.meta.dirname, '../support/load-in-chunks.ts');
	const moments = new Set<number>();
	for (let i = 0; i < 20; i++) {
		const child = spawn(process.execPath, [script, db.url, file], { stdio: ['ignore', 'pipe', 'inherit'] });
		onTestFinished(() => {
			child.kill('SIGKILL');
		});
		const ended = once(child, 'exit');
		let chunks = random.below(13);
		await new Promise<void>((resolve) => {
			child.stdout.on('end', resolve).on('data', (said: Buffer) => {
				chunks -= String(said).split('\n').length - 1;
				if (chunks <= 0) resolve();
			});
		});
		// Somewhere within the chunk that follows.
		for (let turns = random.below(4000); turns > 0; turns--) await new Promise(setImmediate);
		child.kill('SIGKILL');
		const [, signal] = (await ended) as [number | null, string | null];
		expect(signal).toBe('SIGKILL');
		// The server may be at the last chunk still.
		while (await isWriting()) await new Promise(setImmediate);
		await endOrphans(pool);
		const last = (await checkCounts()).at(-1)!;
		if (last.status === 'failed')
			expect(last.error).toMatch(/^The program ended before the load was complete/);
		moments.add(last.read);
	}
	expect(moments.size).toBeGreaterThan(5);
	expect((await load(week(1))).status).toBe('done');
	await checkCounts();
	expect(await everything()).toEqual(undisturbed);
}, 180_000);

const isWriting = async () =>
	(
		await pool.query<{ writing: boolean }>(
			`SELECT count(*) > 0 AS writing FROM pg_stat_activity
			WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' AND backend_type = 'client backend'`
		)
	).rows[0]!.writing;

test('two at once, while a load before them is removed, give what one after the other gives', async () => {
	const files = [week(1).slice(0, 400), week(1).slice(200)];
	for (const rows of files) await load(rows);
	const inTurn = await everything();
	await forgetAll(pool);
	const before = await load(week(0).slice(100, 500));
	await replayAll(pool);
	const results = await Promise.all([
		...files.map((rows) => load(rows)),
		removeLoad(pool, before.load!),
		replayAll(pool)
	]);
	for (const result of results.slice(0, 2)) expect(result).toMatchObject({ status: 'done', problem: null });
	const [log, ended, identity, leads] = await everything();
	expect([log, identity, leads]).toEqual([inTurn[0], inTurn[2], inTurn[3]]);
	expect(ended).toEqual([]);
});

test('without its database it says so, and what is in stays', async () => {
	await load(week(0), 5000);
	await load(week(1), 5000);
	const undisturbed = await everything();
	await forgetAll(pool);
	await load(week(0), 5000);
	let chunks = 0;
	const cut = await loadText(pool, csvOf(week(1)), {
		mapping: deals,
		chunkEvents: 80,
		progress: () => {
			if (++chunks === 3)
				void pool.query(
					`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
					WHERE datname = current_database() AND pid <> pg_backend_pid()`
				);
		}
	});
	expect(cut.status).toBe('failed');
	expect(cut.problem?.message).toMatch(
		/^The connection to the database was lost \(.*\): see that it runs\. What is in stays; then load the file again\.$/
	);
	// What the server has ended leaves the pool when it is used.
	await Promise.allSettled(Array.from({ length: 10 }, () => pool.query('SELECT')));
	const last = (await checkCounts()).at(-1)!;
	expect(last).toMatchObject({ status: 'failed', error: cut.problem!.message });
	expect(last.read).toBeGreaterThan(0);
	expect(last.read).toBeLessThan(600);
	expect((await load(week(1))).status).toBe('done');
	expect(await everything()).toEqual(undisturbed);
});

test('when the disk of the database is full it says so, and what is in stays', async () => {
	await pool.query(`
		CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
		$$ BEGIN RAISE 'could not extend file "base/1/2": No space left on device' USING ERRCODE = 'disk_full'; END $$;
		CREATE TRIGGER full_disk BEFORE INSERT ON events FOR EACH ROW WHEN (NEW.line > 300) EXECUTE FUNCTION full_disk()`);
	const full = await load(week(0));
	expect(full).toMatchObject({
		status: 'failed',
		problem: {
			message:
				'The disk of the database is full: make room on it (could not extend file "base/1/2": No space left on device). What is in stays; then load the file again.'
		}
	});
	expect(await checkCounts()).toMatchObject([{ status: 'failed', error: full.problem!.message }]);
	expect(full.rows.read).toBeGreaterThan(200);
	await pool.query('DROP TRIGGER full_disk ON events');
	expect((await load(week(0))).status).toBe('done');
	const completed = await everything();
	await forgetAll(pool);
	await load(week(0), 5000);
	expect(completed).toEqual(await everything());
});
