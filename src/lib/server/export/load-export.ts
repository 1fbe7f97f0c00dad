/** Reads an export into an empty installation, all of it or nothing. */
import pg from 'pg';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { from as copyFrom } from 'pg-copy-streams';
import type { Config } from '../config.ts';
import { locks } from '../db/locks.ts';
import { FileProblem } from '../ingest/file-problem.ts';
import { noCounts, type LoadResult } from '../ingest/load-state.ts';
import type { Progress } from '../ingest/load-writer.ts';
import { unzipped, type ByteSource } from '../ingest/read-bytes.ts';
import { touch } from '../ingest/identity.ts';
import { damaged, exportLines, readJson, type LineBlock } from './export-lines.ts';
import { exportHeader, formatVersion, kindOf, type ExportHeader } from './format.ts';
import { columnsOfKinds, kinds, rawLines, type Kind } from './kinds.ts';

/** Whether a file begins like an export. What can be read only once is left alone. */
export async function isExport(source: ByteSource): Promise<boolean> {
	if (source.size === null) return false;
	for await (const chunk of unzipped(source.open()!)) return kindOf(chunk) === 'export';
	return false;
}

/**
 * Loads an export in one transaction. Rows are its lines; the loads that it brings are listed as they were. Throws a
 * FileProblem, with nothing changed, if the installation is not empty or the export is not whole.
 */
export async function loadExport(
	pool: pg.Pool,
	config: Pick<Config, 'timezone' | 'currency' | 'country'>,
	source: ByteSource,
	{ dryRun = false, progress = () => {} }: { dryRun?: boolean; progress?: Progress } = {}
): Promise<LoadResult> {
	const client = await pool.connect();
	let failed = true;
	try {
		await client.query('BEGIN');
		await refuseUnlessEmpty(client, source.name);
		await client.query(
			`CREATE TEMP TABLE stage_lines (n integer GENERATED ALWAYS AS IDENTITY, line json) ON COMMIT DROP;
			DELETE FROM settings`
		);
		const result = emptyResult();
		let inserts: Map<string, string> | null = null;
		for await (const block of exportLines(source)) {
			if (!inserts) {
				const header = readHeader(source.name, block);
				inserts = await insertsOf(client, source.name, header);
				result.warnings = differences(header, config);
				continue;
			}
			const insert = inserts.get(block.kind);
			if (insert === undefined)
				throw damaged(source.name, block.first, `is of the unknown kind "${block.kind}"`);
			await store(client, source.name, block, insert);
			result.rows.read += block.lines.length;
			result.rows.accepted += block.lines.length;
			if (block.kind === 'event') result.events.accepted += block.lines.length;
			progress(result, block.bytes);
		}
		result.leads.new = await finish(client);
		await client.query(dryRun ? 'ROLLBACK' : 'COMMIT');
		failed = false;
		return result;
	} finally {
		client.release(failed);
	}
}

const emptyResult = (): LoadResult => ({
	...noCounts(),
	load: null,
	status: 'done',
	preset: 'export',
	readAs: {},
	problem: null,
	reasons: [],
	warnings: []
});

/** Keeps others from loading until the transaction ends. */
async function refuseUnlessEmpty(client: pg.PoolClient, name: string): Promise<void> {
	await client.query('SELECT pg_advisory_xact_lock($1)', [locks.ingest]);
	await client.query('LOCK TABLE loads IN SHARE ROW EXCLUSIVE MODE');
	const tables = kinds.map(({ table }) => table).filter((table) => table !== 'settings');
	const { rows } = await client.query<{ loads: number; used: boolean }>(
		`SELECT (SELECT count(*)::int FROM loads) AS loads,
			${tables.map((table) => `EXISTS (SELECT FROM ${table})`).join(' OR ')} AS used`
	);
	const { loads, used } = rows[0]!;
	if (!used) return;
	const holds = loads > 0 ? `${loads} ${loads === 1 ? 'load' : 'loads'}` : 'data';
	throw new FileProblem(
		`${name} is an export, which goes into an empty installation only, and this one holds ${holds} already. Name another folder in SLUICE_DATA, or another database in DATABASE_URL, and load it there.`
	);
}

function readHeader(name: string, { kind, lines }: LineBlock): ExportHeader {
	const parsed = exportHeader.safeParse(kind === 'export' && lines.length === 1 ? readJson(lines[0]!) : null);
	if (!parsed.success) throw damaged(name, 1, 'is not the first line of an export');
	if (parsed.data.format > formatVersion) throw newer(name, `its format is ${parsed.data.format}`);
	return parsed.data;
}

const newer = (name: string, why: string) =>
	new FileProblem(`${name} was written by a newer Sluice (${why}): update this one, then load it again.`);

