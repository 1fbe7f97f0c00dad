/** Score models in the database: drafts that change, versions that were published and never change again. */
import type pg from 'pg';
import { modelName, parseModel, type ScoreModel } from '#lib/scoring/model.ts';

type Client = pg.Pool | pg.PoolClient;

export interface ModelRow {
	name: string;
	version: number;
	status: ScoreModel['status'];
	model: object;
}

/** A model as the table keeps it. */
export const readRow = ({ name, version, status, model }: ModelRow): ScoreModel =>
	parseModel({ ...model, name, version, status });

const query = async (db: Client, where: string, values: unknown[] = []): Promise<ScoreModel[]> => {
	const { rows } = await (db as pg.ClientBase).query<ModelRow>(
		`SELECT name, version, status, model FROM score_models WHERE ${where}`,
		values
	);
	return rows.map(readRow);
};

/** The model that replay uses; null while none is published. */
export async function liveModel(db: Client): Promise<ScoreModel | null> {
	return (await query(db, `status = 'live'`))[0] ?? null;
}

/** The model that a generation of lead rows was made with; null for none. */
export const modelOfRows = (model: string | null, stored: object | null): ScoreModel | null => {
	if (model === null || stored === null) return null;
	const at = model.lastIndexOf('@');
	return parseModel({
		...stored,
		name: model.slice(0, at),
		version: Number(model.slice(at + 1)),
		status: 'live'
	});
};

/** A model by NAME@VERSION, or by NAME its newest version; null if there is none. */
export async function findModel(db: Client, written: string): Promise<ScoreModel | null> {
	const [, name, version] = /^(.*?)(?:@(\d{1,9}))?$/s.exec(written)!;
	const found = await query(
		db,
		'name = $1 AND ($2::int IS NULL OR version = $2) ORDER BY version DESC LIMIT 1',
		[name, version === undefined ? null : Number(version)]
	);
	return found[0] ?? null;
}

/** All versions of all models, by name, the newest first. */
export const allModels = (db: Client): Promise<ScoreModel[]> => query(db, 'true ORDER BY name, version DESC');

/** What cannot be done with a model, and what can. */
export class ModelProblem extends Error {
	override name = 'ModelProblem';
}

/**
 * Keeps a model as a draft: as the draft of that name that there is, else as a new version. Returns it as it is kept.
 */
export async function saveDraft(pool: pg.Pool, model: ScoreModel): Promise<ScoreModel> {
	const client = await pool.connect();
	try {
		await client.query('BEGIN');
		await client.query('LOCK TABLE score_models IN SHARE ROW EXCLUSIVE MODE');
		const { rows } = await client.query<{ version: number; status: string }>(
			'SELECT version, status FROM score_models WHERE name = $1 ORDER BY version DESC LIMIT 1',
			[model.name]
		);
		const newest = rows[0];
		const version = !newest ? 1 : newest.status === 'draft' ? newest.version : newest.version + 1;
		const kept: ScoreModel = { ...model, version, status: 'draft' };
		await client.query(
			`INSERT INTO score_models (name, version, status, model) VALUES ($1, $2, 'draft', $3)
			ON CONFLICT (name, version) DO UPDATE SET model = excluded.model, changed_at = now()`,
			[kept.name, version, JSON.stringify(kept)]
		);
		await client.query('COMMIT');
		return kept;
	} catch (error) {
		await client.query('ROLLBACK');
		throw error;
	} finally {
		client.release();
	}
}

/** Makes a version the live one. What is being served replays every lead with it. */
export async function publishModel(pool: pg.Pool, written: string, reason: string): Promise<ScoreModel> {
	const model = await findModel(pool, written);
	if (!model) throw new ModelProblem(`There is no model "${written}".`);
	if (model.status === 'live') throw new ModelProblem(`${modelName(model)} is live already.`);
	await goLive(pool, 'publish', model, reason);
	return { ...model, status: 'live' };
}

async function goLive(
	pool: pg.Pool,
	kind: 'publish' | 'rollback',
	model: Pick<ScoreModel, 'name' | 'version'> | null,
	reason: string
): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query('BEGIN');
		await client.query('LOCK TABLE score_models IN SHARE ROW EXCLUSIVE MODE');
		await client.query(`UPDATE score_models SET status = 'retired' WHERE status = 'live'`);
		if (model)
			await client.query(`UPDATE score_models SET status = 'live' WHERE name = $1 AND version = $2`, [
				model.name,
				model.version
			]);
		await client.query('INSERT INTO publications (kind, name, version, reason) VALUES ($1, $2, $3, $4)', [
			kind,
			model?.name ?? null,
			model?.version ?? null,
			reason
		]);
		await client.query('UPDATE state SET data_version = data_version + 1');
		await client.query('NOTIFY sluice_touched');
		await client.query('COMMIT');
	} catch (error) {
		await client.query('ROLLBACK');
		throw error;
	} finally {
		client.release();
	}
}
