/** The rows that were not loaded, and those of them that were mended since. */
import type pg from 'pg';
import { keptCharacters } from '../ingest/quarantine.ts';
import { cellsOfRow } from '../ingest/row-text.ts';

export interface QuarantineSelection {
	reason?: string;
	load?: number;
	/** Those that were mended, instead of those that still wait. */
	mended?: boolean;
	/** The key that the page before gave as `next`. */
	after?: string;
}

export interface QuarantinedRow {
	id: number;
	load: number;
	file: string;
	line: number;
	reason: string;
	detail: string;
	text: string;
	mended: { text: string | null; load: number | null; at: string } | null;
}

const PAGE = 100;

const rowColumns = `q.id, q.load_id AS load, l.file, q.line, q.reason, q.detail, q.text, q.mended_text, q.mended_load, q.mended_at`;

interface Stored extends Omit<QuarantinedRow, 'mended'> {
	mended_text: string | null;
	mended_load: number | null;
	mended_at: Date | null;
}

const rowOf = ({ mended_text, mended_load, mended_at, ...row }: Stored): QuarantinedRow => ({
	...row,
	mended: mended_at && { text: mended_text, load: mended_load, at: mended_at.toISOString() }
});

/** Its condition has the parameters $1 to $3. */
const selected = (mended: boolean) => `
	q.mended_at IS ${mended ? 'NOT ' : ''}NULL AND ($1::int IS NULL OR q.load_id = $1)
	AND ($2::text IS NULL OR q.reason = $2) AND q.id > $3`;

const parameters = ({ load, reason, after }: QuarantineSelection) => {
	const id = Number(after ?? 0);
	return [load ?? null, reason ?? null, Number.isSafeInteger(id) ? id : 0];
};

/** Counts by reason and by load, and one page of rows. */
export async function listQuarantine(pool: pg.Pool, selection: QuarantineSelection) {
	const { load, reason, mended = false } = selection;
	const state = `mended_at IS ${mended ? 'NOT ' : ''}NULL`;
	const reasons = await pool.query<{ reason: string; count: number }>(
		`SELECT reason, count(*)::int AS count FROM quarantine
		WHERE ${state} AND ($1::int IS NULL OR load_id = $1) GROUP BY reason ORDER BY count DESC, reason`,
		[load ?? null]
	);
	const loads = await pool.query<{ load: number; file: string; count: number }>(
		`SELECT q.load_id AS load, l.file, q.count FROM (
			SELECT load_id, count(*)::int AS count FROM quarantine
			WHERE ${state} AND ($1::text IS NULL OR reason = $1) GROUP BY load_id
		) q JOIN loads l ON l.id = q.load_id ORDER BY q.load_id DESC LIMIT 100`,
		[reason ?? null]
	);
	const rows = await pageOfRows(pool, selection, PAGE + 1);
	const others = await pool.query<{ exist: boolean }>(
		`SELECT EXISTS (SELECT FROM quarantine WHERE mended_at IS NOT NULL) AS exist`
	);
	return {
		reasons: reasons.rows,
		loads: loads.rows,
		/** Rows of the selection. */
		count: reasons.rows
			.filter((one) => reason === undefined || one.reason === reason)
			.reduce((sum, one) => sum + one.count, 0),
		rows: rows.slice(0, PAGE),
		next: rows.length > PAGE ? String(rows[PAGE - 1]!.id) : null,
		/** Whether the load that was chosen has a mapping to change. */
		mapped: load !== undefined && (await formOfLoad(pool, load))?.mapping != null,
		/** Whether any row was ever mended. */
		mendedExist: others.rows[0]!.exist
	};
}

export async function pageOfRows(
	pool: pg.Pool,
	selection: QuarantineSelection,
	most: number
): Promise<QuarantinedRow[]> {
	const { rows } = await pool.query<Stored>(
		`SELECT ${rowColumns} FROM quarantine q JOIN loads l ON l.id = q.load_id
		WHERE ${selected(selection.mended ?? false)} ORDER BY q.id LIMIT ${most}`,
		parameters(selection)
	);
	return rows.map(rowOf);
}

/** The ids of all rows of a selection that still wait, at most `most`. */
export async function waitingIds(
	pool: pg.Pool,
	selection: QuarantineSelection,
	most: number
): Promise<number[]> {
	const { rows } = await pool.query<{ id: number }>(
		`SELECT q.id FROM quarantine q WHERE ${selected(false)} ORDER BY q.id LIMIT ${most}`,
		parameters({ ...selection, after: undefined })
	);
	return rows.map(({ id }) => id);
}

export interface LoadForm {
	/** Null for JSON. */
	header: string[] | null;
	readAs: Record<string, string>;
	mapping: Record<string, unknown> | null;
	source: string | null;
	file: string;
}

/** How a load read its file: what its rows are read by again. */
export async function formOfLoad(pool: pg.Pool, load: number): Promise<LoadForm | null> {
	const { rows } = await pool.query<LoadForm>(
		'SELECT header, read_as AS "readAs", mapping, source, file FROM loads WHERE id = $1',
		[load]
	);
	return rows[0] ?? null;
}

export interface RowToMend extends QuarantinedRow {
	/** Names and contents of its cells; null: the row can be mended as text only. */
	cells: { column: string; value: string; faulty: boolean }[] | null;
	/** Only its beginning was kept: it has to be mended in its file. */
	cut: boolean;
	/** Its load has a mapping that could be changed. */
	mapped: boolean;
	readAs: Record<string, string>;
}

/** One row with its cells. Null if there is none. */
export async function rowToMend(pool: pg.Pool, id: number): Promise<RowToMend | null> {
	const { rows } = await pool.query<Stored>(
		`SELECT ${rowColumns} FROM quarantine q JOIN loads l ON l.id = q.load_id WHERE q.id = $1`,
		[id]
	);
	if (!rows[0]) return null;
	const row = rowOf(rows[0]);
	const form = (await formOfLoad(pool, row.load))!;
	const cells = form.header && cellsOfRow(row.text, form.readAs);
	const faulty = faultyColumn(row.detail, form.header ?? []);
	const columns = form.header ?? [];
	return {
		...row,
		cut: row.text.length >= keptCharacters,
		mapped: form.mapping !== null,
		readAs: form.readAs,
		cells:
			cells &&
			Array.from({ length: Math.max(cells.length, columns.length) }, (_, i) => ({
				column: columns[i]?.trim() ?? '',
				value: cells[i] ?? '',
				faulty: faulty !== null && columns[i]?.trim() === faulty
			}))
	};
}

/** The column that the detail of a fault begins with (`Created: "31.02.2024"`); of several that fit the longest. */
export function faultyColumn(detail: string, header: readonly string[]): string | null {
	const named = header
		.map((column) => column.trim())
		.filter((column) => column !== '' && detail.startsWith(`${column}:`));
	return named.sort((a, b) => b.length - a.length)[0] ?? null;
}
