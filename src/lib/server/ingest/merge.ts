/**
 * Merges one chunk into the event log, whole or not at all: new events go in, changed ones are corrected, and what a
 * row no longer makes is withdrawn. Every ended version is kept in `event_versions`.
 */
import pg from 'pg';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { from as copyFrom } from 'pg-copy-streams';
import { contentColumns, eventColumns } from '../db/columns.ts';
import type { Chunk } from './chunk.ts';
import { joinRecords } from './identity.ts';

export interface MergeCounts {
	rows: { accepted: number; corrected: number; known: number; ignored: number };
	events: { accepted: number; corrected: number; known: number; withdrawn: number };
	leads: { new: number; joined: number };
}

const columns = eventColumns.join(', ');
const content = (alias: string) => `ROW(${contentColumns.map((c) => `${alias}.${c}`).join(', ')})`;
const qualified = (alias: string) => eventColumns.map((c) => `${alias}.${c}`).join(', ');

/** Empties the temporary tables of a merge. */
export const staging = `
	CREATE TEMP TABLE IF NOT EXISTS stage_events AS
		SELECT 0 AS round, 0 AS row_number, ${columns} FROM events WITH NO DATA;
	CREATE TEMP TABLE IF NOT EXISTS stage_records AS
		SELECT record_id, lead_id, source, external_id FROM records WITH NO DATA;
	CREATE TEMP TABLE IF NOT EXISTS stage_keys AS SELECT key, record_id FROM record_keys WITH NO DATA;
	CREATE TEMP TABLE IF NOT EXISTS stage_rows (
		row_id uuid, record_id uuid, round integer, row_number integer, line integer, content uuid);
	CREATE TEMP TABLE IF NOT EXISTS changed_records (record_id uuid, ended boolean);
	DROP INDEX IF EXISTS stage_events_key;
	TRUNCATE stage_events, stage_records, stage_keys, stage_rows, changed_records`;

/**
 * Before temporary tables are joined: without figures the planner takes them for small, and where it knows as little of
 * a log just filled it reads all staged events for each event, unless there is an index.
 */
const analyse = `
	CREATE INDEX IF NOT EXISTS stage_events_key ON stage_events (record_id, event_key);
	ANALYZE stage_events (round, record_id, event_key);
	ANALYZE stage_rows`;

/** Takes the rows away that say what they said when they were read last, and notes that they were read again. */
const takeKnown = `
	WITH known AS (
		DELETE FROM stage_rows s
		WHERE s.round = 0 AND s.content = (SELECT o.content FROM source_rows o WHERE o.row_id = s.row_id)
		RETURNING s.row_id, s.row_number, s.line
	), noted AS (
		INSERT INTO load_sightings (load_id, units, lines) SELECT $1, array_agg(row_id), array_agg(line) FROM known
		HAVING count(*) > 0
	)
	SELECT row_number FROM known`;

/** Notes the rows of a round that were there before. */
const seeRows = `
	WITH old AS (
		SELECT s.row_id, s.line FROM stage_rows s WHERE s.round = $1
			AND EXISTS (SELECT FROM source_rows o WHERE o.row_id = s.row_id OFFSET 0)
	), noted AS (
		INSERT INTO load_sightings (load_id, units, lines) SELECT $2, array_agg(row_id), array_agg(line) FROM old
		HAVING count(*) > 0
	)
	SELECT count(*)::int AS seen FROM old`;

/** The same of events without a row: those that another load brought. */
const seeEvents = `
	INSERT INTO load_sightings (load_id, units, lines)
	SELECT $2, array_agg(s.event_key), array_agg(s.line) FROM stage_events s JOIN events e USING (record_id, event_key)
	WHERE s.round = $1 AND s.row_id IS NULL AND e.load_id <> $2 HAVING count(*) > 0`;

/** Events that a row made before and makes no longer, or that belong to another record now. */
const withdraw = `
	WITH gone AS (
		DELETE FROM events e USING stage_rows r JOIN source_rows o USING (row_id)
		WHERE r.round = $1 AND e.record_id = o.record_id AND e.row_id = r.row_id
			AND NOT EXISTS (SELECT FROM stage_events s
				WHERE s.round = $1 AND s.record_id = e.record_id AND s.event_key = e.event_key)
		RETURNING ${qualified('e')}, r.row_number, r.line AS ended_line, coalesce(o.record_id <> r.record_id, false) AS moved
	), kept AS (
		INSERT INTO event_versions (${columns}, why, ended_load, ended_line)
		SELECT ${columns}, 'withdrawn', $2, ended_line FROM gone
	), changed AS (
		INSERT INTO changed_records SELECT DISTINCT record_id, true FROM gone
	)
	SELECT row_number AS row, count(*)::int AS events, bool_or(moved) AS moved FROM gone GROUP BY row_number`;

