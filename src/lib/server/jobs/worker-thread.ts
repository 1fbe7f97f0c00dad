/** A thread that does the background jobs and keeps the lead rows up to date, beside the one that answers requests. */
import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import pino from 'pino';
import type { Config } from '../config.ts';
import { openPool } from '../db/connect.ts';
import { locks } from '../db/locks.ts';
import { startKeeper } from './keeper.ts';
import { runJobs } from './run-jobs.ts';
import { takeBackJobs } from './take-back-jobs.ts';

const { address, config, logLevel } = workerData as {
	address: pg.ClientConfig;
	config: Config;
	logLevel: string;
};
const log = pino({ name: 'sluice worker', level: logLevel }, pino.destination(2));

const listener = new pg.Client({ ...address, application_name: 'sluice worker' });
// Whatever ends the thread, another one is started.
listener.on('error', (error) => {
	throw error;
});
await listener.connect();
// Held as long as this thread lives: of several servers at one database, one does the jobs.
const lock = 'SELECT pg_try_advisory_lock($1) AS taken';
const { rows } = await listener.query<{ taken: boolean }>(lock, [locks.jobs]);
if (!rows[0]!.taken) {
	log.info('Another server does the background jobs of this database; this one waits.');
	parentPort!.postMessage('ready');
	await listener.query('SELECT pg_advisory_lock($1)', [locks.jobs]);
}
const database = openPool(address, async () => {});
const place = { pool: database.pool, config, log };
await takeBackJobs(database.pool);
const jobs = await runJobs(database, place);
await startKeeper(listener, place);
parentPort!.postMessage('ready');
await jobs.ended;
throw new Error('The background jobs have ended.');
