/**
 * Loads costs: rows of one file, spread over their days, with the same source, day, channel and campaign add up, and
 * replace what an earlier file said of that key. They are gathered beside the table and go in together at the end, so that no sum is ever a part of one.
 */
import type pg from 'pg';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { from as copyFrom } from 'pg-copy-streams';
import type { Cost, CostResult } from '#lib/events/costs/cost.ts';
import { copyBlocks, copyText } from '../db/copy-text.ts';
import { databaseProblem } from '../db/database-problem.ts';
import { locks } from '../db/locks.ts';
import type { LoadResult, Progress } from './load-rows.ts';
import {
	beginLoad,
	endLoad,
	endOrphans,
	neverBegun,
	noCounts,
	storeCounts,
	type LoadForm,
	type LoadSource
} from './load-state.ts';
import { keepBad, markMended, type BadRow, type Retried } from './quarantine.ts';
import type { Batch } from './read-rows.ts';

export interface LoadCostsOptions {
	/** Counts only. */
	dryRun?: boolean;
	progress?: Progress;
	/** The load whose file the rows stand in: they add up with its costs instead of replacing them. */
	partOf?: number;
	/** Rows that are sent to the server at once. */
	chunkRows?: number;
}

/** Characters that are sent to the server at once. */
const CHUNK_SIZE = 16_000_000;

/** `row` counts the rows of the file: one that is spread over days stands here several times. */
const staging = `
	CREATE TEMP TABLE stage_costs (source text, day date, channel text, campaign text, line integer, row integer,
		amount numeric, currency text, clicks bigint, impressions bigint);
	CREATE TEMP TABLE stage_bad (line integer, reason text, detail text, text text)`;

/** Refunds stay apart from what they lower, and so do currencies. */
const sums = `
	CREATE TEMP TABLE cost_sums AS
	SELECT source, day, channel, campaign, currency, amount < 0 AS refund, min(line) AS line, array_agg(row) AS rows,
		sum(amount) AS amount, sum(clicks)::bigint AS clicks, sum(impressions)::bigint AS impressions
	FROM stage_costs GROUP BY source, day, channel, campaign, currency, refund;
	ANALYZE cost_sums`;

/** One value to join by: of four the planner would take those that it has ordered already, and compare all within a day. */
const key = 'jsonb_build_array(source, day, channel, campaign) AS key';

/** What a version says of a key, to be compared. */
const content = `jsonb_object_agg(coalesce(currency, '') || CASE WHEN refund THEN '-' ELSE '+' END,
	jsonb_build_array(amount, clicks, impressions))`;

/**
 * Rows by what they do to the costs that count now; $1 is the version that they get. A row of several days is corrected
 * if one of them is, and known if all are.
 */
const verdicts = `
	WITH versions AS (
		SELECT source, day, channel, campaign, version, currency, amount < 0 AS refund, sum(amount) AS amount,
			sum(clicks) AS clicks, sum(impressions) AS impressions
		FROM costs JOIN (SELECT DISTINCT source, day FROM cost_sums) d USING (source, day)
		GROUP BY source, day, channel, campaign, version, currency, refund
	), newest AS (
		SELECT DISTINCT ON (source, day, channel, campaign) ${key}, version, ${content} AS content
		FROM versions GROUP BY source, day, channel, campaign, version
		ORDER BY source, day, channel, campaign, version DESC
	), given AS (
		SELECT ${key}, rows, ${content} OVER (PARTITION BY source, day, channel, campaign) AS content
		FROM cost_sums
	), judged AS (
		SELECT g.rows, CASE
			WHEN n.version IS NULL THEN 1
			WHEN n.version = $1 THEN 2
			WHEN n.version > $1 OR n.content = g.content THEN 0
			ELSE 2 END AS verdict
		FROM given g LEFT JOIN newest n USING (key)
	), of_rows AS (
		SELECT max(verdict) AS verdict FROM judged, unnest(judged.rows) AS row GROUP BY row
	)
	SELECT (ARRAY['known', 'accepted', 'corrected'])[verdict + 1] AS verdict, count(*) AS rows
	FROM of_rows GROUP BY verdict`;

