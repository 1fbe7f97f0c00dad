/** Does the background jobs of a database. */
import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { Database } from '../db/connect.ts';
import { feedTask, readDueFeeds } from './feed-task.ts';
import { housekeeping } from './housekeeping.ts';
import { loadTask } from './load-task.ts';
import type { Jobs } from './queue.ts';
import { tellScores } from './tell-scores.ts';
import { trialTask } from './trial-task.ts';
import type { Workplace } from './workplace.ts';

export interface RunningJobs {
	/** Settles when jobs are done no more: rejects if that is because of an error. */
	ended: Promise<void>;
	/** Ends once the jobs under way are done. */
	stop(): Promise<void>;
}

/** One load, one feed, one trial and one delivery at a time: each task has a queue of its own. */
const CONCURRENCY = 4;

/**
 * Starts doing jobs, those first that another process was doing when it ended. Nobody else may be doing any: see
 * `locks.jobs`.
 */
export async function runJobs(database: Pick<Database, 'address'>, place: Workplace): Promise<RunningJobs> {
	// The queue expects node-pg's own types.
	const pool = new pg.Pool({ ...database.address, application_name: 'sluice jobs', max: CONCURRENCY + 2 });
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));
	try {
		const runner = await run({
			pgPool: pool,
			concurrency: CONCURRENCY,
			pollInterval: 1000,
			noHandleSignals: true,
			logger: loggerTo(place.log),
			taskList: tasks(place),
			parsedCronItems: parseCronItems([
				{ task: 'due-feeds', match: '* * * * *', options: { jobKey: 'due-feeds' } },
				{
					task: 'tell-scores',
					match: '* * * * *',
					options: { jobKey: 'tell-scores', queueName: 'tell-scores', maxAttempts: 1 }
				},
				{ task: 'housekeeping', match: '17 3 * * *', options: { backfillPeriod: 24 * 3600 * 1000 } }
			])
		});
		const close = () => pool.end();
		return {
			ended: runner.promise.finally(close),
			stop: () => runner.stop()
		};
	} catch (error) {
		await pool.end();
		throw error;
	}
}

function tasks(place: Workplace): TaskList {
	const last = (helpers: { job: { attempts: number; max_attempts: number } }) =>
		helpers.job.attempts >= helpers.job.max_attempts;
	return {
		load: (payload, helpers) => loadTask(place, payload as Jobs['load'], last(helpers)),
		trial: (payload) => trialTask(place, payload as Jobs['trial']),
		feed: (payload) => feedTask(place, payload as Jobs['feed']),
		'due-feeds': () => readDueFeeds(place),
		'tell-scores': () => tellScores(place),
		housekeeping: () => housekeeping(place)
	};
}

const loggerTo = (log: Workplace['log']) =>
	new Logger(() => (level, message, meta) => {
		const { error } = (meta ?? {}) as { error?: unknown };
		if (level === 'error') log.error({ err: error }, message);
		else if (level === 'warning') log.warn(message);
	});
