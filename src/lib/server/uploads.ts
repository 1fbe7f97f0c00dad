/** Files that were brought to the load page: kept in the data folder until they are discarded. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import type { Config } from './config.ts';
import type { LoadResult } from './ingest/load-rows.ts';
import { addJob } from './jobs/queue.ts';

export interface Upload {
	id: string;
	file: string;
	path: string;
	bytes: number;
	/** As it was last edited: it may not be right yet. Null: rows are events already, or nothing was chosen yet. */
	mapping: Record<string, unknown> | null;
	/** The preset of rows that need no mapping. */
	preset: string | null;
	/** The source of all rows, over that of the mapping. */
	source: string | null;
	sheet: string | null;
	/** Patterns of the dates of rows that need no mapping. */
	dates: string[];
	/** What a dry run gave; null: none since the last change. */
	trial: Trial | null;
	/** How far the dry run under way has come. */
	trialProgress: { rows: number; bytes: number } | null;
	loadId: number | null;
	createdAt: string;
}

/** The result of a dry run: what a load would give. */
export interface Trial extends Partial<Omit<LoadResult, 'load' | 'problem'>> {
	problem: string | null;
}

/** Why a file could not be kept, in words for who brought it. */
export class UploadProblem extends Error {
	override name = 'UploadProblem';
}

/** Days that a file is kept. */
export const keptDays = 30;

/**
 * Writes a file to the data folder as it comes, and gives its id. `expected`: its size in bytes, if known.
 * Throws an UploadProblem, and leaves nothing behind, if it cannot be kept whole.
 */
export async function storeUpload(
	pool: pg.Pool,
	config: Config,
	name: string,
	chunks: AsyncIterable<Uint8Array>,
	expected: number | null
): Promise<string> {
	await forgetOld(pool);
	const id = randomUUID();
	const folder = join(config.dataDir, 'uploads', id);
	const file = fileName(name);
	const path = join(folder, file);
	try {
		await mkdir(folder, { recursive: true, mode: 0o700 });
		const { bavail, bsize } = await statfs(folder);
		if (expected !== null && expected > bavail * bsize) throw new UploadProblem(diskFull(file));
		const written = createWriteStream(path, { mode: 0o600 });
		await pipeline(Readable.from(chunks), written);
		const bytes = written.bytesWritten;
		if (bytes === 0) throw new UploadProblem(`${file} is empty: choose a file with rows.`);
		if (expected !== null && bytes !== expected)
			throw new UploadProblem(`Only ${bytes} of ${expected} bytes of ${file} arrived: bring it again.`);
		await pool.query('INSERT INTO uploads (id, file, path, bytes) VALUES ($1, $2, $3, $4)', [
			...[id, file, path],
			bytes
		]);
		return id;
	} catch (error) {
		await rm(folder, { recursive: true, force: true });
		throw problemOf(error, file);
	}
}

const diskFull = (file: string) =>
	`There is no room on the disk of the server for ${file}: make room, or discard files that are kept here, and bring it again.`;

function problemOf(error: unknown, file: string): unknown {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (code === 'ENOSPC' || code === 'EDQUOT') return new UploadProblem(diskFull(file), { cause: error });
	if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET')
		return new UploadProblem(`${file} did not arrive whole: bring it again.`, { cause: error });
	return error;
}

/** The name without folders and control characters, short enough for every file system. */
function fileName(name: string): string {
	const last = name.split(/[/\\]/).at(-1)!;
	const clean = [...last.toWellFormed()].filter((letter) => letter >= ' ' && letter !== '\u007f').join('');
	const trimmed = clean.trim().replace(/^\.+/, '');
	return [...trimmed].slice(-60).join('') || 'file';
}

const columns =
	'id, file, path, bytes::float8 AS bytes, mapping, preset, source, sheet, dates, trial, trial_progress AS "trialProgress", load_id AS "loadId", created_at AS "createdAt"';
type Stored = Omit<Upload, 'createdAt'> & { createdAt: Date };
const uploadOf = (row: Stored): Upload => ({ ...row, createdAt: row.createdAt.toISOString() });

/** Null if there is none with this id (any text). */
export async function findUpload(pool: pg.Pool, id: string): Promise<Upload | null> {
	const { rows } = await pool.query<Stored>(`SELECT ${columns} FROM uploads WHERE id::text = $1`, [id]);
	return rows[0] ? uploadOf(rows[0]) : null;
}

/** The files that are kept, the newest first. */
export async function listUploads(pool: pg.Pool): Promise<Upload[]> {
	const { rows } = await pool.query<Stored>(`SELECT ${columns} FROM uploads ORDER BY created_at DESC, id`);
	return rows.map(uploadOf);
}

/** The file that a load was made of, if it is still kept. */
export async function uploadOfLoad(pool: pg.Pool, loadId: number): Promise<Upload | null> {
	const { rows } = await pool.query<Stored>(
		`SELECT ${columns} FROM uploads WHERE load_id = $1 ORDER BY created_at DESC LIMIT 1`,
		[loadId]
	);
	return rows[0] ? uploadOf(rows[0]) : null;
}

export type Draft = Pick<Upload, 'mapping' | 'preset' | 'source' | 'sheet' | 'dates'>;

/** Stores how the file is to be read; what a trial said of it before no longer holds. */
export async function changeUpload(pool: pg.Pool, id: string, draft: Draft): Promise<void> {
	await pool.query(
		`UPDATE uploads SET mapping = $2, preset = $3, source = $4, sheet = $5, dates = $6, trial = NULL, trial_progress = NULL
		WHERE id = $1 AND (mapping, preset, source, sheet, dates)
			IS DISTINCT FROM ($2::jsonb, $3::text, $4::text, $5::text, $6::text[])`,
		[id, draft.mapping && JSON.stringify(draft.mapping), draft.preset, draft.source, draft.sheet, draft.dates]
	);
}

/** Asks for a dry run, whose result comes to stand in `trial`. */
export async function startTrial(pool: pg.Pool, id: string): Promise<void> {
	await pool.query(
		`UPDATE uploads SET trial = NULL, trial_progress = '{"rows": 0, "bytes": 0}' WHERE id = $1`,
		[id]
	);
	await addJob(pool, 'trial', { uploadId: id }, { key: `trial:${id}`, maxAttempts: 3 });
}

export async function uploadLoaded(pool: pg.Pool, id: string, loadId: number): Promise<void> {
	await pool.query('UPDATE uploads SET load_id = $2 WHERE id = $1', [id, loadId]);
}

/** Deletes the file; what was loaded from it stays. */
export async function discardUpload(pool: pg.Pool, id: string): Promise<void> {
	const upload = await findUpload(pool, id);
	if (!upload) return;
	await pool.query('DELETE FROM uploads WHERE id = $1', [id]);
	await rm(join(upload.path, '..'), { recursive: true, force: true });
}

async function forgetOld(pool: pg.Pool): Promise<void> {
	const { rows } = await pool.query<{ id: string }>(
		`SELECT u.id FROM uploads u LEFT JOIN loads l ON l.id = u.load_id
		WHERE u.created_at < now() - make_interval(days => $1) AND coalesce(l.status, '') NOT IN ('waiting', 'running')`,
		[keptDays]
	);
	for (const { id } of rows) await discardUpload(pool, id);
}
