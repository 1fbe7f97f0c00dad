/** Takes away what only one load brought. */
import type pg from 'pg';
import { contentColumns, eventColumns } from '../db/columns.ts';
import { databaseProblem } from '../db/database-problem.ts';
import { locks } from '../db/locks.ts';
import { readClock } from './chunk-clock.ts';
import { historyWithout, type Clock, type Read, type Remaining, type Version } from './history.ts';
import { joinRecords } from './identity.ts';
import { endOrphans, LoadRefused, nameOf } from './load-state.ts';
import { staging } from './merge.ts';

export interface Removed {
	/** Events that are gone, those that `restored` ones replace included. */
	events: number;
	/** Events that count again as a load before had them. */
	restored: number;
	/** Leads fewer than before; negative where leads that the load had joined are apart again. */
	leads: number;
	costs: number;
	/** Its rows in quarantine. */
	quarantined: number;
	/** Rows that it had mended: they are back in quarantine. */
	unmended: number;
}

const columns = eventColumns.join(', ');
const unitOf = (alias: string) => `coalesce(${alias}.row_id, ${alias}.event_key)`;

/**
 * Takes away what only this load brought, so that the log is as if the others alone had been loaded in their order:
 * what a later load read again passes to it, and what this load had ended comes back unless a later load ended it too.
 * The row of the load stays, with its counts. Of loads that ran at the same time the order is that of their chunks; of
 * a row that stands several times in one line of JSON, one reading is known. A load of mended rows is one of its own.
 * Throws a LoadRefused if there is no such load, or if it waits, runs or was removed.
 */
export async function removeLoad(pool: pg.Pool, loadId: number): Promise<Removed> {
	await endOrphans(pool);
	const client = await pool.connect();
	let failed = true;
	try {
		await client.query('BEGIN');
		await client.query('SELECT pg_advisory_xact_lock($1)', [locks.ingest]);
		await checkState(client, loadId);
		const removed = await remove(client, loadId);
		await client.query(`UPDATE loads SET status = 'removed' WHERE id = $1`, [loadId]);
		await client.query('UPDATE state SET data_version = data_version + 1');
		await client.query('COMMIT');
		failed = false;
		return removed;
	} catch (error) {
		await client.query('ROLLBACK').catch(() => {});
		throw databaseProblem(error, 'Nothing was removed; then try again.') ?? error;
	} finally {
		client.release(failed);
	}
}

async function checkState(client: pg.PoolClient, loadId: number): Promise<void> {
	const { rows } = await client.query<{ status: string }>(
		'SELECT status FROM loads WHERE id = $1 FOR UPDATE',
		[loadId]
	);
	const status = rows[0]?.status;
	if (status && status !== 'removed' && status !== 'waiting' && status !== 'running') return;
	const open = status === 'waiting' || status === 'running';
	throw new LoadRefused(
		`${await nameOf(client, loadId)}${open ? `: stop it first (sluice loads stop ${loadId}).` : '.'}`
	);
}

/** Rows that the load brought or changed; `shared` those in which other loads have a part too. */
const findUnits = `
	CREATE TEMP TABLE removed_units (unit uuid PRIMARY KEY, shared integer) ON COMMIT DROP;
	CREATE TEMP TABLE removed_history (
		id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, unit uuid, place tid, ended_load integer, ended_line integer,
		ended_at timestamptz, why text, LIKE events
	) ON COMMIT DROP;
	CREATE TEMP TABLE removed_reads (unit uuid, load_id integer, line integer) ON COMMIT DROP`;

/** So that the shared rows can be read group by group. */
const indexes = `
	CREATE INDEX ON removed_history (unit);
	CREATE INDEX ON removed_reads (unit);
	ANALYZE removed_reads`;

const findOwn = `
	INSERT INTO removed_units
	SELECT ${unitOf('e')} FROM events e WHERE e.load_id = $1
	UNION SELECT ${unitOf('v')} FROM event_versions v WHERE v.load_id = $1 OR v.ended_load = $1`;

/** Loads that read anything after the load began. */
const laterLoads = `
	SELECT load_id FROM load_chunks
	WHERE load_id <> $1 AND id > (SELECT min(id) FROM load_chunks WHERE load_id = $1)`;

const findShared = `
	WITH shared AS (
		SELECT ${unitOf('e')} AS unit FROM events e WHERE e.load_id <> $1
		UNION ALL SELECT ${unitOf('v')} FROM event_versions v WHERE v.load_id <> $1 OR v.ended_load <> $1
		UNION ALL SELECT unnest(units) FROM load_sightings WHERE load_id IN (${laterLoads})
	)
	UPDATE removed_units u SET shared = 0 WHERE EXISTS (SELECT FROM shared s WHERE s.unit = u.unit)`;