/** Statements that put staged lines into the table of their kind. Columns that the export lacks take their default. */
async function insertsOf(
	client: pg.PoolClient,
	name: string,
	{ columns }: ExportHeader
): Promise<Map<string, string>> {
	const known = await columnsOfKinds(client);
	for (const [kind, names] of Object.entries(columns)) {
		const has = known.get(kind);
		if (!has) throw newer(name, `it has lines of the kind "${kind}"`);
		for (const column of names)
			if (!has.includes(column)) throw newer(name, `its lines of the kind "${kind}" have "${column}"`);
	}
	const insert = ({ kind, table }: Kind) => {
		const names = columns[kind]!.map((column) => `"${column}"`);
		return `INSERT INTO ${table} (${names.join(', ')}) OVERRIDING SYSTEM VALUE
			SELECT ${names.map((column) => `r.${column}`).join(', ')}
			FROM stage_lines, json_populate_record(NULL::${table}, line -> 'data') r`;
	};
	return new Map(kinds.filter(({ kind }) => columns[kind]).map((kind) => [kind.kind, insert(kind)]));
}

function differences(
	header: ExportHeader,
	config: Pick<Config, 'timezone' | 'currency' | 'country'>
): LoadResult['warnings'] {
	const names = {
		timezone: ['SLUICE_TIMEZONE', 'days and weeks of the reports will differ'],
		currency: ['SLUICE_CURRENCY', 'amounts will be taken for another currency'],
		country: ['SLUICE_COUNTRY', 'phones without a country code will be read otherwise from now on']
	} as const;
	return (['timezone', 'currency', 'country'] as const)
		.filter((key) => header[key] !== config[key])
		.map((key) => ({
			warning: `The export was made with ${names[key][0]}=${header[key] ?? ''}, here it is ${config[key] ?? 'not set'}: ${names[key][1]}.`,
			count: 1
		}));
}

/** The data are wrong, not the connection or the disk. */
const isDataError = (error: unknown): error is pg.DatabaseError =>
	error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '');

async function store(client: pg.PoolClient, name: string, block: LineBlock, insert: string): Promise<void> {
	const { first, lines } = block;
	const wrong = (line: number, { message, detail }: pg.DatabaseError) =>
		damaged(name, line, `cannot be stored (${[message, detail].filter(Boolean).join(': ')})`);
	await client.query('TRUNCATE stage_lines RESTART IDENTITY');
	try {
		await pipeline(
			Readable.from([Buffer.concat(lines)]),
			client.query(copyFrom(`COPY stage_lines (line) FROM STDIN WITH ${rawLines}`))
		);
	} catch (error) {
		if (!isDataError(error)) throw error;
		const line = Number(/COPY stage_lines, line (\d+)/.exec(error.where ?? '')?.[1] ?? 1);
		throw wrong(first + line - 1, error);
	}
	const failure = await attempt(client, insert, 1, lines.length);
	if (!failure) return;
	let [low, high, reason] = [1, lines.length, failure];
	while (low < high) {
		const middle = (low + high) >> 1;
		const half = await attempt(client, insert, low, middle);
		if (half) [high, reason] = [middle, half];
		else low = middle + 1;
	}
	throw wrong(first + low - 1, reason);
}

/** Inserts some of the staged lines. Gives back what is wrong with one of them, with none inserted. */
async function attempt(
	client: pg.PoolClient,
	insert: string,
	low: number,
	high: number
): Promise<pg.DatabaseError | null> {
	await client.query('SAVEPOINT lines');
	try {
		await client.query(`${insert} WHERE n BETWEEN $1 AND $2`, [low, high]);
		await client.query('RELEASE SAVEPOINT lines');
		return null;
	} catch (error) {
		if (!isDataError(error)) throw error;
		await client.query('ROLLBACK TO SAVEPOINT lines');
		return error;
	}
}

/** Lets ids go on after those of the export and has the leads replayed. Returns how many leads there are. */
async function finish(client: pg.PoolClient): Promise<number> {
	const { rows } = await client.query<{ table: string; column: string }>(
		`SELECT c.relname AS table, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE c.relnamespace = current_schema()::regnamespace AND c.relname = ANY ($1) AND a.attidentity <> ''`,
		[kinds.map(({ table }) => table)]
	);
	for (const { table, column } of rows)
		await client.query(
			`SELECT setval(pg_get_serial_sequence('${table}', '${column}'), coalesce(max(${column}), 1), max(${column}) IS NOT NULL)
			FROM ${table}`
		);
	await touch(client, 'SELECT DISTINCT lead_id FROM records');
	await client.query('UPDATE state SET data_version = data_version + 1');
	const leads = await client.query<{ n: number }>('SELECT count(DISTINCT lead_id)::int AS n FROM records');
	return leads.rows[0]!.n;
}
