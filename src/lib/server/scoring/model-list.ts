/** All versions of all score models with what became of them. */
import type pg from 'pg';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { readRow, type ModelRow } from './models.ts';

export interface ListedModel {
	model: ScoreModel;
	/** Of the last change, ISO 8601; what was published never changes again. */
	changedAt: string;
	/** Of the last time it was made live by publishing; null: never. */
	publishedAt: string | null;
	reason: string | null;
}

/** By name, the newest version first. */
export async function listModels(db: pg.Pool | pg.PoolClient): Promise<ListedModel[]> {
	type Row = ModelRow & { changed_at: Date; published_at: Date | null; reason: string | null };
	const { rows } = await (db as pg.ClientBase).query<Row>(
		`SELECT m.name, m.version, m.status, m.model, m.changed_at, p.published_at, p.reason
		FROM score_models m LEFT JOIN LATERAL (
			SELECT published_at, reason FROM publications p
			WHERE p.kind = 'publish' AND p.name = m.name AND p.version = m.version ORDER BY id DESC LIMIT 1
		) p ON true
		ORDER BY lower(m.name), m.name, m.version DESC`
	);
	return rows.map((row) => ({
		model: readRow(row),
		changedAt: row.changed_at.toISOString(),
		publishedAt: row.published_at?.toISOString() ?? null,
		reason: row.reason
	}));
}
