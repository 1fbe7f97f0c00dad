/** How an upload is to be read, and what its first rows would then become. */
import type pg from 'pg';
import type { DateQuestion } from '#lib/events/column-dates.ts';
import {
	parseMapping,
	type Mapping,
	type MappingFault,
	type MappingFormat
} from '#lib/events/mapping-schema.ts';
import { findPreset, presets } from '#lib/events/presets/presets.ts';
import type { PreviewRow } from '#lib/events/preview-row.ts';
import { fitPreset, recognise } from '#lib/events/presets/recognise.ts';
import { startMapping } from '#lib/events/start-mapping.ts';
import type { Config } from '../config.ts';
import { changeUpload, type Draft, type Upload } from '../uploads.ts';
import { AmbiguousDates, FileProblem } from './file-problem.ts';
import { parseContext } from './parse-context.ts';
import { anyReader, previewRows, type AnyReader } from './preview.ts';
import { fileSource } from './read-bytes.ts';
import { readHead, type FileHead } from './read-head.ts';

/** Rows that are read to see what stands in the columns. */
const SEEN_ROWS = 500;

/** Rows that are read to see how dates are written, where those first ones do not show it. */
const LEARN_ROWS = 50_000;

/** Rows that are shown as what they become. */
const SHOWN_ROWS = 50;

/** Values of a column that are offered; more are not a choice but free text. */
const SEEN_VALUES = 40;
/** Texts of a column that are shown as what stands in it. */
const EXAMPLES = 6;

export interface Earlier {
	load: number;
	file: string;
	startedAt: string;
	name: string | null;
}

export interface Preview {
	/** What is wrong with the mapping, by place: keys joined by "/". */
	faults: Record<string, string>;
	/** What is wrong beyond that: sentences. */
	problems: string[];
	rows: PreviewRow[];
	/** A column of dates whose day and month could be either way round: the user is asked. */
	question: DateQuestion | null;
}

export const noPreview: Preview = { faults: {}, problems: [], rows: [], question: null };

export interface DraftView {
	/** Null: nothing of the file can be read; `preview.problems` says why. */
	head: Pick<FileHead, 'format' | 'encoding' | 'delimiter' | 'sheet' | 'sheets' | 'header'> | null;
	/** Loads of a file with the same header, the newest first. */
	earlier: Earlier[];
	recognised: { name: string; title: string }[];
	others: { name: string; title: string }[];
	/** Distinct values of the first rows, by column. */
	seen: Record<string, string[]>;
	/** A few texts of each column, in the order of the header. */
	examples: string[][];
	preview: Preview;
}

export const faultsByPlace = (faults: readonly MappingFault[]): Record<string, string> =>
	Object.fromEntries(faults.map(({ path, text }) => [path.join('/'), text]));

/** Everything that the page of a draft shows of its file. */
export async function viewDraft(pool: pg.Pool, config: Config, upload: Upload): Promise<DraftView> {
	const read = await tryHead(upload);
	if ('problem' in read) {
		const preview = { ...noPreview, problems: [read.problem] };
		return { head: null, earlier: [], recognised: [], others: [], seen: {}, examples: [], preview };
	}
	const { format, encoding, delimiter, sheet, sheets, header } = read.head;
	const fitting = recognise(header);
	const titles = (list: readonly { name: string; title: string }[]) =>
		list.map(({ name, title }) => ({ name, title }));
	return {
		head: { format, encoding, delimiter, sheet, sheets, header },
		earlier: await earlierLoads(pool, header),
		recognised: titles(fitting),
		others: titles(presets.filter((preset) => !fitting.includes(preset))),
		seen: valuesSeen(read.head),
		examples: examplesOf(read.head),
		preview: await previewOf(pool, config, upload, read.head)
	};
}

/** What the first rows of an upload would become with this draft. */
export async function previewDraft(pool: pg.Pool, config: Config, upload: Upload): Promise<Preview> {
	const read = await tryHead(upload);
	if ('problem' in read) return { ...noPreview, problems: [read.problem] };
	return previewOf(pool, config, upload, read.head);
}

async function previewOf(pool: pg.Pool, config: Config, upload: Upload, head: FileHead): Promise<Preview> {
	const { mapping: json, preset, file } = upload;
	if (json === null && preset === null) return noPreview;
	let mapping: Mapping | null = null;
	if (json !== null) {
		const parsed = parseMapping(json);
		if ('problem' in parsed) {
			return { ...noPreview, faults: faultsByPlace(parsed.faults), problems: [parsed.problem] };
		}
		mapping = parsed.mapping;
	}
	const context = await parseContext(pool, config, upload.source ?? mapping?.source ?? null);
	try {
		const reader = anyReader(file, mapping, isTable(head) ? head.header : null, context, upload.dates);
		await learn(upload, head, reader);
		return { ...noPreview, rows: previewRows(head.rows.slice(0, SHOWN_ROWS), reader) };
	} catch (error) {
		if (error instanceof AmbiguousDates) {
			const { column, value, readings } = error;
			return { ...noPreview, question: { column, value, readings } };
		}
		if (!(error instanceof FileProblem)) throw error;
		return { ...noPreview, problems: [error.message] };
	}
}

/** Shows the reader the first rows, and many more of them where those leave open how dates are written. */
async function learn(upload: Upload, head: FileHead, reader: AnyReader): Promise<void> {
	for (const row of head.rows) reader.see(row);
	try {
		reader.decide();
	} catch (error) {
		if (!(error instanceof AmbiguousDates) || head.rows.length < SEEN_ROWS) throw error;
		const more = await headOf(upload, LEARN_ROWS);
		for (const row of more.rows.slice(SEEN_ROWS)) reader.see(row);
		reader.decide();
	}
}

