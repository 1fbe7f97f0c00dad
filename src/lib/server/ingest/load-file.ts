/** Loads one file of events by a mapping, or of rows that are events already. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type pg from 'pg';
import { parseMapping, type EventsMapping } from '#lib/events/mapping-schema.ts';
import type { Config } from '../config.ts';
import { FileProblem } from './file-problem.ts';
import { loadRows, type LoadResult, type Progress } from './load-rows.ts';
import { parseContext } from './parse-context.ts';
import { fileSource } from './read-bytes.ts';
import { readSource } from './read-rows.ts';

export interface LoadOptions {
	mapping: EventsMapping | null;
	/** The source of all rows, over that of the mapping. */
	source: string | null;
	dryRun?: boolean;
	progress?: Progress;
}

/** Throws a FileProblem if nothing of the file can be read. */
export async function loadFile(
	pool: pg.Pool,
	config: Config,
	path: string,
	{ mapping, source, dryRun, progress }: LoadOptions
): Promise<LoadResult> {
	const used = mapping && source ? { ...mapping, source } : mapping;
	const context = await parseContext(pool, config, source ?? mapping?.source ?? null);
	const bytes = await fileSource(path);
	const result = await loadRows(
		pool,
		{ file: basename(path), source: context.source, preset: null, mapping: used, bytes: bytes.size },
		readSource(bytes, { mapping: used, context, batchRows: 500 }),
		{ dryRun, progress }
	);
	if (result.problem && result.rows.read === 0) throw result.problem;
	return result;
}

/** Reads a mapping file for events. Throws a FileProblem that names file, key and value. */
export async function readMappingFile(path: string): Promise<EventsMapping> {
	let json: unknown;
	try {
		json = JSON.parse(await readFile(path, 'utf8'));
	} catch (error) {
		const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
		const why = missing ? 'there is no such file' : error instanceof Error ? error.message : String(error);
		throw new FileProblem(`The mapping ${path} cannot be read: ${why}.`);
	}
	const parsed = parseMapping(json);
	if ('problem' in parsed) throw new FileProblem(`The mapping ${path}: ${parsed.problem}`);
	if (parsed.mapping.kind !== 'events')
		throw new FileProblem(`The mapping ${path} is for costs; events need one with "kind": "events".`);
	return parsed.mapping;
}
