/** Loads rows into the log: chunks commit whole, every row is counted, and what could not be read is kept. */
import type pg from 'pg';
import { locks } from '../db/locks.ts';
import { addIgnoredRow, addRow, emptyChunk, type Chunk } from './chunk.ts';
import { mergeChunk, stageChunk } from './merge.ts';
import type { Batch, ReadRow } from './read-rows.ts';

export interface LoadSource {
	/** Name of the file, or of the call. */
	file: string;
	source: string | null;
	preset: string | null;
	mapping: { name: string } | null;
}

export interface LoadCounts {
	rows: {
		read: number;
		accepted: number;
		corrected: number;
		known: number;
		ignored: number;
		quarantined: number;
	};
	events: { accepted: number; corrected: number; known: number; withdrawn: number };
	leads: { new: number; joined: number };
}

export interface LoadResult extends LoadCounts {
	/** null: a trial that left nothing behind. */
	load: number | null;
	/** Why reading stopped before the end; what was read until then is in. */
	problem: Error | null;
	reasons: { reason: string; count: number }[];
	warnings: { warning: string; count: number }[];
}

/** Called after every chunk: what is in, and how many bytes of the file were read for it. */
export type Progress = (counts: LoadCounts, bytes: number) => void;

/** Events of one transaction: large enough to spread its cost, small enough to stay in memory. */
const CHUNK_EVENTS = 25_000;

/** Its characters, which long texts reach first. */
const CHUNK_SIZE = 32_000_000;

interface Bad {
	line: number;
	reason: string;
	detail: string;
	text: string;
}

/**
 * Loads all rows. When the reader stops with an error, what it gave until then goes in, and the result names the
 * problem. `dryRun`: everything happens in one transaction that is rolled back. `progress` is called after every chunk.
 */
export async function loadRows(
	pool: pg.Pool,
	source: LoadSource,
	batches: AsyncIterable<Batch>,
	{ dryRun = false, progress = () => {} }: { dryRun?: boolean; progress?: Progress } = {}
): Promise<LoadResult> {
	const clients = [await connect(pool)];
	const client = clients[0]!;
	try {
		if (dryRun) await client.query('BEGIN');
		const started = await client.query<{ id: number }>(
			'INSERT INTO loads (file, source, preset, mapping) VALUES ($1, $2, $3, $4) RETURNING id',
			[source.file, source.source, source.preset, source.mapping && JSON.stringify(source.mapping)]
		);
		const loadId = started.rows[0]!.id;
		const writer = new LoadWriter(pool, clients, loadId, source.mapping?.name ?? null, dryRun, progress);
		let problem: Error | null = null;
		try {
			for await (const { rows, bytes } of batches) {
				writer.bytes = bytes;
				for (const row of rows) {
					writer.add(row);
					if (writer.isFull) await writer.flush();
				}
			}
		} catch (error) {
			problem = error instanceof Error ? error : new Error(String(error));
		}
		try {
			await writer.flush();
			await writer.settled();
		} catch (error) {
			problem = error instanceof Error ? error : new Error(String(error));
		}
		if (dryRun) await client.query('ROLLBACK');
		else await writer.end(problem);
		return { ...writer.result(), load: dryRun ? null : loadId, problem };
	} finally {
		for (const one of clients) one.release();
	}
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
	const client = await pool.connect();
	// Before the session's first temporary table: a chunk fits into them.
	await client.query(`SET temp_buffers = '64MB'`).catch(() => {});
	return client;
}

class LoadWriter {
	readonly counts: LoadCounts = {
		rows: { read: 0, accepted: 0, corrected: 0, known: 0, ignored: 0, quarantined: 0 },
		events: { accepted: 0, corrected: 0, known: 0, withdrawn: 0 },
		leads: { new: 0, joined: 0 }
	};
	private readonly reasons = new Map<string, number>();
	private readonly warnings = new Map<string, number>();
	/** Bytes of the file that were read so far. */
	bytes = 0;
	private chunk: Chunk;
	private bad: Bad[] = [];
	private badSize = 0;
	private pending = { read: 0, ignored: 0 };
	/** The merge under way: the next chunk is read meanwhile. */
	private merging: Promise<void> = Promise.resolve();
	private readonly pool: pg.Pool;
	/** The chunks take turns: while one is merged the next is staged. A trial has one connection, its transaction. */
	private readonly clients: pg.PoolClient[];
	private chunks = 0;
	private readonly loadId: number;
	private readonly mapping: string | null;
	private readonly dryRun: boolean;
	private readonly progress: Progress;

	constructor(
		pool: pg.Pool,
		clients: pg.PoolClient[],
		loadId: number,
		mapping: string | null,
		dryRun: boolean,
		progress: Progress
	) {
		this.pool = pool;
		this.clients = clients;
		this.loadId = loadId;
		this.mapping = mapping;
		this.dryRun = dryRun;
		this.progress = progress;
		this.chunk = emptyChunk(loadId);
	}

	get isFull(): boolean {
		const { events, eventCount, ignoredRows } = this.chunk;
		const most = Math.max(eventCount, ignoredRows.length, this.bad.length);
		return most >= CHUNK_EVENTS || events.size + this.badSize >= CHUNK_SIZE;
	}

