/** Background jobs: loads and trials that the worker does, and what becomes of them when it ends. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pino from 'pino';
import { afterAll, afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { requestStop } from '#lib/server/ingest/load-state.ts';
import { enqueueLoad, type LoadRequest } from '#lib/server/jobs/enqueue-load.ts';
import { addJob } from '#lib/server/jobs/queue.ts';
import { runJobs, type RunningJobs } from '#lib/server/jobs/run-jobs.ts';
import { startWorker } from '#lib/server/jobs/start-worker.ts';
import { takeBackJobs } from '#lib/server/jobs/take-back-jobs.ts';
import { testDatabase } from '../support/database.ts';
import { atDatabase } from '../support/databases.ts';
import { makeTemporaryFolder } from '../support/folders.ts';
import { forgetAll, ndjson, utcConfig } from '../support/load.ts';
import { until } from '../support/until.ts';

const db = await testDatabase();
const { pool } = db;
const folder = makeTemporaryFolder();
const log = pino({ enabled: false });
const place = { pool, config: { ...utcConfig, dataDir: folder }, log };
let jobs: RunningJobs | undefined;

beforeEach(async () => {
	await forgetAll(pool);
	await pool.query('DELETE FROM graphile_worker._private_jobs');
});
afterEach(async () => {
	await jobs?.stop();
	jobs = undefined;
});
afterAll(() => rmSync(folder, { recursive: true }));

const event = (n: number, more = {}) => ({
	type: n % 2 ? 'activity' : 'created',
	at: '2026-01-01T10:00:00Z',
	lead: String(n % 500),
	n,
	...more
});
const file = (name: string, events: unknown[] | string): string => {
	const path = join(folder, name);
	writeFileSync(path, typeof events === 'string' ? events : ndjson(events));
	return path;
};
const enqueue = (path: string, more: Partial<LoadRequest> = {}) =>
	enqueueLoad(pool, { path, source: 'crm', origin: 'page', ...more });
const loadOf = async (id: number) =>
	(await pool.query<Record<string, unknown>>('SELECT * FROM loads WHERE id = $1', [id])).rows[0]!;
const ended = (id: number) =>
	until(async () => ['done', 'failed', 'stopped'].includes(String((await loadOf(id)).status)));
const jobsLeft = async () => (await pool.query('SELECT FROM graphile_worker.jobs')).rowCount;

test('a load waits for the worker, and is done by it', async () => {
	const path = file('a.ndjson', [event(0), event(1), { ...event(2), type: 'nothing' }]);
	const id = await enqueue(path, {
		file: 'Leads of May.ndjson',
		origin: 'feed',
		feedId: 7,
		removeFile: true
	});
	expect(await loadOf(id)).toMatchObject({ status: 'waiting', file: 'Leads of May.ndjson', rows_read: 0 });
	jobs = await runJobs(db, place);
	await ended(id);
	expect(await loadOf(id)).toMatchObject({
		...{ status: 'done', file: 'Leads of May.ndjson', source: 'crm', origin: 'feed', feed_id: 7 },
		...{ rows_read: 3, rows_accepted: 2, rows_quarantined: 1, leads_new: 2, error: null }
	});
	await until(async () => (await jobsLeft()) === 0);
	expect(existsSync(path)).toBe(false);
});

test('what is wrong with a file ends its load, and the next one is done', async () => {
	const bad = await enqueue(file('bad.ndjson', ''));
	const missing = await enqueue(join(folder, 'missing.csv'));
	const stopped = await enqueue(file('b.ndjson', [event(0)]));
	const good = await enqueue(file('c.ndjson', [event(1)]));
	await requestStop(pool, stopped);
	jobs = await runJobs(db, place);
	await ended(good);
	expect((await loadOf(good)).status).toBe('done');
	expect(await loadOf(bad)).toMatchObject({ status: 'failed', error: expect.stringContaining('bad.ndjson') });
	expect(await loadOf(missing)).toMatchObject({
		status: 'failed',
		error: `${join(folder, 'missing.csv')} does not exist: check the path.`
	});
	expect(await loadOf(stopped)).toMatchObject({ status: 'stopped', rows_read: 0 });
	await until(async () => (await jobsLeft()) === 0);
});

test('a load that was cut off goes on where it was, with the counts of both parts', async () => {
	const events = Array.from({ length: 51_000 }, (_, n) => event(n));
	events[3] = event(3, { at: 'never' });
	events[40_000] = event(40_000, { at: 'never' });
	const id = await enqueue(file('many.ndjson', events));
	const worker = new Worker(new URL('../../src/lib/server/jobs/worker-thread.ts', import.meta.url), {
		workerData: { address: db.address, config: place.config, logLevel: 'silent' }
	});
	onTestFinished(async () => void (await worker.terminate()));
	const chunks = async () => Number((await loadOf(id)).rows_read);
	await until(async () => (await chunks()) > 0);
	await worker.terminate();
	const before = await loadOf(id);
	expect(before.status).toBe('running');
	expect(await jobsLeft()).toBe(1);

	await takeBackJobs(pool);
	expect((await loadOf(id)).status).toBe('waiting');
	jobs = await runJobs(db, place);
	await ended(id);
	expect(await loadOf(id)).toMatchObject({
		...{ status: 'done', rows_read: 51_000, rows_accepted: 50_998, rows_known: 0, rows_quarantined: 2 },
		...{ events_accepted: 50_998, leads_new: 500 }
	});
	expect((await pool.query('SELECT FROM events')).rowCount).toBe(50_998);
	const { rows } = await pool.query('SELECT line FROM quarantine ORDER BY line');
	expect(rows).toEqual([{ line: 4 }, { line: 40_001 }]);
});

test('a trial says what a load would do, and keeps nothing', async () => {
	const { rows } = await pool.query<{ id: string }>(
		`INSERT INTO uploads (file, path, bytes, source) VALUES
			('a.ndjson', $1, 1, 'crm'), ('none.csv', $2, 1, 'crm') RETURNING id`,
		[file('trial.ndjson', [event(0), event(1)]), join(folder, 'none.csv')]
	);
	for (const { id } of rows) await addJob(pool, 'trial', { uploadId: id }, { key: `trial:${id}` });
	jobs = await runJobs(db, place);
	const trials = async () =>
		(await pool.query<{ trial: unknown }>('SELECT trial FROM uploads ORDER BY file')).rows.map(
			(row) => row.trial
		);
	await until(async () => !(await trials()).includes(null));
	expect(await trials()).toEqual([
		expect.objectContaining({ problem: null, rows: expect.objectContaining({ read: 2, accepted: 2 }) }),
		{ problem: `${join(folder, 'none.csv')} does not exist: check the path.` }
	]);
	expect((await pool.query('SELECT FROM events')).rowCount).toBe(0);
	expect((await pool.query('SELECT FROM loads')).rowCount).toBe(0);
});

test('the worker does jobs in a thread, one worker at a time, and takes over from one that ended', async () => {
	const first = await startWorker(db, place.config, log);
	const second = await startWorker(db, place.config, log);
	onTestFinished(() => second.stop());
	const id = await enqueue(file('thread.ndjson', [event(0)]));
	await ended(id);
	await first.stop();
	const next = await enqueue(file('thread2.ndjson', [event(1)]));
	await ended(next);
	expect((await loadOf(next)).status).toBe('done');
	// It also keeps the lead rows up to date.
	await until(async () => (await pool.query('SELECT FROM lead_rows')).rowCount === 2);
});

test('a worker that cannot start says why', async () => {
	const nowhere = { address: { connectionString: atDatabase(db.url, 'no_such') } };
	await expect(startWorker(nowhere, place.config, log)).rejects.toThrow('database "no_such" does not exist');
});
