/** The states of a load: begun, stopped, ended with its program, failed with its database. */
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { locks } from '#lib/server/db/locks.ts';
import { loadRows, type LoadSource } from '#lib/server/ingest/load-rows.ts';
import { endOrphans, requestStop } from '#lib/server/ingest/load-state.ts';
import { parseContext } from '#lib/server/ingest/parse-context.ts';
import { streamSource } from '#lib/server/ingest/read-bytes.ts';
import { readSource } from '#lib/server/ingest/read-rows.ts';
import { testDatabase } from '../support/database.ts';
import { deal, deals } from '../support/deals.ts';
import { csvOf, forgetAll, loadText, ndjson, sizes, utcConfig } from '../support/load.ts';

const { pool } = await testDatabase();
beforeEach(() => forgetAll(pool));

const events = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, i) => ({
		type: 'created',
		at: '2026-01-01',
		lead: String(from + i)
	}));

/** Loads texts as they come, in chunks of ten events. */
async function load(texts: AsyncIterable<string>, source: Partial<LoadSource> = {}) {
	const bytes = (async function* () {
		for await (const text of texts) yield Buffer.from(text);
	})();
	const context = await parseContext(pool, utcConfig, 'crm');
	return loadRows(
		pool,
		{ file: 'events.ndjson', source: 'crm', preset: null, mapping: null, ...source },
		readSource(streamSource('events.ndjson', bytes), { mapping: null, context, batchRows: 5 }),
		{ chunkEvents: 10 }
	);
}

const rowOf = async (id: number) =>
	(await pool.query<Record<string, unknown>>('SELECT * FROM loads WHERE id = $1', [id])).rows[0]!;

test('a load keeps what it was told and what it found in the file', async () => {
	const text = csvOf([deal({ Stage: 'Won', Closed: '2026-02-01' }), deal({ Id: '2', Created: 'never' })]);
	const { load: id, readAs, preset, status } = await loadText(pool, text, { mapping: deals });
	expect({ preset, status }).toEqual({ preset: null, status: 'done' });
	expect(readAs).toMatchObject({ encoding: 'utf-8', delimiter: ',' });
	expect(await rowOf(id!)).toMatchObject({
		file: 'rows.csv',
		kind: 'events',
		origin: 'command',
		mapping: deals,
		bytes: null,
		bytes_read: text.length,
		header: [
			'Id',
			'Lead',
			'Email',
			'Phone',
			'Created',
			'Source',
			'Stage',
			'Closed',
			'Amount',
			'Owner',
			'City'
		],
		read_as: readAs,
		status: 'done',
		stop_requested: false
	});
});

test('of JSON there is no header', async () => {
	const { load: id } = await loadText(pool, ndjson(events(0, 1)), { file: 'x.ndjson' });
	expect(await rowOf(id!)).toMatchObject({ header: null, read_as: { encoding: 'utf-8' } });
});

const waiting = async () =>
	(
		await pool.query<{ id: number }>(
			`INSERT INTO loads (file, status, origin, feed_id) VALUES ('x', 'waiting', 'feed', 7) RETURNING id`
		)
	).rows[0]!.id;

async function* all(text: string) {
	await Promise.resolve();
	yield text;
}

test('a load that waited is filled', async () => {
	const id = await waiting();
	const result = await load(all(ndjson(events(0, 25))), { loadId: id, bytes: 99 });
	expect(result).toMatchObject({ load: id, status: 'done', rows: { read: 25, accepted: 25 } });
	expect(await rowOf(id)).toMatchObject({
		file: 'events.ndjson',
		status: 'done',
		origin: 'feed',
		feed_id: 7,
		bytes: 99,
		rows_read: 25
	});
});

test('a load that is stopped while it waits never begins', async () => {
	const id = await waiting();
	await requestStop(pool, id);
	const result = await load(all(ndjson(events(0, 25))), { loadId: id });
	expect(result).toMatchObject({ load: id, status: 'stopped', rows: { read: 0 }, problem: null });
	expect(await rowOf(id)).toMatchObject({ status: 'stopped', rows_read: 0 });
	expect(await sizes(pool)).toMatchObject({ events: 0, loads: 1 });
});

test('a load that is stopped keeps whole chunks, and loading the file again completes it', async () => {
	const texts = async function* () {
		// Long enough that the reader does not wait for more before it tells the encoding.
		yield ndjson([...events(0, 13), { ...events(13, 14)[0]!, note: 'x'.repeat(200_000) }, { type: 'oops' }]);
		// Its first chunk is in before the second begins.
		while ((await sizes(pool)).events === 0) await new Promise(setImmediate);
		const { rows } = await pool.query<{ id: number }>(`SELECT id FROM loads WHERE status = 'running'`);
		await requestStop(pool, rows[0]!.id);
		for (let i = 15; i < 300; i++) yield ndjson(events(i, i + 1));
	};
	const { load: id, status, rows, problem } = await load(texts());
	expect({ status, problem }).toEqual({ status: 'stopped', problem: null });
	expect(rows.read).toBeLessThan(60);
	expect(rows.read).toBe(rows.accepted + rows.quarantined);
	expect(await sizes(pool)).toMatchObject({ events: rows.accepted, quarantine: rows.quarantined });
	expect(await rowOf(id!)).toMatchObject({
		status: 'stopped',
		error: null,
		rows_read: rows.read,
		rows_accepted: rows.accepted
	});
	const again = await load(all(ndjson(events(0, 300))));
	expect(again.rows.accepted).toBe(301 - rows.accepted);
	expect(again).toMatchObject({ status: 'done', rows: { read: 300 } });
	expect(await sizes(pool)).toMatchObject({ events: 301 });
});

test('only a load that waits or runs can be stopped', async () => {
	const { load: id } = await load(all(ndjson(events(0, 1))));
	await expect(requestStop(pool, id!)).rejects.toThrow(
		`Load ${id} (events.ndjson) is complete: only one that waits or runs can be stopped.`
	);
	await expect(requestStop(pool, 99_999)).rejects.toThrow('There is no load 99999');
});

test('a load whose program is gone is marked as failed, and one that runs is not', async () => {
	const { rows } = await pool.query<{ id: number }>(
		`INSERT INTO loads (file) VALUES ('gone'), ('runs') RETURNING id`
	);
	const [gone, runs] = rows.map(({ id }) => id);
	const client = await pool.connect();
	onTestFinished(() => client.release(true));
	await client.query('SELECT pg_advisory_lock($1, $2)', [locks.load, runs]);
	expect(await endOrphans(pool)).toBe(1);
	expect(await rowOf(gone!)).toMatchObject({
		status: 'failed',
		error: 'The program ended before the load was complete: load the file again; what is in stays.'
	});
	expect(await rowOf(runs!)).toMatchObject({ status: 'running', error: null });
	expect(await endOrphans(pool)).toBe(0);
});

test('no load holds its lock longer than it runs', async () => {
	await load(all(ndjson(events(0, 25))));
	await loadText(pool, ndjson(events(0, 1)), { dryRun: true, file: 'x.ndjson' });
	const { rows } = await pool.query(
		`SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = $1
			AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
		[locks.load]
	);
	expect(rows).toEqual([]);
});
