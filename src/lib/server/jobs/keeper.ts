/** Replays what arrives while the server runs, so that a posted event is in every report at once. */
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { bringUpToDate, howFarBehind } from '../leads/generation.ts';
import type { Workplace } from './workplace.ts';

export interface KeeperPace {
	/** A look without being told, ms: whoever changes something may have been unable to say so. */
	lookEvery: number;
	/**
	 * While something is being loaded, most leads are touched again and again, and each time would be rebuilt: a
	 * rebuild then waits this many times as long as the last one took, or until the load is done.
	 */
	rebuildRests: number;
}

const ordinary: KeeperPace = { lookEvery: 3000, rebuildRests: 8 };

/** Longest wait after an error, ms. */
const LONGEST_WAIT = 60_000;

export interface Keeper {
	/** Ends after the pass under way. */
	stop(): Promise<void>;
}

/** Keeps the lead rows up to date. `listener` is a connection of its own. */
export async function startKeeper(
	listener: pg.Client,
	place: Workplace,
	pace: KeeperPace = ordinary
): Promise<Keeper> {
	const stopping = new AbortController();
	const bell = makeBell();
	listener.on('notification', ({ channel }) => {
		if (channel === 'sluice_touched') bell.ring();
	});
	await listener.query('LISTEN sluice_touched');
	const kept = keep(place, bell, pace, stopping.signal);
	return {
		stop: async () => {
			stopping.abort();
			bell.ring();
			await kept;
		}
	};
}

async function keep(
	{ pool, config, log }: Workplace,
	bell: Bell,
	{ lookEvery, rebuildRests }: KeeperPace,
	stopping: AbortSignal
): Promise<void> {
	/** When the next rebuild may start while something is being loaded. */
	let rebuildAt = 0;
	let failures = 0;
	while (!stopping.aborted) {
		const started = performance.now();
		try {
			const { rebuild } = await howFarBehind(pool, config);
			if (!rebuild || started >= rebuildAt || !(await isLoading(pool))) {
				await bringUpToDate(pool, config);
				if (rebuild) rebuildAt = performance.now() + rebuildRests * (performance.now() - started);
			}
			failures = 0;
		} catch (error) {
			failures++;
			log.error({ err: error }, 'The lead rows could not be brought up to date; trying again.');
		}
		// Half of the time at most: the rest is for who loads and reads.
		const took = performance.now() - started;
		const rest = failures ? Math.min(LONGEST_WAIT, 500 * 2 ** failures) : took;
		await delay(rest, null, { signal: stopping }).catch(() => {});
		await bell.heard(lookEvery);
	}
}

async function isLoading(pool: pg.Pool): Promise<boolean> {
	const { rowCount } = await pool.query(`SELECT FROM loads WHERE status = 'running' LIMIT 1`);
	return rowCount === 1;
}

interface Bell {
	ring(): void;
	/** Waits for a ring, also for one that nobody heard yet; at most so many ms. */
	heard(atMost: number): Promise<void>;
}

function makeBell(): Bell {
	let rung = false;
	let wake = () => {};
	return {
		ring() {
			rung = true;
			wake();
		},
		async heard(atMost) {
			if (!rung) {
				await new Promise<void>((resolve) => {
					const timer = setTimeout(resolve, atMost);
					wake = () => {
						clearTimeout(timer);
						resolve();
					};
				});
			}
			rung = false;
		}
	};
}