/** Rows that make an event which a shared row makes too (by its id) are shared as well. */
const findLinked = `
	INSERT INTO removed_units
	SELECT DISTINCT o.unit, 0 FROM removed_history h JOIN (
		SELECT record_id, event_key, ${unitOf('e')} AS unit FROM events e
		UNION ALL SELECT record_id, event_key, ${unitOf('v')} FROM event_versions v
	) o USING (record_id, event_key)
	WHERE NOT EXISTS (SELECT FROM removed_units u WHERE u.unit = o.unit AND u.shared IS NOT NULL)
	ON CONFLICT (unit) DO UPDATE SET shared = 0`;

const gatherHistory = `
	INSERT INTO removed_history (unit, place, ended_load, ended_line, ended_at, why, ${columns})
	SELECT u.unit, NULL, NULL, NULL, NULL, NULL, ${eventColumns.map((c) => `e.${c}`).join(', ')}
	FROM events e JOIN removed_units u ON u.unit = ${unitOf('e')} WHERE u.shared IS NOT NULL
	UNION ALL
	SELECT u.unit, v.ctid, v.ended_load, v.ended_line, v.ended_at, v.why, ${eventColumns.map((c) => `v.${c}`).join(', ')}
	FROM event_versions v JOIN removed_units u ON u.unit = ${unitOf('v')} WHERE u.shared IS NOT NULL`;

const gatherReads = `
	INSERT INTO removed_reads
	SELECT u.unit, s.load_id, s.line
	FROM (SELECT load_id, unnest(units) AS unit, unnest(lines) AS line FROM load_sightings
		WHERE load_id IN (${laterLoads})) s
	JOIN removed_units u USING (unit) WHERE u.shared IS NOT NULL`;

/** Whatever no other load has a part in. */
const removeOwn = `
	WITH gone AS (
		DELETE FROM events e USING removed_units u WHERE u.unit = ${unitOf('e')} AND u.shared IS NULL AND e.load_id = $1
		RETURNING e.record_id
	), versions AS (
		DELETE FROM event_versions v USING removed_units u
		WHERE u.unit = ${unitOf('v')} AND u.shared IS NULL AND v.load_id = $1
		RETURNING v.record_id
	), changed AS (
		INSERT INTO changed_records SELECT DISTINCT record_id, true FROM (TABLE gone UNION ALL TABLE versions) r
	)
	SELECT count(*)::int AS events FROM gone`;

async function remove(client: pg.PoolClient, loadId: number): Promise<Removed> {
	await client.query(staging);
	await client.query(findUnits);
	await client.query(findOwn, [loadId]);
	await client.query('ANALYZE removed_units');
	await client.query(findShared, [loadId]);
	for (let linked: number | null = 1; linked;) {
		await client.query('ANALYZE removed_units');
		await client.query('TRUNCATE removed_history');
		await client.query(gatherHistory);
		await client.query('ANALYZE removed_history');
		linked = (await client.query(findLinked)).rowCount;
	}
	await client.query(gatherReads, [loadId]);
	await client.query(indexes);
	const own = await client.query<{ events: number }>(removeOwn, [loadId]);
	const changes = await rewriteShared(client, loadId);
	await dropRows(client);
	await client.query('UPDATE source_rows o SET content = NULL FROM removed_units u WHERE o.row_id = u.unit');
	const joined = await joinRecords(client, true, true, true);
	const records = await client.query(
		`DELETE FROM records r USING (SELECT DISTINCT record_id FROM changed_records) c
		WHERE r.record_id = c.record_id AND NOT EXISTS (SELECT FROM events e WHERE e.record_id = r.record_id)
			AND NOT EXISTS (SELECT FROM event_versions v WHERE v.record_id = r.record_id)`
	);
	const count = async (statement: string) => (await client.query(statement, [loadId])).rowCount ?? 0;
	const unmended = await count(
		'UPDATE quarantine SET mended_text = NULL, mended_load = NULL, mended_at = NULL WHERE mended_load = $1'
	);
	const quarantined = await count('DELETE FROM quarantine WHERE load_id = $1');
	const costs = await count('DELETE FROM costs WHERE load_id = $1');
	await count('DELETE FROM load_sightings WHERE load_id = $1');
	await count('DELETE FROM load_chunks WHERE load_id = $1');
	return {
		events: own.rows[0]!.events + changes.gone,
		restored: changes.restored,
		leads: joined + (records.rowCount ?? 0),
		costs,
		quarantined,
		unmended
	};
}

