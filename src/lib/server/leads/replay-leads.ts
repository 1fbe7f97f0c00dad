/** Replays leads of the log into lead rows. */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { timeZone } from '#lib/events/zone.ts';
import { replay } from '#lib/funnel/replay.ts';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { makeScorer } from '#lib/scoring/scorer.ts';
import { resolveAliases } from '#lib/settings/aliases.ts';
import { workMinutes } from '#lib/settings/working-hours.ts';
import { currencyDigits } from '#lib/stats/money.ts';
import { leadLines, leadTableNames, leadTables, type LeadTable, type RowContext } from './lead-row.ts';
import { openLeadEvents, takeLeadEvents, type EventStream, type ReadContext } from './read-events.ts';
import type { ReplaySettings } from './replay-settings.ts';

/** What the rows of one generation depend on beside the log. */
export interface ReplayContext extends ReadContext, RowContext {
	model: ScoreModel | null;
}

export async function replayContext(
	client: pg.PoolClient,
	generation: number,
	{ timezone, currency, model, settings }: ReplaySettings
): Promise<ReplayContext> {
	return {
		generation,
		model,
		zone: timeZone(timezone),
		digits: currencyDigits(currency),
		sharedKeys: await readSharedKeys(client),
		channels: resolveAliases(settings.aliases.channel),
		managers: resolveAliases(settings.aliases.manager),
		namesakes: new Set(settings.namesakes),
		currency,
		rates: settings.rates,
		cards: settings.cards,
		managerFields: settings.managerFields,
		workMinutes: workMinutes(settings.workingHours, timezone)
	};
}

async function readSharedKeys(client: pg.PoolClient): Promise<Set<string>> {
	const { rows } = await client.query<{ key: string }>('SELECT key FROM shared_keys');
	return new Set(rows.map((row) => row.key));
}

/** A COPY into a table that gathers lines into blocks. */
export interface CopyTarget {
	add(line: string): void;
	/** Waits while the server is behind. */
	drain(): Promise<void>;
	end(): Promise<void>;
}

const BLOCK = 1 << 18;

export function copyInto(client: pg.PoolClient, table: string, columns: readonly string[]): CopyTarget {
	const stream: Writable = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
	const done = finished(stream);
	done.catch(() => {});
	let block = '';
	const flush = () => {
		if (block) stream.write(block);
		block = '';
	};
	return {
		add(line) {
			block += line;
			if (block.length >= BLOCK) flush();
		},
		async drain() {
			if (stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), done]);
		},
		async end() {
			flush();
			stream.end();
			await done;
		}
	};
}

/** Replays the leads of a batch. Returns leads written and events read. */
export async function replayBatch(
	batch: EventStream,
	context: ReplayContext,
	add: (lines: Record<LeadTable, string>) => void
): Promise<{ leads: number; events: number }> {
	let leads = 0;
	const events = await takeLeadEvents(batch, context, (leadId, leadEvents) => {
		const scorer = context.model && makeScorer(context.model);
		const lead = replay(leadEvents, context.zone, scorer);
		add(leadLines(context, leadId, lead));
		leads++;
	});
	return { leads, events };
}

export const createBatchTable =
	'CREATE TEMP TABLE IF NOT EXISTS replay_batch (lead_id uuid PRIMARY KEY, place integer NOT NULL)';

/**
 * Replays up to `limit` touched leads of one generation in a transaction of its own.
 * Returns how many were touched; 0 when none are left.
 */
export async function replayTouched(
	client: pg.PoolClient,
	context: ReplayContext,
	limit = 5000
): Promise<number> {
	await client.query(createBatchTable);
	await client.query('BEGIN');
	try {
		const touched = await takeTouched(client, context, limit);
		await client.query('COMMIT');
		return touched;
	} catch (error) {
		await client.query('ROLLBACK');
		throw error;
	}
}

/** As `replayTouched`, inside an open transaction. */
export async function takeTouched(
	client: pg.PoolClient,
	context: ReplayContext,
	limit: number
): Promise<number> {
	await client.query('TRUNCATE replay_batch');
	const { rowCount } = await client.query(
		`WITH taken AS (
			DELETE FROM touched_leads WHERE (generation, lead_id) IN (
				SELECT generation, lead_id FROM touched_leads WHERE generation = $1 ORDER BY touched_at LIMIT $2
				FOR UPDATE SKIP LOCKED)
			RETURNING lead_id
		) INSERT INTO replay_batch SELECT lead_id, row_number() OVER (ORDER BY lead_id) - 1 FROM taken`,
		[context.generation, limit]
	);
	if (!rowCount) return 0;
	await client.query('ANALYZE replay_batch');
	for (const table of leadTableNames)
		await client.query(
			`DELETE FROM ${table} t USING replay_batch b WHERE t.generation = $1 AND t.lead_id = b.lead_id`,
			[context.generation]
		);
	const gathered: Record<LeadTable, string[]> = {
		lead_rows: [],
		lead_details: [],
		touches: [],
		assignments: []
	};
	// Later than the touches: a key that became shared meanwhile is known.
	const sharedKeys = await readSharedKeys(client);
	await replayBatch(await openLeadEvents(client), { ...context, sharedKeys }, (lines) => {
		for (const table of leadTableNames) gathered[table].push(lines[table]);
	});
	for (const table of leadTableNames) await copyAll(client, table, gathered[table]);
	await client.query('UPDATE state SET data_version = data_version + 1');
	return rowCount;
}

async function copyAll(client: pg.PoolClient, table: LeadTable, lines: string[]) {
	if (lines.length === 0) return;
	const target = copyInto(client, table, leadTables[table].columns);
	for (const line of lines) target.add(line);
	await target.end();
}