/** Chooses for a new upload what fits: the mapping of the last load with its header, else the one preset that fits. */
export async function chooseFirst(pool: pg.Pool, upload: Upload): Promise<void> {
	const read = await tryHead(upload);
	if ('problem' in read) return;
	const { header } = read.head;
	const [last] = await earlierLoads(pool, header);
	const fitting = recognise(header);
	const choice = last ? `load:${last.load}` : fitting.length === 1 ? `preset:${fitting[0]!.name}` : null;
	if (choice) await choose(pool, upload, choice);
}

/**
 * Makes of an upload a draft by a choice of the page: `load:ID` (as that load), `preset:NAME`, `new:events`,
 * `new:costs`. Returns why not, in words, where the choice does not fit.
 */
export async function choose(pool: pg.Pool, upload: Upload, choice: string): Promise<string | null> {
	const read = await tryHead(upload);
	if ('problem' in read) return read.problem;
	const { header } = read.head;
	const [kind, name = ''] = splitOnce(choice, ':');
	let draft: Draft | null = null;
	if (kind === 'load') draft = await draftOfLoad(pool, Number(name));
	else if (kind === 'new' && (name === 'events' || name === 'costs')) {
		const stem = upload.file.replace(/(\.[a-z]+)+$/i, '') || upload.file;
		draft = { mapping: startMapping(stem, name, header), preset: null, source: null, sheet: null, dates: [] };
	} else if (kind === 'preset') {
		const preset = findPreset(name);
		if (!preset) return `There is no preset "${name}".`;
		const mapping = fitPreset(preset, header, isTable(read.head));
		if (preset.mapping && !mapping)
			return `The preset ${preset.title} does not fit: the file has not the columns that it needs.`;
		draft = { mapping, preset: mapping ? null : name, source: null, sheet: null, dates: [] };
	}
	if (!draft) return `"${choice}" is not a choice: take one of the list.`;
	await changeUpload(pool, upload.id, { ...draft, sheet: upload.sheet });
	return null;
}

const isTable = ({ format }: FileHead) => format === 'csv' || format === 'xlsx';

function splitOnce(text: string, mark: string): [string, string?] {
	const at = text.indexOf(mark);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

async function draftOfLoad(pool: pg.Pool, load: number): Promise<Draft | null> {
	const { rows } = await pool.query<Pick<Draft, 'mapping' | 'preset' | 'source'>>(
		'SELECT mapping, preset, source FROM loads WHERE id = $1',
		[Number.isSafeInteger(load) ? load : 0]
	);
	const [before] = rows;
	return before ? { ...before, preset: before.mapping ? null : before.preset, sheet: null, dates: [] } : null;
}

async function earlierLoads(pool: pg.Pool, header: readonly string[]): Promise<Earlier[]> {
	const { rows } = await pool.query<Omit<Earlier, 'startedAt'> & { started_at: Date }>(
		`SELECT id AS load, file, started_at, coalesce(mapping ->> 'name', preset) AS name FROM (
			SELECT DISTINCT ON (mapping, preset) * FROM loads
			WHERE header = $1 AND origin IN ('page', 'command', 'feed') AND status IN ('done', 'stopped')
				AND (mapping IS NOT NULL OR preset IS NOT NULL)
			ORDER BY mapping, preset, id DESC
		) l ORDER BY id DESC LIMIT 10`,
		[header]
	);
	return rows.map(({ started_at, ...row }) => ({ ...row, startedAt: started_at.toISOString() }));
}

/** The texts of each column in the first rows. */
const textsOf = ({ header, rows }: FileHead): string[][] =>
	header.map((column, i) =>
		rows.flatMap(({ cells, value }) => {
			const cell = cells ? cells[i] : (value as Record<string, unknown> | null)?.[column];
			const text = typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
			return text !== '' && text.length <= 100 ? [text] : [];
		})
	);

/** A few different texts of each column, in its order. */
const examplesOf = (head: FileHead): string[][] =>
	textsOf(head).map((texts) => [...new Set(texts)].slice(0, EXAMPLES));

/** All texts of the columns that have few, the most frequent first. */
function valuesSeen(head: FileHead): Record<string, string[]> {
	const seen: Record<string, string[]> = {};
	for (const [i, texts] of textsOf(head).entries()) {
		const counts = new Map<string, number>();
		for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
		if (counts.size > SEEN_VALUES) continue;
		seen[head.header[i]!] = [...counts].sort((a, b) => b[1] - a[1]).map(([text]) => text);
	}
	return seen;
}

/** Heads of the files that are being looked at: every change of a mapping asks for its head again. */
const heads = new Map<string, Promise<FileHead>>();

function headOf({ id, path, file, sheet, mapping }: Upload, rows: number): Promise<FileHead> {
	// A format that is not right yet reads as none.
	const parsed = mapping ? parseMapping(mapping) : null;
	const format: MappingFormat | undefined = parsed && 'mapping' in parsed ? parsed.mapping.format : undefined;
	const key = JSON.stringify([id, sheet, format, rows]);
	let head = heads.get(key);
	if (!head) {
		head = fileSource(path).then((source) =>
			readHead({ ...source, name: file }, format, { sheet: sheet ?? undefined, rows })
		);
		heads.set(key, head);
		head.catch(() => heads.delete(key));
		for (const old of [...heads.keys()].slice(0, -6)) heads.delete(old);
	}
	return head;
}

async function tryHead(upload: Upload): Promise<{ head: FileHead } | { problem: string }> {
	try {
		return { head: await headOf(upload, SEEN_ROWS) };
	} catch (error) {
		if (error instanceof FileProblem) return { problem: error.message };
		throw error;
	}
}