/** Rows of files that nothing is left of. */
const dropRows = (client: pg.PoolClient) =>
	client.query(
		`DELETE FROM source_rows o USING removed_units u WHERE o.row_id = u.unit
			AND NOT EXISTS (SELECT FROM events e WHERE e.record_id = o.record_id AND e.row_id = u.unit)
			AND NOT EXISTS (SELECT FROM event_versions v WHERE v.row_id = u.unit)`
	);

const GROUPS = 5000;

/** Rewrites the history of rows in which other loads have a part. */
async function rewriteShared(
	client: pg.PoolClient,
	loadId: number
): Promise<{ gone: number; restored: number }> {
	const { clock, from } = await readClock(client, loadId);
	const groups = await numberGroups(client);
	const total = { gone: 0, restored: 0 };
	for (let first = 1; first <= groups; first += GROUPS) {
		const { rows: history } = await client.query<HistoryRow>(readHistory, [first, first + GROUPS]);
		const { rows: reads } = await client.query<Read & { group: number }>(readReads, [first, first + GROUPS]);
		const changes = changesOf(loadId, history, reads, clock, from);
		await write(client, changes);
		total.gone += changes.goneEvents.length;
		total.restored += changes.newEvents.length;
	}
	return total;
}

/** Numbers the rows from 1, those that share an event alike. */
async function numberGroups(client: pg.PoolClient): Promise<number> {
	await client.query(
		`UPDATE removed_units u SET shared = n.number
		FROM (SELECT unit, row_number() OVER (ORDER BY unit)::int AS number FROM removed_units WHERE shared IS NOT NULL) n
		WHERE u.unit = n.unit`
	);
	for (let changed: number | null = 1; changed;)
		changed = (
			await client.query(
				`UPDATE removed_units u SET shared = n.number
				FROM (
					SELECT unit, min(number) AS number FROM (
						SELECT h.unit, min(o.shared) OVER (PARTITION BY h.record_id, h.event_key) AS number
						FROM removed_history h JOIN removed_units o USING (unit)
					) m GROUP BY unit
				) n
				WHERE u.unit = n.unit AND u.shared > n.number`
			)
		).rowCount;
	await client.query('CREATE INDEX ON removed_units (shared); ANALYZE removed_units');
	const { rows } = await client.query<{ groups: number }>(
		'SELECT coalesce(max(shared), 0) AS groups FROM removed_units'
	);
	return rows[0]!.groups;
}

interface HistoryRow extends Omit<Version, 'ended'> {
	group: number;
	endedLoad: number | null;
	endedLine: number | null;
	why: 'corrected' | 'withdrawn' | null;
}

const readHistory = `
	SELECT u.shared AS group, h.id, h.unit, h.record_id || ' ' || h.event_key AS event,
		md5(ROW(${contentColumns.map((c) => `h.${c}`).join(', ')})::text) AS content,
		h.load_id AS load, h.line, h.ended_load AS "endedLoad", h.ended_line AS "endedLine", h.why
	FROM removed_units u JOIN removed_history h USING (unit) WHERE u.shared >= $1 AND u.shared < $2 ORDER BY u.shared, h.id`;

const readReads = `
	SELECT u.shared AS group, r.unit, r.load_id AS load, r.line
	FROM removed_units u JOIN removed_reads r USING (unit) WHERE u.shared >= $1 AND u.shared < $2`;

/** What is to be written, by ids of `removed_history`. */
interface Changes {
	goneEvents: number[];
	newEvents: Remaining[];
	/** Events that pass to another load. */
	passed: Remaining[];
	goneVersions: number[];
	newVersions: Remaining[];
}

function changesOf(
	loadId: number,
	history: HistoryRow[],
	reads: (Read & { group: number })[],
	clock: Clock,
	from: number
): Changes {
	const changes: Changes = { goneEvents: [], newEvents: [], passed: [], goneVersions: [], newVersions: [] };
	const readsOf = Map.groupBy(reads, ({ group }) => group);
	for (const [group, rows] of Map.groupBy(history, (row) => row.group)) {
		const versions = rows.map(versionOf).filter(({ load, line, ended }) => {
			if (!ended) return true;
			const end = clock(ended.load, ended.line);
			// A row that stands twice in one line: the first version lasted no time.
			return end >= from && (load === loadId || end !== clock(load, line));
		});
		const remaining = historyWithout(loadId, versions, readsOf.get(group) ?? [], clock, from);
		compare(versions, remaining, changes);
	}
	return changes;
}

