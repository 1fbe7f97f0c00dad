import type pg from 'pg';
import { parseMapping, type EventsMapping } from '#lib/events/mapping-schema.ts';
import { readConfig, type Config } from '#lib/server/config.ts';
import { parseContext } from '#lib/server/ingest/parse-context.ts';
import { loadRows, type LoadResult, type Progress } from '#lib/server/ingest/load-rows.ts';
import { streamSource } from '#lib/server/ingest/read-bytes.ts';
import { readSource } from '#lib/server/ingest/read-rows.ts';
import { bringUpToDate } from '#lib/server/leads/generation.ts';

export const utcConfig = readConfig({});

interface LoadCall {
	mapping?: EventsMapping | null;
	config?: Config;
	dryRun?: boolean;
	file?: string;
	/** Events of a chunk. */
	chunkEvents?: number;
	progress?: Progress;
}

/** Loads a text as if it were a file; rows without a source are of `crm`. */
export async function loadText(
	pool: pg.Pool,
	text: string,
	{ mapping = null, config = utcConfig, file = 'rows.csv', ...options }: LoadCall = {}
): Promise<LoadResult> {
	const bytes = [Buffer.from(text)];
	const chunks = (async function* () {
		await Promise.resolve();
		yield* bytes;
	})();
	const context = await parseContext(pool, config, mapping?.source ?? 'crm');
	return loadRows(
		pool,
		{ file, source: context.source, preset: null, mapping },
		readSource(streamSource(file, chunks), { mapping, context, batchRows: options.chunkEvents }),
		options
	);
}

/** Events as the lines of an NDJSON file. */
export const ndjson = (events: unknown[]): string =>
	events.map((event) => `${JSON.stringify(event)}\n`).join('');

export const loadEvents = (pool: pg.Pool, events: unknown[], call: LoadCall = {}): Promise<LoadResult> =>
	loadText(pool, ndjson(events), { file: 'events.ndjson', ...call });

/** A mapping for events; throws what is wrong with it. */
export function mappingOf(json: unknown): EventsMapping {
	const parsed = parseMapping(json);
	if ('problem' in parsed) throw new Error(parsed.problem);
	if (parsed.mapping.kind !== 'events') throw new Error('a mapping for costs');
	return parsed.mapping;
}

/** Rows as CSV, the columns being those of the first row. */
export function csvOf(rows: Record<string, string>[]): string {
	const columns = Object.keys(rows[0]!);
	const line = (cells: string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
	return line(columns) + rows.map((row) => line(columns.map((column) => row[column]!))).join('');
}

export const replayAll = (pool: pg.Pool, config = utcConfig): Promise<void> => bringUpToDate(pool, config);

const json = async (pool: pg.Pool, query: string): Promise<unknown[]> =>
	(
		await pool.query<{ value: unknown }>(`SELECT value FROM (${query}) q (value) ORDER BY value::text`)
	).rows.map((row) => row.value);

/** The lead rows with their details, touches and assignments, brought up to date, without the number of their generation. */
export async function leadsOf(pool: pg.Pool, config = utcConfig): Promise<unknown[]> {
	await replayAll(pool, config);
	return json(
		pool,
		`SELECT (to_jsonb(l) || to_jsonb(d)) - 'generation' || jsonb_build_object('touches', ARRAY(
			SELECT to_jsonb(t) - 'generation' - 'lead_id' FROM touches t
			WHERE t.generation = l.generation AND t.lead_id = l.lead_id ORDER BY place),
			'assignments', ARRAY(SELECT to_jsonb(a) - 'generation' - 'lead_id' FROM assignments a
			WHERE a.generation = l.generation AND a.lead_id = l.lead_id ORDER BY place))
		FROM lead_rows l JOIN lead_details d USING (generation, lead_id)
		WHERE generation = (SELECT generation FROM state)`
	);
}

/** The events that count, without where they were read. */
export const logOf = (pool: pg.Pool): Promise<unknown[]> =>
	json(pool, `SELECT to_jsonb(e) - 'load_id' - 'line' FROM events e`);

/** Events that count no more, without where they were read and when they ended. */
export const endedOf = (pool: pg.Pool): Promise<unknown[]> =>
	json(
		pool,
		`SELECT to_jsonb(e) - 'load_id' - 'line' - 'why' - 'ended_load' - 'ended_line' - 'ended_at' FROM event_versions e`
	);

/** Records and the leads that they are, keys, and which of them are shared. */
export async function identityOf(pool: pg.Pool): Promise<unknown[]> {
	return [
		...(await json(
			pool,
			'SELECT to_jsonb(r) FROM records r WHERE EXISTS (SELECT FROM events e WHERE e.record_id = r.record_id)'
		)),
		...(await json(pool, 'SELECT to_jsonb(k) FROM record_keys k')),
		...(await json(pool, 'SELECT to_jsonb(s) FROM shared_keys s'))
	];
}

/** Empties the log and the lead rows, which is quicker than a new database. */
export async function forgetAll(pool: pg.Pool): Promise<void> {
	await pool.query(`TRUNCATE events, event_versions, source_rows, records, record_keys, shared_keys, undone_joins,
		quarantine, costs, load_sightings, load_chunks, uploads, loads, touched_leads, lead_rows, lead_details, touches, assignments`);
}

/** How many rows each table of the log has, and the data version. */
export async function sizes(pool: pg.Pool): Promise<Record<string, number>> {
	const tables = [
		...['loads', 'events', 'event_versions', 'source_rows', 'records', 'record_keys'],
		...['shared_keys', 'quarantine', 'touched_leads']
	];
	const { rows } = await pool.query<Record<string, number>>(
		`SELECT ${tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join(', ')}, data_version FROM state`
	);
	return rows[0]!;
}
