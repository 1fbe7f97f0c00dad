import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';

export interface RunningWorker {
	/** Ends the thread. What it was doing goes on at the next start: a load from its last chunk. */
	stop(): Promise<void>;
}

/** Longest wait before the thread is started again, s. */
const LONGEST_WAIT = 60;

/**
 * Starts the thread that does the background jobs, and starts it again when it dies. Throws what keeps it from starting
 * the first time. `database` is to stay open until it has stopped.
 */
export async function startWorker(
	database: Pick<Database, 'address'>,
	config: Config,
	log: Logger
): Promise<RunningWorker> {
	let stopped = false;
	let failures = 0;
	let startedAt = 0;
	let again: NodeJS.Timeout | undefined;
	let thread: Worker;

	const start = () =>
		new Promise<void>((ready, failed) => {
			startedAt = performance.now();
			thread = new Worker(new URL('worker-thread.ts', import.meta.url), {
				workerData: { address: database.address, config, logLevel: log.level }
			});
			let why: unknown = new Error('The thread ended.');
			let wasReady = false;
			thread.once('message', () => {
				wasReady = true;
				ready();
			});
			thread.once('error', (error) => (why = error));
			thread.once('exit', () => {
				if (!wasReady) failed(why);
				else if (!stopped) restart(why);
			});
		});

	const restart = (why: unknown) => {
		failures = performance.now() - startedAt > LONGEST_WAIT * 1000 ? 1 : failures + 1;
		const seconds = Math.min(LONGEST_WAIT, 2 ** (failures - 1));
		log.error({ err: why }, `The background worker ended; it starts again in ${seconds} s.`);
		again = setTimeout(() => {
			start().then(
				() => log.info('The background worker runs again.'),
				(error: unknown) => {
					if (!stopped) restart(error);
				}
			);
		}, seconds * 1000);
	};

	await start();
	return {
		stop: async () => {
			stopped = true;
			clearTimeout(again);
			await thread.terminate();
		}
	};
}
