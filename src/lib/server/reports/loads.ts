/** What was loaded, and the rows that were not. */
import { sql } from 'kysely';
import type { ReportContext } from './context.ts';

/** The newest loads first. */
export async function listLoads(context: ReportContext, limit = 500) {
	const rows = await context.trx.selectFrom('loads').selectAll().orderBy('id', 'desc').limit(limit).execute();
	return rows.map((row) => ({
		id: row.id,
		file: row.file,
		source: row.source,
		preset: row.preset,
		startedAt: row.started_at.toISOString(),
		seconds: ((row.finished_at ?? new Date()).getTime() - row.started_at.getTime()) / 1000,
		status: row.status,
		error: row.error,
		rows: {
			read: row.rows_read,
			accepted: row.rows_accepted,
			corrected: row.rows_corrected,
			known: row.rows_known,
			ignored: row.rows_ignored,
			quarantined: row.rows_quarantined
		},
		events: {
			accepted: row.events_accepted,
			corrected: row.events_corrected,
			known: row.events_known,
			withdrawn: row.events_withdrawn
		},
		warnings: Object.entries(row.warnings).map(([warning, count]) => ({ warning, count }))
	}));
}

/** Sources that loads named, in alphabetical order. */
export async function knownSources(context: ReportContext): Promise<string[]> {
	const { rows } = await sql<{ source: string }>`
		SELECT DISTINCT source FROM loads WHERE source IS NOT NULL ORDER BY 1`.execute(context.trx);
	return rows.map((row) => row.source);
}

/** All loads that count, and the rows that they read and could not load then. */
export async function loadTotals({ trx }: ReportContext) {
	const { rows } = await sql<{ loads: number; read: number; quarantined: number }>`
		SELECT count(*)::int AS loads, coalesce(sum(rows_read), 0)::int8 AS read,
			(SELECT count(*)::int8 FROM quarantine WHERE mended_at IS NULL) AS quarantined
		FROM loads WHERE status <> 'removed' AND origin <> 'retry'`.execute(trx);
	return rows[0]!;
}

/** Rows that are not loaded, by reason, most first. */
export async function quarantineReasons({ trx }: ReportContext) {
	const { rows } = await sql<{ reason: string; count: number }>`
		SELECT reason, count(*)::int AS count FROM quarantine WHERE mended_at IS NULL
		GROUP BY 1 ORDER BY 2 DESC, 1`.execute(trx);
	return rows;
}
