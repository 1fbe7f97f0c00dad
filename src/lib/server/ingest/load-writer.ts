/** Gathers rows into chunks and writes each in a transaction of its own, the next being read meanwhile. */
import type pg from 'pg';
import { locks } from '../db/locks.ts';
import { addIgnoredRow, addRow, emptyChunk, type Chunk } from './chunk.ts';
import { storeCounts, type LoadCounts, type LoadForm } from './load-state.ts';
import { mergeChunk, stageChunk, type MergeCounts } from './merge.ts';
import { keepBad, markMended, type BadRow, type Retried } from './quarantine.ts';
import type { Batch, ReadRow } from './read-rows.ts';

/** Called after every chunk: what is in, and how many bytes of the file were read for it. */
export type Progress = (counts: LoadCounts, bytes: number) => void;

export interface ChunkLimits {
	events: number;
	/** Long texts reach it first. */
	characters: number;
}

interface WriterOptions {
	/** The first one is the load's own. The writer adds a second. */
	clients: pg.PoolClient[];
	connect: () => Promise<pg.PoolClient>;
	loadId: number;
	/** What the load brought before it was interrupted: its first rows are not written again. */
	before: LoadCounts;
	/** Its name. */
	mapping: string | null;
	dryRun: boolean;
	progress: Progress;
	limits: ChunkLimits;
}

/** What becomes one transaction. */
interface Gathered {
	chunk: Chunk;
	bad: BadRow[];
	/** Quarantined rows that go in. */
	mended: Retried[];
	badSize: number;
	warnings: string[];
	read: number;
	/** Rows that mean nothing and have no key. */
	ignored: number;
	/** Bytes of the file that were read so far. */
	bytes: number;
}

export class LoadWriter {
	readonly counts: LoadCounts;
	readonly warnings = new Map<string, number>();
	private readonly reasons = new Map<string, number>();
	private form: LoadForm = { header: null, readAs: {} };
	private gathered: Gathered;
	/** The merge under way: the next chunk is read meanwhile. */
	private merging: Promise<void> = Promise.resolve();
	private chunks = 0;
	/** Rows that are in already. */
	private passOver: number;
	private readonly options: WriterOptions;
	/** Somebody wants the load to stop. */
	private stopRequested = false;
	/** The last chunk that goes in has gone in. */
	stopped = false;

	constructor(options: WriterOptions) {
		this.options = options;
		this.counts = options.before;
		this.passOver = options.before.rows.read;
		this.gathered = nothing(options.loadId, 0);
	}

	/** Before the rows of a batch are added. */
	begin({ bytes, header, readAs }: Batch): void {
		this.gathered.bytes = bytes;
		if (header !== undefined) this.form.header = header;
		if (readAs) this.form.readAs = readAs;
	}

	get isFull(): boolean {
		const { chunk, bad, badSize } = this.gathered;
		const { limits } = this.options;
		const most = Math.max(chunk.eventCount, chunk.ignoredRows.length, bad.length);
		return most >= limits.events || chunk.events.size + badSize >= limits.characters;
	}

	add({ line, result, text, retried }: ReadRow): void {
		if (this.passOver > 0) {
			this.passOver--;
			if (result.kind === 'quarantined') count(this.reasons, result.reason);
			if (result.kind !== 'ignored') for (const warning of result.warnings) count(this.warnings, warning);
			return;
		}
		const { gathered } = this;
		const { mapping } = this.options;
		gathered.read++;
		if (retried && result.kind !== 'quarantined') gathered.mended.push(retried);
		if (result.kind === 'ignored') {
			const { source, row } = result;
			if (row === undefined || mapping === null) gathered.ignored++;
			else addIgnoredRow(gathered.chunk, line, { source, row }, mapping);
			return;
		}
		gathered.warnings.push(...result.warnings);
		if (result.kind === 'events') addRow(gathered.chunk, line, result.events, mapping);
		else {
			gathered.bad.push({ line, reason: result.reason, detail: result.detail, text, retried });
			gathered.badSize += text.length;
		}
	}

