/** All versions of all score models with what became of them. */
import type pg from 'pg';
import type { ScoreModel } from '#lib/scoring/model.ts';
import { readRow, type ModelRow } from './models.ts';
import { lastLive, readPublications } from './publications.ts';

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
	const { rows } = await (db as pg.ClientBase).query<ModelRow & { changed_at: Date }>(
		`SELECT name, version, status, model, changed_at FROM score_models ORDER BY lower(name), name, version DESC`
	);
	const published = (await readPublications(db)).filter(({ kind }) => kind === 'publish');
	return rows.map((row) => {
		const last = lastLive(published, row);
		return {
			model: readRow(row),
			changedAt: row.changed_at.toISOString(),
			publishedAt: last ? new Date(last.from).toISOString() : null,
			reason: last?.reason ?? null
		};
	});
}
