/** Loads one file of events or costs by a mapping, or of rows whose columns are their fields already. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type pg from 'pg';
import {
	parseMapping,
	type CostsMapping,
	type EventsMapping,
	type Mapping
} from '#lib/events/mapping-schema.ts';
import type { Config } from '../config.ts';
import { FileProblem } from './file-problem.ts';
import { loadCostRows } from './load-costs.ts';
import type { LoadOrigin } from './load-state.ts';
import { loadRows, type LoadResult, type Progress } from './load-rows.ts';
import { parseContext } from './parse-context.ts';
import { fileSource } from './read-bytes.ts';
import { readCosts } from './read-costs.ts';
import { readSource } from './read-rows.ts';

export interface LoadOptions {
	mapping: Mapping | null;
	/** What rows are without a mapping; by default events. */
	kind?: Mapping['kind'];
	/** The source of all rows, over that of the mapping. */
	source: string | null;
	/** The file name to show; default: that of the path. */
	name?: string;
	origin?: LoadOrigin;
	feedId?: number | null;
	/** A load that waits for this file. */
	loadId?: number;
	dryRun?: boolean;
	progress?: Progress;
}

/** Throws a FileProblem if nothing of the file can be read. */
export async function loadFile(
	pool: pg.Pool,
	config: Config,
	path: string,
	{ mapping, kind, source, name = basename(path), origin, feedId, loadId, dryRun, progress }: LoadOptions
): Promise<LoadResult> {
	const used = mapping && source ? { ...mapping, source } : mapping;
	const context = await parseContext(pool, config, source ?? mapping?.source ?? null);
	const bytes = await fileSource(path);
	const about = {
		...{ file: name, source: context.source, preset: null, mapping: used, bytes: bytes.size },
		...{ origin, feedId, loadId }
	};
	const options = { dryRun, progress };
	let result: LoadResult;
	if (used?.kind === 'costs' || (!used && kind === 'costs'))
		result = await loadCostRows(pool, about, readCosts(bytes, { mapping: used, context }), options);
	else
		result = await loadRows(
			pool,
			about,
			readSource(bytes, { mapping: used, context, batchRows: 500 }),
			options
		);
	if (result.problem && result.rows.read === 0) throw result.problem;
	return result;
}

/** Reads a mapping file. Throws a FileProblem that names file, key and value, or if it is of the other kind. */
export async function readMappingFile(path: string, kind?: 'events'): Promise<EventsMapping>;
export async function readMappingFile(path: string, kind: 'costs'): Promise<CostsMapping>;
export async function readMappingFile(path: string, kind: Mapping['kind']): Promise<Mapping>;
export async function readMappingFile(path: string, kind: Mapping['kind'] = 'events'): Promise<Mapping> {
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
	if (parsed.mapping.kind === kind) return parsed.mapping;
	const command = parsed.mapping.kind === 'costs' ? 'sluice costs' : 'sluice load';
	throw new FileProblem(
		`The mapping ${path} is for ${parsed.mapping.kind}, not for ${kind}: load the file with "${command}".`
	);
}