	add({ line, result, text }: ReadRow): void {
		this.pending.read++;
		if (result.kind === 'ignored') {
			const { source, row } = result;
			if (row === undefined || this.mapping === null) this.pending.ignored++;
			else addIgnoredRow(this.chunk, line, { source, row }, this.mapping);
			return;
		}
		for (const warning of result.warnings) count(this.warnings, warning);
		if (result.kind === 'events') addRow(this.chunk, line, result.events, this.mapping);
		else {
			this.bad.push({ line, reason: result.reason, detail: result.detail, text });
			this.badSize += text.length;
		}
	}

	/** Stages what was gathered, and starts merging it once the merge before is done. */
	async flush(): Promise<void> {
		if (this.pending.read === 0) return;
		const { chunk, bad, pending } = this;
		this.chunk = emptyChunk(this.loadId);
		this.bad = [];
		this.badSize = 0;
		this.pending = { read: 0, ignored: 0 };
		const client = await this.nextClient();
		await this.stage(client, chunk);
		await this.merging.catch(async (error: unknown) => {
			if (!this.dryRun) await client.query('ROLLBACK');
			throw error;
		});
		this.merging = this.merge(client, chunk, bad, pending);
		// An error surfaces where the merge is awaited.
		this.merging.catch(() => {});
	}

	private async nextClient(): Promise<pg.PoolClient> {
		this.chunks++;
		if (this.dryRun) await this.merging;
		else if (this.chunks === 2) this.clients.push(await connect(this.pool));
		return this.clients[(this.chunks - 1) % this.clients.length]!;
	}

	settled(): Promise<void> {
		return this.merging;
	}

	private async stage(client: pg.PoolClient, chunk: Chunk): Promise<void> {
		if (!this.dryRun) await client.query('BEGIN');
		try {
			await stageChunk(client, chunk);
		} catch (error) {
			if (!this.dryRun) await client.query('ROLLBACK');
			throw error;
		}
	}

	/** Merges what `stage` has staged, and ends the transaction that it began. */
	private async merge(
		client: pg.PoolClient,
		chunk: Chunk,
		bad: Bad[],
		pending: { read: number; ignored: number }
	): Promise<void> {
		const { counts } = this;
		try {
			await client.query('SELECT pg_advisory_xact_lock($1)', [locks.ingest]);
			const merged = chunk.eventCount + chunk.ignoredRows.length > 0 ? await mergeChunk(client, chunk) : null;
			if (bad.length)
				await client.query(
					`INSERT INTO quarantine (load_id, line, reason, detail, text)
					SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[])`,
					[
						this.loadId,
						...(['line', 'reason', 'detail', 'text'] as const).map((key) => bad.map((row) => row[key]))
					]
				);
			const after = structuredClone(counts);
			after.rows.read += pending.read;
			after.rows.ignored += pending.ignored;
			after.rows.quarantined += bad.length;
			if (merged) {
				for (const key of ['accepted', 'corrected', 'known', 'ignored'] as const)
					after.rows[key] += merged.rows[key];
				for (const key of ['accepted', 'corrected', 'known', 'withdrawn'] as const)
					after.events[key] += merged.events[key];
				for (const key of ['new', 'joined'] as const) after.leads[key] += merged.leads[key];
			}
			await this.store(client, after);
			// A trial runs on in its transaction: it must not hold this row, which replay waits for.
			if (!this.dryRun) {
				await client.query('UPDATE state SET data_version = data_version + 1');
				await client.query('COMMIT');
			}
			Object.assign(counts, after);
		} catch (error) {
			if (!this.dryRun) await client.query('ROLLBACK');
			throw error;
		}
		for (const { reason } of bad) count(this.reasons, reason);
		this.progress(counts, this.bytes);
	}

	private async store(client: pg.PoolClient, { rows, events, leads }: LoadCounts): Promise<void> {
		await client.query(
			`UPDATE loads SET rows_read = $2, rows_accepted = $3, rows_corrected = $4, rows_known = $5, rows_ignored = $6,
				rows_quarantined = $7, events_accepted = $8, events_corrected = $9, events_known = $10, events_withdrawn = $11,
				leads_new = $12, leads_joined = $13 WHERE id = $1`,
			[
				this.loadId,
				...[rows.read, rows.accepted, rows.corrected, rows.known, rows.ignored, rows.quarantined],
				...[events.accepted, events.corrected, events.known, events.withdrawn],
				...[leads.new, leads.joined]
			]
		);
	}

	async end(problem: Error | null): Promise<void> {
		await this.clients[0]!.query(
			'UPDATE loads SET status = $2, error = $3, warnings = $4, finished_at = now() WHERE id = $1',
			[
				this.loadId,
				problem ? 'failed' : 'done',
				problem?.message ?? null,
				JSON.stringify(Object.fromEntries(this.warnings))
			]
		);
	}

	result(): Omit<LoadResult, 'load' | 'problem'> {
		const sorted = (map: Map<string, number>) =>
			[...map].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
		return {
			...this.counts,
			reasons: sorted(this.reasons).map(([reason, n]) => ({ reason, count: n })),
			warnings: sorted(this.warnings).map(([warning, n]) => ({ warning, count: n }))
		};
	}
}

function count(map: Map<string, number>, key: string): void {
	map.set(key, (map.get(key) ?? 0) + 1);
}