	/** Stages what was gathered, and starts merging it once the merge before is done. */
	async flush(): Promise<void> {
		const { gathered } = this;
		if (gathered.read === 0) return;
		const { dryRun } = this.options;
		this.gathered = nothing(this.options.loadId, gathered.bytes);
		const client = await this.nextClient();
		await this.stage(client, gathered.chunk);
		await this.merging.catch(async (error: unknown) => {
			if (!dryRun) await undo(client);
			throw error;
		});
		if (this.stopRequested) {
			this.stopped = true;
			if (!dryRun) await undo(client);
			return;
		}
		this.merging = this.merge(client, gathered);
		// An error surfaces where the merge is awaited.
		this.merging.catch(() => {});
	}

	/** Writes what is left, unless the load is to stop. */
	async finish(): Promise<void> {
		if (!this.stopped) await this.flush();
		await this.merging;
	}

	private async nextClient(): Promise<pg.PoolClient> {
		const { clients, dryRun, connect } = this.options;
		this.chunks++;
		// The chunks take turns: while one is merged the next is staged. A trial has one connection, its transaction.
		if (dryRun) await this.merging;
		else if (this.chunks === 2) clients.push(await connect());
		return clients[(this.chunks - 1) % clients.length]!;
	}

	private async stage(client: pg.PoolClient, chunk: Chunk): Promise<void> {
		const { dryRun } = this.options;
		if (!dryRun) await client.query('BEGIN');
		try {
			await stageChunk(client, chunk);
		} catch (error) {
			if (!dryRun) await undo(client);
			throw error;
		}
	}

	/** Merges what `stage` has staged, and ends the transaction that it began. */
	private async merge(client: pg.PoolClient, gathered: Gathered): Promise<void> {
		const { dryRun, loadId, progress } = this.options;
		const { chunk, bad, mended, bytes } = gathered;
		try {
			await client.query('SELECT pg_advisory_xact_lock($1)', [locks.ingest]);
			const merged = chunk.eventCount + chunk.ignoredRows.length > 0 ? await mergeChunk(client, chunk) : null;
			if (bad.length) await keepBad(client, loadId, bad);
			await markMended(client, loadId, mended);
			const after = added(this.counts, gathered, merged);
			const stop = await storeCounts(client, loadId, after, bytes, this.form);
			// A trial runs on in its transaction: it must not hold this row, which replay waits for.
			if (!dryRun) {
				await client.query('UPDATE state SET data_version = data_version + 1');
				await client.query('COMMIT');
			}
			Object.assign(this.counts, after);
			this.stopRequested ||= stop;
		} catch (error) {
			if (!dryRun) await undo(client);
			throw error;
		}
		for (const { reason } of bad) count(this.reasons, reason);
		for (const warning of gathered.warnings) count(this.warnings, warning);
		progress(this.counts, bytes);
	}

	/** What a LoadResult says of the rows. */
	result() {
		const sorted = (map: Map<string, number>) =>
			[...map].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
		return {
			...this.counts,
			readAs: this.form.readAs,
			reasons: sorted(this.reasons).map(([reason, n]) => ({ reason, count: n })),
			warnings: sorted(this.warnings).map(([warning, n]) => ({ warning, count: n }))
		};
	}
}

const nothing = (loadId: number, bytes: number): Gathered => ({
	chunk: emptyChunk(loadId),
	bad: [],
	mended: [],
	badSize: 0,
	warnings: [],
	read: 0,
	ignored: 0,
	bytes
});

/** Where the connection is lost the server rolls back by itself, and the first error is the one to tell. */
const undo = (client: pg.PoolClient) => client.query('ROLLBACK').catch(() => {});

function added(before: LoadCounts, { read, ignored, bad }: Gathered, merged: MergeCounts | null): LoadCounts {
	const after = structuredClone(before);
	after.rows.read += read;
	after.rows.ignored += ignored;
	after.rows.quarantined += bad.length;
	if (!merged) return after;
	for (const key of ['accepted', 'corrected', 'known', 'ignored'] as const)
		after.rows[key] += merged.rows[key];
	for (const key of ['accepted', 'corrected', 'known', 'withdrawn'] as const)
		after.events[key] += merged.events[key];
	for (const key of ['new', 'joined'] as const) after.leads[key] += merged.leads[key];
	return after;
}

function count(map: Map<string, number>, key: string): void {
	map.set(key, (map.get(key) ?? 0) + 1);
}
