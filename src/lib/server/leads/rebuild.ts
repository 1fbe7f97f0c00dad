/**
 * Replays everything into a new generation of lead rows beside the live one and switches in one step. Leads that are
 * touched meanwhile are replayed before the switch.
 */
import type pg from 'pg';
import type { Config } from '../config.ts';
import { locks } from '../db/locks.ts';
import { leadTableNames, leadTables, type LeadTable } from './lead-row.ts';
import { openLeadEvents, type EventStream } from './read-events.ts';
import {
	copyInto,
	type CopyTarget,
	createBatchTable,
	replayBatch,
	replayContext,
	replayTouched,
	takeTouched,
	type ReplayContext
} from './replay-leads.ts';
import { replaySettings, type ReplaySettings } from './replay-settings.ts';

const BATCH = 10_000;

export interface RebuildProgress {
	leads: number;
	/** All leads of the log when the rebuild began. */
	of: number;
	events: number;
}

/**
 * Rebuilds all lead rows. Waits for a rebuild that is under way, and does nothing if `needed` says that it was enough.
 * Returns what was replayed.
 */
export async function rebuild(
	pool: pg.Pool,
	config: Config,
	progress: (done: RebuildProgress) => void = () => {},
	needed: () => Promise<boolean> = () => Promise.resolve(true)
): Promise<RebuildProgress> {
	const readers = [await pool.connect(), await pool.connect()] as const;
	const writers: pg.PoolClient[] = [];
	const reader = readers[0];
	let failed = true;
	try {
		await reader.query('SELECT pg_advisory_lock($1)', [locks.rebuild]);
		if (!(await needed())) {
			failed = false;
			return { leads: 0, of: 0, events: 0 };
		}
		await dropUnused(reader);
		const settings = await replaySettings(reader, config);
		const generation = await begin(reader, settings);
		const context = await replayContext(reader, generation, settings);
		while (writers.length < leadTableNames.length) writers.push(await pool.connect());
		const done = await fill(readers, writers, context, progress);
		await attach(writers[0]!, generation);
		while (await replayTouched(reader, context));
		await goLive(reader, context);
		await dropUnused(reader);
		failed = false;
		return done;
	} finally {
		if (!failed) await reader.query('SELECT pg_advisory_unlock_all()');
		// What fails may leave a COPY or a transaction open: such connections end, and their locks with them.
		for (const client of [...readers, ...writers]) client.release(failed);
	}
}

const partition = (table: string, generation: number) => `${table}_g${generation}`;

/** Announces the new generation, so that every later change of the log touches it too. */
async function begin(client: pg.PoolClient, settings: ReplaySettings): Promise<number> {
	await client.query('BEGIN');
	await client.query('SELECT pg_advisory_xact_lock($1)', [locks.ingest]);
	const { rows } = await client.query<{ id: number }>(
		`INSERT INTO generations (id, timezone, currency, model, settings)
		SELECT coalesce(max(id), 0) + 1, $1, $2, $3, $4 FROM generations RETURNING id`,
		[settings.timezone, settings.currency, settings.modelVersion, JSON.stringify(settings.settings)]
	);
	const id = rows[0]!.id;
	await client.query('COMMIT');
	return id;
}

type Pair = readonly [pg.PoolClient, pg.PoolClient];

async function fill(
	readers: Pair,
	writers: readonly pg.PoolClient[],
	context: ReplayContext,
	progress: (done: RebuildProgress) => void
): Promise<RebuildProgress> {
	const done = { leads: 0, of: await countLeads(readers[0]), events: 0 };
	const targets: [LeadTable, CopyTarget][] = [];
	for (const [i, table] of leadTableNames.entries())
		targets.push([table, await copyIntoNew(writers[i]!, table, context.generation)]);
	for (const reader of readers) await reader.query(createBatchTable);
	let next = openBatch(readers[0], null);
	for (let turn = 1; ; turn++) {
		const batch = await next;
		if (!batch) break;
		// The server gathers the next batch while this one is replayed.
		next = openBatch(readers[turn % 2]!, batch.leadIds.at(-1)!);
		next.catch(() => {});
		const { leads, events } = await replayBatch(batch, context, (lines) => {
			for (const [table, target] of targets) target.add(lines[table]);
		});
		await Promise.all(targets.map(([, target]) => target.drain()));
		done.leads += leads;
		done.events += events;
		progress(done);
	}
	await Promise.all(targets.map(([, target]) => target.end()));
	for (const writer of writers) await writer.query('COMMIT');
	return done;
}