const versionOf = ({ endedLoad, endedLine, why, ...row }: HistoryRow): Version => ({
	...row,
	ended: endedLoad === null ? null : { load: endedLoad, line: endedLine ?? 0, why: why! }
});

/** Notes how what remains differs from what is there. */
function compare(versions: Version[], remaining: Remaining[], changes: Changes): void {
	const current = new Map<string, Version>();
	const ended = new Map<string, Version>();
	for (const version of versions)
		if (version.ended) ended.set(endedKey({ version, ...version }), version);
		else current.set(version.event, version);
	for (const one of remaining) {
		if (one.ended) {
			if (!ended.delete(endedKey(one))) changes.newVersions.push(one);
			continue;
		}
		const now = current.get(one.version.event);
		if (now?.content !== one.version.content) {
			changes.newEvents.push(one);
			continue;
		}
		current.delete(now.event);
		if (now.load !== one.load || now.line !== one.line) changes.passed.push({ ...one, version: now });
	}
	for (const { id } of current.values()) changes.goneEvents.push(id);
	for (const { id } of ended.values()) changes.goneVersions.push(id);
}

const endedKey = ({ version: { event, content }, load, line, ended }: Remaining) =>
	[event, content, load, line, ended!.load, ended!.line, ended!.why].join(' ');

const history = eventColumns.map((c) => (c === 'load_id' ? 'n.load_id' : c === 'line' ? 'n.line' : `h.${c}`));

async function write(
	client: pg.PoolClient,
	{ goneEvents, newEvents, passed, goneVersions, newVersions }: Changes
) {
	if (goneEvents.length)
		await client.query(
			`WITH gone AS (
				DELETE FROM events e USING removed_history h
				WHERE h.id = ANY ($1) AND e.record_id = h.record_id AND e.event_key = h.event_key RETURNING e.record_id
			) INSERT INTO changed_records SELECT DISTINCT record_id, true FROM gone`,
			[goneEvents]
		);
	if (passed.length)
		await client.query(
			`UPDATE events e SET load_id = n.load_id, line = n.line
			FROM unnest($1::int[], $2::int[], $3::int[]) AS n (id, load_id, line) JOIN removed_history h USING (id)
			WHERE e.record_id = h.record_id AND e.event_key = h.event_key`,
			[
				passed.map(({ version }) => version.id),
				passed.map(({ load }) => load),
				passed.map(({ line }) => line)
			]
		);
	if (newEvents.length) await restore(client, newEvents);
	if (goneVersions.length)
		await client.query(
			`WITH gone AS (
				DELETE FROM event_versions v USING removed_history h WHERE h.id = ANY ($1) AND v.ctid = h.place
				RETURNING v.record_id
			) INSERT INTO changed_records SELECT DISTINCT record_id, true FROM gone`,
			[goneVersions]
		);
	if (newVersions.length)
		await client.query(
			`INSERT INTO event_versions (${columns}, why, ended_load, ended_line, ended_at)
			SELECT ${history.join(', ')}, n.why, n.ended_load, n.ended_line,
				CASE WHEN h.ended_load = n.ended_load THEN h.ended_at ELSE l.started_at END
			FROM unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::int[], $6::int[])
				AS n (id, load_id, line, why, ended_load, ended_line)
				JOIN removed_history h USING (id) JOIN loads l ON l.id = n.ended_load`,
			[
				...[newVersions.map(({ version }) => version.id)],
				...(['load', 'line'] as const).map((key) => newVersions.map((one) => one[key])),
				...(['why', 'load', 'line'] as const).map((key) => newVersions.map(({ ended }) => ended![key]))
			]
		);
}

/** Puts events in as an earlier version had them. */
async function restore(client: pg.PoolClient, events: Remaining[]): Promise<void> {
	const ids = events.map(({ version }) => version.id);
	await client.query(
		`INSERT INTO events (${columns}) SELECT ${history.join(', ')}
		FROM unnest($1::int[], $2::int[], $3::int[]) AS n (id, load_id, line) JOIN removed_history h USING (id)`,
		[ids, events.map(({ load }) => load), events.map(({ line }) => line)]
	);
	await client.query(
		`INSERT INTO changed_records SELECT DISTINCT record_id, true FROM removed_history WHERE id = ANY ($1)`,
		[ids]
	);
	await client.query(
		`INSERT INTO stage_keys SELECT DISTINCT unnest(contacts), record_id FROM removed_history WHERE id = ANY ($1)`,
		[ids]
	);
	await client.query(
		`UPDATE source_rows o SET record_id = h.record_id FROM removed_history h
		WHERE h.id = ANY ($1) AND o.row_id = h.unit AND o.record_id <> h.record_id`,
		[ids]
	);
}