const moveRows = `
	UPDATE source_rows o SET record_id = coalesce(r.record_id, o.record_id), content = r.content FROM stage_rows r
	WHERE r.round = $1 AND o.row_id = r.row_id
		AND (o.record_id <> r.record_id OR o.content IS DISTINCT FROM r.content)`;

/** Gives the rows with new events only where not all events ($2) are new. */
const insertCounted = (counted: string) => `
	WITH added AS (
		INSERT INTO events (${columns}) SELECT ${columns} FROM stage_events WHERE round = $1
		ORDER BY record_id, event_key, row_number ON CONFLICT DO NOTHING RETURNING record_id, event_key, line
	), changed AS (
		INSERT INTO changed_records SELECT DISTINCT record_id, false FROM added
	)
	SELECT coalesce(sum(events), 0)::int AS inserted, CASE WHEN coalesce(sum(events), 0) <> $2
		THEN coalesce(json_agg(json_build_object('row', row, 'events', events)), '[]') END AS rows
	FROM (SELECT row, count(*)::int AS events FROM (${counted}) c (row) GROUP BY row) r`;

const insert = insertCounted('SELECT line FROM added');

/** Where several rows stand in one line the line does not tell the row. */
const insertSeveralInLine = insertCounted(`
	SELECT min(s.row_number) FROM added JOIN stage_events s USING (record_id, event_key)
	WHERE s.round = $1 GROUP BY record_id, event_key`);

/** Versions that staged events with other content replace. */
const keepOld = `
	WITH old AS (
		SELECT ${qualified('e')}, s.row_number, s.line AS ended_line FROM stage_events s JOIN events e USING (record_id, event_key)
		WHERE s.round = $1 AND ${content('e')} IS DISTINCT FROM ${content('s')}
	), kept AS (
		INSERT INTO event_versions (${columns}, why, ended_load, ended_line)
		SELECT ${columns}, 'corrected', $2, ended_line FROM old
	), changed AS (
		INSERT INTO changed_records SELECT DISTINCT record_id, true FROM old
	)
	SELECT row_number AS row, count(*)::int AS events FROM old GROUP BY row_number`;

const correct = `
	UPDATE events e SET ${eventColumns
		.slice(2)
		.map((c) => `${c} = s.${c}`)
		.join(', ')}
	FROM stage_events s
	WHERE s.round = $1 AND e.record_id = s.record_id AND e.event_key = s.event_key
		AND ${content('e')} IS DISTINCT FROM ${content('s')}`;

async function copyIn(client: pg.PoolClient, table: string, blocks: Buffer[]): Promise<void> {
	await pipeline(Readable.from(blocks), client.query(copyFrom(`COPY ${table} FROM STDIN`)));
}

const none: ReadonlySet<number> = new Set();

interface RowCount {
	row: number;
	events: number;
}

/** Brings a chunk to the server, into temporary tables, inside the transaction that is open on `client`. */
export async function stageChunk(client: pg.PoolClient, chunk: Chunk): Promise<void> {
	await client.query(staging);
	if (chunk.eventCount) {
		await copyIn(client, 'stage_events', chunk.events.finish());
		await copyIn(client, 'stage_records', chunk.recordLines.finish());
	}
	if (chunk.keys.size) await copyIn(client, 'stage_keys', [Buffer.from([...chunk.keys].join(''))]);
	if (!chunk.rows.isEmpty) await copyIn(client, 'stage_rows', chunk.rows.finish());
}

