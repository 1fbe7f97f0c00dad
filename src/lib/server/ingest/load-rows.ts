/** Loads rows into the log: chunks commit whole, every row is counted, and what could not be read is kept. */
import type pg from 'pg';
import { databaseProblem } from '../db/database-problem.ts';
import {
	beginLoad,
	countsOf,
	endLoad,
	endOrphans,
	neverBegun,
	unlockLoad,
	type LoadResult,
	type LoadSource
} from './load-state.ts';
import { LoadWriter, type ChunkLimits, type Progress } from './load-writer.ts';
import type { Batch } from './read-rows.ts';

export type { LoadCounts, LoadResult, LoadSource } from './load-state.ts';
export type { Progress } from './load-writer.ts';

/** Events of one transaction: large enough to spread its cost, small enough to stay in memory. */
const chunkLimits: ChunkLimits = { events: 25_000, characters: 32_000_000 };

export interface LoadRowsOptions {
	/** Everything happens in one transaction that is rolled back. */
	dryRun?: boolean;
	/** Called after every chunk. */
	progress?: Progress;
	chunkEvents?: number;
}

/**
 * Loads all rows; a load that was interrupted goes on behind those that are in. When the reader stops with an error, what it gave until then goes in, and the result names the
 * problem. Throws a DatabaseProblem if the database cannot be reached at all.
 */
export async function loadRows(
	pool: pg.Pool,
	source: LoadSource,
	batches: AsyncIterable<Batch>,
	{ dryRun = false, progress = () => {}, chunkEvents = chunkLimits.events }: LoadRowsOptions = {}
): Promise<LoadResult> {
	if (!dryRun) await endOrphans(pool);
	const clients = [await connect(pool)];
	const client = clients[0]!;
	let broken = false;
	try {
		if (dryRun) await client.query('BEGIN');
		const loadId = await beginLoad(client, source);
		if (loadId === null) return neverBegun(source);
		const writer = new LoadWriter({
			clients,
			connect: () => connect(pool),
			loadId,
			before: await countsOf(client, loadId),
			mapping: source.mapping?.name ?? null,
			dryRun,
			progress,
			limits: { ...chunkLimits, events: chunkEvents }
		});
		let problem = await readAll(batches, writer);
		if (dryRun) {
			await client.query('ROLLBACK');
			await unlockLoad(client, loadId);
		} else {
			const status = problem ? 'failed' : writer.stopped ? 'stopped' : 'done';
			const end = (db: pg.Pool | pg.PoolClient) => endLoad(db, loadId, status, problem, writer.warnings);
			await end(client)
				.catch(() => {
					broken = true;
					return untilDone(pool, end);
				})
				.catch((error: unknown) => {
					problem ??= explained(error);
				});
		}
		return {
			...writer.result(),
			load: dryRun ? null : loadId,
			status: problem ? 'failed' : writer.stopped ? 'stopped' : 'done',
			preset: source.preset,
			problem
		};
	} catch (error) {
		broken = true;
		throw databaseProblem(error) ?? error;
	} finally {
		// A session that broke off may hold a transaction or the load's lock: it ends, and they with it.
		for (const one of clients) one.release(broken);
	}
}

/** What cut one connection may have cut those that wait in the pool: each leaves it when it is tried. */
async function untilDone(pool: pg.Pool, act: (db: pg.Pool) => Promise<void>): Promise<void> {
	for (let left = pool.idleCount; ; left--) {
		try {
			return await act(pool);
		} catch (error) {
			if (left <= 0) throw error;
		}
	}
}

/** Returns why it stopped before the end. */
async function readAll(batches: AsyncIterable<Batch>, writer: LoadWriter): Promise<Error | null> {
	let problem: Error | null = null;
	try {
		for await (const batch of batches) {
			writer.begin(batch);
			for (const row of batch.rows) {
				writer.add(row);
				if (writer.isFull) await writer.flush();
				if (writer.stopped) break;
			}
			if (writer.stopped) break;
		}
	} catch (error) {
		problem = explained(error);
	}
	try {
		await writer.finish();
	} catch (error) {
		problem = explained(error);
	}
	return problem;
}

const explained = (error: unknown): Error =>
	databaseProblem(error, 'What is in stays; then load the file again.') ??
	(error instanceof Error ? error : new Error(String(error)));

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
	const client = await pool.connect();
	// Before the session's first temporary table: a chunk fits into them.
	await client.query(`SET temp_buffers = '64MB'`).catch(() => {});
	return client;
}
