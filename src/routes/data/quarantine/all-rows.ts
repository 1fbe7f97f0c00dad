import type pg from 'pg';
import { pageOfRows, type QuarantinedRow, type QuarantineSelection } from '#lib/server/reports/quarantine.ts';

const page = 2000;

/** All rows of a selection that still wait, page by page, in memory that does not grow. */
export async function* allRows(
	pool: pg.Pool,
	selection: QuarantineSelection
): AsyncGenerator<QuarantinedRow[]> {
	let after: string | undefined;
	for (;;) {
		const rows = await pageOfRows(pool, { ...selection, after }, page);
		if (rows.length > 0) yield rows;
		if (rows.length < page) return;
		after = String(rows.at(-1)!.id);
	}
}