/** The version of a file: that of its load, or of a load that mended rows of it; else a new one. */
const versionOf = `
	SELECT coalesce(
		(SELECT max(version) FROM costs WHERE load_id = $1
			OR load_id IN (SELECT mended_load FROM quarantine WHERE load_id = $1)),
		(SELECT max(version) + 1 FROM costs),
		1) AS version`;

/**
 * Loads all rows in one transaction. When the reader stops with an error, or somebody stops the load, nothing goes in,
 * since a part of a file may hold a part of a day; the result names the problem. Throws a DatabaseProblem if the
 * database cannot be reached at all.
 */
export async function loadCostRows(
	pool: pg.Pool,
	source: LoadSource,
	batches: AsyncIterable<Batch<CostResult>>,
	{ dryRun = false, progress = () => {}, partOf, chunkRows = 25_000 }: LoadCostsOptions = {}
): Promise<LoadResult> {
	if (!dryRun) await endOrphans(pool);
	const client = await pool.connect();
	let failed = true;
	try {
		const load = dryRun ? null : await beginLoad(client, { ...source, kind: 'costs' });
		if (load === null && !dryRun) return neverBegun(source);
		const gathered = gather(client, chunkRows, progress);
		let problem: Error | null = null;
		let stopped = false;
		try {
			await client.query(staging);
			for await (const batch of batches) {
				if (!(await gathered.add(batch)) || load === null) continue;
				stopped = await storeProgress(client, load, gathered.form.bytes);
				if (stopped) break;
			}
			if (!stopped) {
				await gathered.flush();
				await client.query('BEGIN');
				await settle(client, gathered, load, partOf ?? null);
				await client.query(dryRun ? 'ROLLBACK' : 'COMMIT');
			}
			await client.query('DROP TABLE IF EXISTS stage_costs, stage_bad, cost_sums');
			failed = false;
		} catch (error) {
			problem = databaseProblem(error, 'Nothing of the file is in; then load it again.') ?? asError(error);
		}
		const nothing = problem !== null || stopped;
		const result: LoadResult = {
			...(nothing ? noCounts() : gathered.counts),
			load,
			status: problem ? 'failed' : stopped ? 'stopped' : 'done',
			preset: source.preset,
			readAs: gathered.form.readAs,
			problem,
			reasons: nothing ? [] : gathered.reasons(),
			warnings: gathered.warnings()
		};
		if (load !== null)
			await endLoad(failed ? pool : client, load, result.status, problem, gathered.warningCounts).catch(
				(error: unknown) => {
					result.status = 'failed';
					result.problem ??= databaseProblem(error) ?? asError(error);
				}
			);
		return result;
	} catch (error) {
		throw databaseProblem(error) ?? error;
	} finally {
		// What fails may leave a COPY, a transaction or staged rows: such a connection ends.
		client.release(failed);
	}
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));

/** Keeps how far the file has been read. True if somebody wants the load to stop. */
async function storeProgress(client: pg.PoolClient, load: number, bytes: number): Promise<boolean> {
	const { rows } = await client.query<{ stop_requested: boolean }>(
		'UPDATE loads SET bytes_read = $2 WHERE id = $1 RETURNING stop_requested',
		[load, bytes]
	);
	return rows[0]!.stop_requested;
}