/** All leads of the log. */
export async function countLeads(db: pg.Pool | pg.PoolClient): Promise<number> {
	const { rows } = await (db as pg.ClientBase).query<{ leads: number }>(
		'SELECT count(*)::int AS leads FROM records WHERE record_id = lead_id'
	);
	return rows[0]!.leads;
}

/** Opens a transaction that makes a generation's table and fills it: what is both new need not go through the WAL. */
async function copyIntoNew(client: pg.PoolClient, table: LeadTable, generation: number): Promise<CopyTarget> {
	const name = partition(table, generation);
	await client.query('BEGIN');
	await client.query(
		`CREATE TABLE ${name} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED, CHECK (generation = ${generation}))`
	);
	return copyInto(client, name, leadTables[table].columns);
}

/** The leads after `after` in the order of their ids, so that a batch is a range of the index; null at the end. */
async function openBatch(reader: pg.PoolClient, after: string | null): Promise<EventStream | null> {
	await reader.query('TRUNCATE replay_batch');
	const { rowCount } = await reader.query(
		`INSERT INTO replay_batch SELECT lead_id, row_number() OVER (ORDER BY lead_id) - 1 FROM (
			SELECT DISTINCT lead_id FROM records WHERE $1::uuid IS NULL OR lead_id > $1 ORDER BY lead_id LIMIT $2
		) batch`,
		[after, BATCH]
	);
	if (!rowCount) return null;
	await reader.query('ANALYZE replay_batch');
	return openLeadEvents(reader);
}

async function attach(client: pg.PoolClient, generation: number): Promise<void> {
	for (const table of leadTableNames) {
		const name = partition(table, generation);
		await client.query(
			`ALTER TABLE ${name} ADD PRIMARY KEY (generation, ${leadTables[table].key.join(', ')})`
		);
		if (table === 'lead_rows')
			await client.query(
				`CREATE INDEX ON ${name} (created_at, lead_id); CREATE INDEX ON ${name} (outcome_at)`
			);
		await client.query(`ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES IN (${generation})`);
		await client.query(`VACUUM (ANALYZE) ${name}`);
	}
	// Nothing else does it for tables with partitions, and joins with their leads are planned by it.
	await client.query('ANALYZE touches');
	await client.query('ANALYZE assignments');
	await client.query('ANALYZE events');
}

/** Replays the last touched leads while no chunk can be merged, and makes the generation the live one. */
async function goLive(client: pg.PoolClient, context: ReplayContext): Promise<void> {
	await client.query('BEGIN');
	try {
		// Who replays into the old generation holds rows of touched leads and then waits for the state.
		await client.query('SELECT pg_advisory_xact_lock($1)', [locks.replay]);
		await client.query('SELECT pg_advisory_xact_lock($1)', [locks.ingest]);
		while (await takeTouched(client, context, 5000));
		await client.query('UPDATE state SET generation = $1, data_version = data_version + 1', [
			context.generation
		]);
		await client.query('DELETE FROM generations WHERE id < $1', [context.generation]);
		await client.query('DELETE FROM touched_leads WHERE generation < $1', [context.generation]);
		await client.query('COMMIT');
	} catch (error) {
		await client.query('ROLLBACK');
		throw error;
	}
}

/** Drops the tables of generations that are neither live nor being built, and forgets rebuilds that were cut off. */
async function dropUnused(client: pg.PoolClient): Promise<void> {
	await client.query(`DELETE FROM generations WHERE id IS DISTINCT FROM (SELECT generation FROM state)`);
	await client.query(
		'DELETE FROM touched_leads t WHERE NOT EXISTS (SELECT FROM generations g WHERE g.id = t.generation)'
	);
	const { rows } = await client.query<{ name: string }>(
		`SELECT c.relname AS name FROM pg_class c
		WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname ~ ('^(' || $1 || ')_g[0-9]+$')
			AND NOT EXISTS (SELECT FROM generations g WHERE c.relname LIKE '%\\_g' || g.id)`,
		[leadTableNames.join('|')]
	);
	for (const { name } of rows) await client.query(`DROP TABLE ${name}`);
}
