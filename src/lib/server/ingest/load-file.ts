/** Loads one file, or other bytes, of events or of costs: by a mapping, a preset, or the preset that it is recognised as. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type pg from 'pg';
import { compileDatePattern } from '#lib/events/date-patterns.ts';
import { parseMapping, type Mapping, type MappingFormat } from '#lib/events/mapping-schema.ts';
import { shown } from '#lib/events/reasons.ts';
import type { Config } from '../config.ts';
import { chooseMapping, type Chosen } from './choose-mapping.ts';
import { FileProblem } from './file-problem.ts';
import { heldSource } from './held-source.ts';
import { loadCostRows } from './load-costs.ts';
import { loadRows, type LoadResult, type Progress } from './load-rows.ts';
import type { LoadOrigin, LoadSource } from './load-state.ts';
import { parseContext } from './parse-context.ts';
import { fileSource, type ByteSource } from './read-bytes.ts';
import { readCosts } from './read-costs.ts';
import { readSource } from './read-rows.ts';

export interface LoadOptions {
	/** As the user gave it; without it and a preset the header decides. */
	mapping?: Mapping | null;
	/** The name of a preset. */
	preset?: string | null;
	/** The source of all rows, over that of the mapping. */
	source?: string | null;
	/** Patterns of dates, over those of the mapping. */
	dates?: string[];
	/** The sheet of a workbook; default: the first. */
	sheet?: string | null;
	/** What the rows must be; by default either. */
	kind?: Mapping['kind'];
	/** The file name to show; default: that of the path. */
	name?: string;
	origin?: LoadOrigin;
	feedId?: number | null;
	/** A load with status `waiting` that this one fills. */
	loadId?: number;
	dryRun?: boolean;
	progress?: Progress;
}

export type FileResult = LoadResult & { kind: Mapping['kind'] };

/** Throws a FileProblem if nothing of the file can be read. */
export async function loadFile(
	pool: pg.Pool,
	config: Config,
	path: string,
	options: LoadOptions
): Promise<FileResult> {
	const source = await fileSource(path);
	// Who gave a file another name knows it by that one: its path on the server says nothing.
	const named = options.name === undefined ? source : { ...source, name: options.name };
	return loadSource(pool, config, named, { name: basename(path), ...options });
}

/** The same of bytes from anywhere. Only as much of them is held as it takes to recognise them. */
export async function loadSource(
	pool: pg.Pool,
	config: Config,
	source: ByteSource,
	options: LoadOptions
): Promise<FileResult> {
	const bytes = heldSource(source);
	const chosen = changed(await chooseMapping(bytes, options), options);
	bytes.release();
	const context = await parseContext(pool, config, options.source ?? chosen.mapping?.source ?? null);
	const { origin, feedId, loadId, dryRun, progress } = options;
	const about: LoadSource = {
		file: options.name ?? source.name,
		source: context.source,
		preset: chosen.preset,
		mapping: chosen.mapping,
		bytes: source.size,
		origin,
		feedId,
		loadId
	};
	// A mapping has it already.
	const format = chosen.mapping ? undefined : saidFormat(options);
	const rest = { context, format, batchRows: 500 };
	const result =
		chosen.kind === 'costs'
			? await loadCostRows(pool, about, readCosts(bytes, { mapping: chosen.mapping, ...rest }), {
					dryRun,
					progress
				})
			: await loadRows(pool, about, readSource(bytes, { mapping: chosen.mapping, ...rest }), {
					dryRun,
					progress
				});
	if (result.problem && result.rows.read === 0) throw result.problem;
	return { ...result, kind: chosen.kind };
}

/** The mapping with what the user says otherwise. */
function changed(chosen: Chosen, options: LoadOptions): Chosen {
	const { mapping } = chosen;
	const { source } = options;
	for (const pattern of options.dates ?? []) {
		const reader = compileDatePattern(pattern);
		if (typeof reader !== 'function')
			throw new FileProblem(`The date pattern ${shown(pattern)} ${reader.problem}.`);
	}
	if (!mapping) return chosen;
	const format = { ...mapping.format, ...saidFormat(options) };
	const more = { ...(source ? { source } : {}), ...(Object.keys(format).length > 0 ? { format } : {}) };
	return mapping.kind === 'costs'
		? { preset: chosen.preset, kind: 'costs', mapping: { ...mapping, ...more } }
		: { preset: chosen.preset, kind: 'events', mapping: { ...mapping, ...more } };
}

const saidFormat = ({ dates, sheet }: LoadOptions): MappingFormat => ({
	...(dates?.length ? { dates } : {}),
	...(sheet ? { sheet } : {})
});

/** Reads a mapping file. Throws a FileProblem that names file, key and value. */
export async function readMappingFile(path: string): Promise<Mapping> {
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
	return parsed.mapping;
}