/** Sends rows to the server as they come, in memory that does not grow. */
function gather(client: pg.PoolClient, chunkRows: number, progress: Progress) {
	const counts = noCounts();
	const retries: { bad: BadRow[]; mended: Retried[] } = { bad: [], mended: [] };
	const found = { reasons: new Map<string, number>(), warnings: new Map<string, number>() };
	let costs = copyBlocks();
	let bad = copyBlocks();
	const form: LoadForm & { bytes: number } = { header: null, readAs: {}, bytes: 0 };
	let waiting = 0;

	const flush = async () => {
		if (!costs.isEmpty) await copyIn(client, 'stage_costs', costs.finish());
		if (!bad.isEmpty) await copyIn(client, 'stage_bad', bad.finish());
		[costs, bad, waiting] = [copyBlocks(), copyBlocks(), 0];
		progress(counts, form.bytes);
	};
	/** True if rows were sent. */
	const add = async (batch: Batch<CostResult>): Promise<boolean> => {
		let sent = false;
		form.bytes = batch.bytes;
		if (batch.header !== undefined) form.header = batch.header;
		if (batch.readAs) form.readAs = batch.readAs;
		for (const { line, result, text, retried } of batch.rows) {
			counts.rows.read++;
			waiting++;
			for (const warning of result.warnings) count(found.warnings, warning);
			if (result.kind === 'cost') {
				for (const cost of result.costs) costs.add(costLine(line, counts.rows.read, cost));
				if (retried) retries.mended.push(retried);
			} else {
				counts.rows.quarantined++;
				count(found.reasons, result.reason);
				if (retried) retries.bad.push({ line, reason: result.reason, detail: result.detail, text, retried });
				else bad.add([String(line), ...[result.reason, result.detail, text].map(copyText)].join('\t') + '\n');
			}
			if (waiting >= chunkRows || costs.size + bad.size >= CHUNK_SIZE) {
				await flush();
				sent = true;
			}
		}
		return sent;
	};
	return {
		counts,
		form,
		retries,
		warningCounts: found.warnings,
		add,
		flush,
		reasons: () => sorted(found.reasons).map(([reason, n]) => ({ reason, count: n })),
		warnings: () => sorted(found.warnings).map(([warning, n]) => ({ warning, count: n }))
	};
}

const costLine = (line: number, row: number, cost: Cost) => {
	const { source, day, channel, campaign, amount, currency, clicks, impressions } = cost;
	return (
		`${copyText(source)}\t${day}\t${copyText(channel)}\t${copyText(campaign)}\t${line}\t${row}\t${amount}\t${copyText(currency)}\t` +
		`${clicks ?? '\\N'}\t${impressions ?? '\\N'}\n`
	);
};

async function copyIn(client: pg.PoolClient, table: string, blocks: Buffer[]): Promise<void> {
	await pipeline(Readable.from(blocks), client.query(copyFrom(`COPY ${table} FROM STDIN`)));
}

/** Judges the gathered rows and puts them in, inside the transaction that is open. `load` null: only judges. */
async function settle(
	client: pg.PoolClient,
	{ counts, form, retries }: Pick<ReturnType<typeof gather>, 'counts' | 'form' | 'retries'>,
	load: number | null,
	partOf: number | null
): Promise<void> {
	await client.query('SELECT pg_advisory_xact_lock($1)', [locks.ingest]);
	await client.query(sums);
	const { version } = (await client.query<{ version: number }>(versionOf, [partOf])).rows[0]!;
	// Of a table that has just grown the planner expects so few rows that it would compare each with each.
	await client.query('SET LOCAL enable_nestloop = off');
	const judged = await client.query<{ verdict: 'accepted' | 'corrected' | 'known'; rows: number }>(verdicts, [
		version
	]);
	await client.query('SET LOCAL enable_nestloop = on');
	for (const { verdict, rows: n } of judged.rows) counts.rows[verdict] = n;
	if (load === null) return;
	await client.query(
		`INSERT INTO costs (source, day, channel, campaign, currency, version, load_id, line, amount, clicks, impressions)
		SELECT source, day, channel, campaign, currency, $1, $2, line, amount, clicks, impressions FROM cost_sums
		ORDER BY source, day, channel, campaign, currency, refund`,
		[version, load]
	);
	await client.query(
		`INSERT INTO quarantine (load_id, line, reason, detail, text)
		SELECT $1, line, reason, detail, text FROM stage_bad ORDER BY line`,
		[load]
	);
	await keepBad(client, load, retries.bad);
	await markMended(client, load, retries.mended);
	await storeCounts(client, load, counts, form.bytes, form);
	await client.query('UPDATE state SET data_version = data_version + 1');
}

function count(map: Map<string, number>, name: string): void {
	map.set(name, (map.get(name) ?? 0) + 1);
}

const sorted = (map: Map<string, number>) => [...map].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
