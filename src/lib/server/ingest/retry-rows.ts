/** Reads quarantined rows again, as they were, with changed texts, or by a changed mapping. */
import type pg from 'pg';
import { parseMapping, type Mapping } from '#lib/events/mapping-schema.ts';
import { RowFault } from '#lib/events/reasons.ts';
import type { Config } from '../config.ts';
import { loadCostRows } from './load-costs.ts';
import { loadRows } from './load-rows.ts';
import { LoadRefused, noCounts, type LoadCounts, type LoadResult, type LoadSource } from './load-state.ts';
import { parseContext } from './parse-context.ts';
import { keptCharacters, type Retried } from './quarantine.ts';
import { rowReasons } from './raw-row.ts';
import { costReader } from './read-costs.ts';
import type { Batch, ReadRow } from './read-rows.ts';
import { rowReader, type RowReader } from './row-reader.ts';
import { rowOfText } from './row-text.ts';

export interface RetryOptions {
	/** Of rows in quarantine. */
	ids: number[];
	/** Changed texts by id of the row. */
	texts?: Record<number, string>;
	/** In place of that of the rows' load. */
	mapping?: Mapping;
}

/** The load that could not read the rows. */
interface FirstLoad {
	id: number;
	file: string;
	source: string | null;
	preset: string | null;
	kind: 'events' | 'costs';
	mapping: unknown;
	header: string[] | null;
	read_as: Record<string, string>;
	ids: number[];
}

interface KeptRow {
	id: number;
	line: number;
	reason: string;
	detail: string;
	text: string;
}

export const retryReasons = {
	cut: 'Only the first 2,000 characters of the row were kept: load the file again, or give the whole text of the row.'
};

/** Not the row was at fault, but the file: what was kept of it may be a part. */
const partial: ReadonlySet<string> = new Set([
	rowReasons.long,
	rowReasons.unfinished,
	rowReasons.lost,
	rowReasons.encoding,
	rowReasons.cutShort
]);

/**
 * Reads rows again: those of one load go in as a load of their own, with its file name and their lines. What goes in
 * leaves quarantine in the same transaction, and keeps its history; a row that fails again has the new reason and its
 * first text. Rows that are mended already are left alone. The result adds up all loads, its `load` being the last.
 * Throws a LoadRefused if no row is left, and a FileProblem if the mapping does not fit.
 */
export async function retryRows(
	pool: pg.Pool,
	config: Config,
	{ ids, texts = {}, mapping }: RetryOptions
): Promise<LoadResult> {
	const { rows: loads } = await pool.query<FirstLoad>(
		`SELECT l.id, l.file, l.source, l.preset, l.kind, l.mapping, l.header, l.read_as, array_agg(q.id) AS ids
		FROM quarantine q JOIN loads l ON l.id = q.load_id WHERE q.id = ANY ($1) AND q.mended_at IS NULL
		GROUP BY l.id ORDER BY l.id`,
		[ids]
	);
	const results: LoadResult[] = [];
	for (const load of loads) results.push(await retryLoad(pool, config, load, texts, mapping));
	const last = results.at(-1);
	if (!last)
		throw new LoadRefused('None of these rows waits in quarantine: they are mended or gone already.');
	return { ...last, ...sums(results) };
}

async function retryLoad(
	pool: pg.Pool,
	config: Config,
	load: FirstLoad,
	texts: Record<number, string>,
	changed: Mapping | undefined
): Promise<LoadResult> {
	const own = storedMapping(load);
	// The name is part of the rows' keys.
	const given = changed && own ? { ...changed, name: own.name } : (changed ?? own);
	const mapping = given && asReadBefore(load.source ? { ...given, source: load.source } : given, load);
	const { file, source, preset, header, read_as: readAs } = load;
	const context = await parseContext(pool, config, mapping?.source ?? source);
	const target: LoadSource = { file, source, preset, mapping, kind: load.kind, origin: 'retry' };
	const form = { header, readAs };
	if (load.kind === 'costs') {
		const reader = costReader(file, mapping?.kind === 'costs' ? mapping : null, header, context);
		return loadCostRows(pool, target, rowsOf(pool, load, texts, reader, form), { partOf: load.id });
	}
	const reader = rowReader(file, mapping?.kind === 'events' ? mapping : null, header, context);
	return loadRows(pool, target, rowsOf(pool, load, texts, reader, form));
}

