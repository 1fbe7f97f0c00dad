/** Everything that Sluice keeps, as lines of JSON that another installation reads back. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Config } from '../config.ts';
import { formatVersion, type ExportEnd, type ExportHeader } from './format.ts';
import { columnsOfKinds, kinds, rawLines, type Kind } from './kinds.ts';

/** How many lines of each kind were written so far. */
export type ExportCounts = Record<string, number>;

/**
 * The bytes of an export: one moment's state of the whole database, in memory that does not grow with it. `counts` is
 * filled on the way.
 */
export async function* writeExport(
	pool: pg.Pool,
	config: Pick<Config, 'timezone' | 'currency' | 'country'>,
	counts: ExportCounts = {}
): AsyncGenerator<Buffer> {
	const hash = createHash('sha256');
	let lines = 0;
	const line = (value: ExportHeader | ExportEnd) => Buffer.from(`${JSON.stringify(value)}\n`);
	const client = await pool.connect();
	let failed = true;
	try {
		await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
		const columns = await columnsOfKinds(client);
		const { rows } = await client.query<{ at: Date }>('SELECT now() AS at');
		const header = line({
			kind: 'export',
			format: formatVersion,
			at: rows[0]!.at.toISOString(),
			timezone: config.timezone,
			currency: config.currency,
			country: config.country,
			columns: Object.fromEntries(columns)
		});
		hash.update(header);
		lines++;
		yield header;
		for (const kind of kinds) {
			counts[kind.kind] = 0;
			const stream = client.query(copyTo(copyOut(kind, columns.get(kind.kind)!)));
			for await (const chunk of stream as AsyncIterable<Buffer>) {
				hash.update(chunk);
				counts[kind.kind]! += newlines(chunk);
				yield chunk;
			}
			lines += counts[kind.kind]!;
		}
		await client.query('COMMIT');
		failed = false;
	} finally {
		// Who stops listening leaves a COPY open: such a connection ends.
		client.release(failed);
	}
	yield line({ kind: 'end', lines, sha256: hash.digest('hex') });
}

function copyOut({ kind, table, order, sparse, instead }: Kind, columns: string[]): string {
	const list = columns.map((name) => `${instead?.[name] ?? `"${name}"`} AS "${name}"`).join(', ');
	const rows = `SELECT ${list} FROM ${table}${order ? ` ORDER BY ${order}` : ''}`;
	const data = sparse ? 'json_strip_nulls(row_to_json(r))' : 'row_to_json(r)';
	return `COPY (SELECT '{"kind":"${kind}","data":' || ${data} || '}' FROM (${rows}) r) TO STDOUT WITH ${rawLines}`;
}

function newlines(chunk: Buffer): number {
	let n = 0;
	for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) n++;
	return n;
}