/** Merges the chunk that was staged last, inside the same transaction. */
export async function mergeChunk(client: pg.PoolClient, chunk: Chunk): Promise<MergeCounts> {
	await client.query('INSERT INTO load_chunks (load_id, last_line) VALUES ($1, $2)', [
		chunk.loadId,
		chunk.lastLine
	]);
	const events = { accepted: 0, corrected: 0, known: 0, withdrawn: 0 };
	const isNew = chunk.keyedByRow && (await insertAllNew(client));
	const known = isNew ? none : await takeKnownRows(client, chunk, events);
	const all = chunk.rowsOfRound.reduce((sum, rows) => sum + rows.length, chunk.ignoredRows.length);
	if (known.size === all)
		return {
			rows: { accepted: 0, corrected: 0, known: all, ignored: 0 },
			events,
			leads: { new: 0, joined: 0 }
		};

	const added = await client.query(
		`INSERT INTO records (record_id, lead_id, source, external_id)
		SELECT record_id, lead_id, source, external_id FROM stage_records s
		WHERE NOT EXISTS (SELECT FROM records r WHERE r.record_id = s.record_id OFFSET 0)`
	);
	const accepted = new Set<number>();
	const corrected = new Set<number>();
	for (let round = 0; round <= chunk.lastRound; round++) {
		const rowsOfRound = chunk.rowsOfRound[round]!.filter((row) => round > 0 || !known.has(row));
		const staged = chunk.eventsOfRound[round]! - (round === 0 ? events.known : 0);
		if (round === 0 && isNew) {
			events.accepted += staged;
			for (const row of rowsOfRound) accepted.add(row);
			continue;
		}
		const units = chunk.unitsOfRound[round]! - (round === 0 ? known.size : 0);
		const moved = units > 0 ? await replaceRows(client, chunk.loadId, round, units, corrected, events) : none;
		const { rows } = await client.query<{ inserted: number; rows: RowCount[] | null }>(
			chunk.severalInLine ? insertSeveralInLine : insert,
			[round, moved.size > 0 ? -1 : staged]
		);
		const { inserted, rows: withNew } = rows[0]!;
		if (!withNew) {
			events.accepted += inserted;
			for (const row of rowsOfRound) accepted.add(row);
			continue;
		}
		for (const { row, events: count } of withNew) {
			if (moved.has(row)) {
				corrected.add(row);
				events.corrected += count;
			} else {
				accepted.add(row);
				events.accepted += count;
			}
		}
		if (inserted === staged) continue;
		await client.query(analyse);
		const changed = await client.query<RowCount>(keepOld, [round, chunk.loadId]);
		if (changed.rows.length) await client.query(correct, [round]);
		let changes = 0;
		for (const row of changed.rows) {
			changes += row.events;
			corrected.add(row.row);
		}
		events.corrected += changes;
		events.known += staged - inserted - changes;
		if (chunk.hasUnkeyed) await client.query(seeEvents, [round, chunk.loadId]);
	}

	const ignored = chunk.ignoredRows.filter((row) => !corrected.has(row)).length;
	let correctedRows = 0;
	for (const row of corrected) if (!accepted.has(row)) correctedRows++;
	const joined = await joinRecords(client, chunk.keys.size > 0, corrected.size > 0, chunk.lastRound > 0);
	return {
		rows: {
			accepted: accepted.size,
			corrected: correctedRows,
			known: all - accepted.size - correctedRows - ignored,
			ignored
		},
		events,
		leads: { new: Math.max(0, (added.rowCount ?? 0) - joined), joined }
	};
}

/** Takes away what was staged of rows that say the same as before. Gives these rows, and counts their events. */
async function takeKnownRows(
	client: pg.PoolClient,
	chunk: Chunk,
	events: MergeCounts['events']
): Promise<Set<number>> {
	const { rows } = await client.query<{ row_number: number }>(takeKnown, [chunk.loadId]);
	const known = new Set(rows.map((row) => row.row_number));
	if (known.size === 0) return known;
	const gone = await client.query('DELETE FROM stage_events WHERE round = 0 AND row_number = ANY ($1)', [
		[...known]
	]);
	events.known += gone.rowCount ?? 0;
	for (const table of ['stage_records', 'stage_keys'])
		await client.query(
			`DELETE FROM ${table} t WHERE NOT EXISTS (SELECT FROM stage_events e WHERE e.record_id = t.record_id)`
		);
	return known;
}

/**
 * Inserts the rows of the first round and their events as if all were new, which costs half as much as looking each up.
 * False, and nothing done, if one of them is there already.
 */
async function insertAllNew(client: pg.PoolClient): Promise<boolean> {
	await client.query('SAVEPOINT all_new');
	try {
		await client.query(
			`INSERT INTO source_rows (row_id, record_id, content) SELECT row_id, record_id, content FROM stage_rows WHERE round = 0
			ORDER BY row_id`
		);
		await client.query(
			`INSERT INTO events (${columns}) SELECT ${columns} FROM stage_events WHERE round = 0
			ORDER BY record_id, event_key`
		);
	} catch (error) {
		if (!(error instanceof pg.DatabaseError) || error.code !== '23505') throw error;
		await client.query('ROLLBACK TO SAVEPOINT all_new');
		return false;
	}
	await client.query('INSERT INTO changed_records SELECT record_id, false FROM stage_records');
	return true;
}

/** Withdraws what the rows of one round no longer make. Gives those that went to another record. */
async function replaceRows(
	client: pg.PoolClient,
	loadId: number,
	round: number,
	units: number,
	corrected: Set<number>,
	events: MergeCounts['events']
): Promise<Set<number>> {
	const moved = new Set<number>();
	const { rows } = await client.query<{ seen: number }>(seeRows, [round, loadId]);
	const { seen } = rows[0]!;
	if (seen < units)
		await client.query(
			`INSERT INTO source_rows (row_id, record_id, content) SELECT row_id, record_id, content FROM stage_rows s
			WHERE round = $1 AND record_id IS NOT NULL AND NOT EXISTS (SELECT FROM source_rows o WHERE o.row_id = s.row_id OFFSET 0)
			ORDER BY row_id`,
			[round]
		);
	if (seen === 0) return moved;
	await client.query(analyse);
	const gone = await client.query<RowCount & { moved: boolean }>(withdraw, [round, loadId]);
	for (const row of gone.rows) {
		corrected.add(row.row);
		if (row.moved) moved.add(row.row);
		else events.withdrawn += row.events;
	}
	await client.query(moveRows, [round]);
	return moved;
}