function storedMapping({ mapping }: FirstLoad): Mapping | null {
	if (mapping === null) return null;
	const parsed = parseMapping(mapping);
	if ('problem' in parsed) throw new LoadRefused(`The mapping of the load cannot be used: ${parsed.problem}`);
	return parsed.mapping;
}

/** A few rows alone do not show what the whole file did. */
function asReadBefore<M extends Mapping>(mapping: M, { read_as: { decimal, dates = '' } }: FirstLoad): M {
	const format = { ...mapping.format };
	if ((format.decimal ?? 'auto') === 'auto' && (decimal === '.' || decimal === ',')) format.decimal = decimal;
	// Only where day and month could be taken for each other: the other forms read themselves.
	const orders = dates.match(/\b(?:dd([/-])MM\1|MM([/-])dd\2)yy.*?(?=; |$)/g) ?? [];
	const same =
		orders.every((pattern) => pattern.startsWith('dd')) ||
		orders.every((pattern) => pattern.startsWith('MM'));
	if (!format.dates && orders.length > 0 && same) format.dates = [...new Set(orders)];
	return { ...mapping, format };
}

const PAGE = 1000;

async function* rowsOf<Result extends { kind: string }>(
	pool: pg.Pool,
	load: FirstLoad,
	texts: Record<number, string>,
	reader: RowReader<Result>,
	form: Pick<Batch, 'header' | 'readAs'>
): AsyncGenerator<Batch<Result>> {
	const kept = await pool.query<Pick<KeptRow, 'id'>>(
		'SELECT id FROM quarantine WHERE id = ANY ($1) ORDER BY line, id',
		[load.ids]
	);
	const ids = kept.rows.map(({ id }) => id);
	let bytes = 0;
	let decided = false;
	for await (const page of pages(pool, ids)) {
		const rows: ReadRow<Result>[] = [];
		for (const row of page) {
			const retried: Retried = { id: row.id, text: texts[row.id] ?? null };
			const raw = rowOfText(row.line, retried.text ?? row.text, load.header, load.read_as);
			if (!decided && reader.isOpen(raw)) {
				for await (const others of pages(pool, ids))
					for (const other of others)
						reader.see(rowOfText(other.line, texts[other.id] ?? other.text, load.header, load.read_as));
				reader.decide();
				decided = true;
			}
			const unread = retried.text === null && whyUnread(row);
			const fault = unread && { ...raw, fault: unread };
			bytes += Buffer.byteLength(raw.text);
			rows.push({
				line: row.line,
				result: reader.read(fault || raw),
				text: row.text,
				retried: unread ? { ...retried, unread: true } : retried
			});
		}
		yield { rows, bytes, ...form };
	}
}

async function* pages(pool: pg.Pool, ids: number[]): AsyncGenerator<KeptRow[]> {
	for (let at = 0; at < ids.length; at += PAGE) {
		const { rows } = await pool.query<KeptRow>(
			'SELECT id, line, reason, detail, text FROM quarantine WHERE id = ANY ($1) ORDER BY line, id',
			[ids.slice(at, at + PAGE)]
		);
		yield rows;
	}
}

/** Why the text that was kept is not what stood in the file. */
function whyUnread({ reason, detail, text }: KeptRow): RowFault | null {
	if (partial.has(reason)) return new RowFault(reason, detail);
	return text.length >= keptCharacters ? new RowFault(retryReasons.cut, detail) : null;
}

function sums(results: LoadResult[]): LoadCounts & Pick<LoadResult, 'reasons' | 'warnings' | 'problem'> {
	const counts = noCounts();
	for (const result of results) {
		add(counts.rows, result.rows);
		add(counts.events, result.events);
		add(counts.leads, result.leads);
	}
	const reasons = new Map<string, number>();
	const warnings = new Map<string, number>();
	for (const result of results) {
		for (const { reason, count } of result.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
		for (const { warning, count } of result.warnings)
			warnings.set(warning, (warnings.get(warning) ?? 0) + count);
	}
	return {
		...counts,
		reasons: [...reasons].map(([reason, count]) => ({ reason, count })),
		warnings: [...warnings].map(([warning, count]) => ({ warning, count })),
		problem: results.find(({ problem }) => problem)?.problem ?? null
	};
}

function add<K extends string>(total: Record<K, number>, part: Record<K, number>): void {
	for (const key of Object.keys(total) as K[]) total[key] += part[key];
}
