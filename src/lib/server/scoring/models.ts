/** Score models in the database: drafts that change, versions that were published and never change again. */
import type pg from 'pg';
import { modelName, parseModel, type ScoreModel } from '#lib/scoring/model.ts';
import { readModelName } from '#lib/scoring/model-name.ts';

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
	return parseModel({ ...stored, ...readModelName(model), status: 'live' });
};

/** A model by NAME@VERSION, or by NAME its newest version; null if there is none. */
export async function findModel(db: Client, written: string): Promise<ScoreModel | null> {
	const { name, version } = readModelName(written);
	const found = await query(
		db,
		'name = $1 AND ($2::int IS NULL OR version = $2) ORDER BY version DESC LIMIT 1',
		[name, version]
	);
	return found[0] ?? null;
}

/** All versions of all models, by name, the newest first. */
export const allModels = (db: Client): Promise<ScoreModel[]> => query(db, 'true ORDER BY name, version DESC');

/** What cannot be done with a model, and what can. */
export class ModelProblem extends Error {
	override name = 'ModelProblem';
}

/** Runs a change of models alone, whole or not at all. */
export async function changeModels<T>(
	pool: pg.Pool,
	change: (client: pg.PoolClient) => Promise<T>
): Promise<T> {
	const client = await pool.connect();
	try {
		await client.query('BEGIN');
		await client.query('LOCK TABLE score_models IN SHARE ROW EXCLUSIVE MODE');
		const result = await change(client);
		await client.query('COMMIT');
		return result;
	} catch (error) {
		await client.query('ROLLBACK');
		throw error;
	} finally {
		client.release();
	}
}

/** A text that changes whenever the draft of this name does; null while there is none. */
export async function draftStamp(db: Client, name: string): Promise<string | null> {
	const { rows } = await (db as pg.ClientBase).query<{ stamp: string }>(
		`SELECT changed_at::text AS stamp FROM score_models WHERE name = $1 AND status = 'draft'`,
		[name]
	);
	return rows[0]?.stamp ?? null;
}

/** Throws if the draft is not the one that `stamp` was given for. */
export async function checkStamp(db: Client, name: string, stamp: string | null): Promise<void> {
	if ((await draftStamp(db, name)) !== stamp)
		throw new ModelProblem(
			`The draft of "${name}" was changed meanwhile: open it again, or keep yours under another name.`
		);
}

/**
 * Keeps a model as a draft: as the draft of that name that there is, else as a new version. Returns it as it is kept.
 * With the `stamp` that it was read with, throws a {@link ModelProblem} if somebody else has changed it since.
 */
export const saveDraft = (pool: pg.Pool, model: ScoreModel, stamp?: string | null): Promise<ScoreModel> =>
	changeModels(pool, async (client) => {
		if (stamp !== undefined) await checkStamp(client, model.name, stamp);
		const { rows } = await client.query<{ version: number; status: string }>(
			'SELECT version, status FROM score_models WHERE name = $1 ORDER BY version DESC LIMIT 1',
			[model.name]
		);
		const newest = rows[0];
		const version = !newest ? 1 : newest.status === 'draft' ? newest.version : newest.version + 1;
		const kept: ScoreModel = { ...model, version, status: 'draft' };
		await client.query(
			`INSERT INTO score_models (name, version, status, model) VALUES ($1, $2, 'draft', $3)
			ON CONFLICT (name, version) DO UPDATE SET model = excluded.model, changed_at = clock_timestamp()`,
			[kept.name, version, JSON.stringify(kept)]
		);
		return kept;
	});

/** What somebody who publishes or rolls back has seen; without a field anything may have happened meanwhile. */
export interface Seen {
	/** NAME@VERSION of the live model; null: none. */
	live?: string | null;
	/** Of the draft. */
	stamp?: string;
}

/** Makes a version the live one, as if it had been `at` then (null: now). What is being served replays every lead with it. */
export async function publishModel(
	pool: pg.Pool,
	written: string,
	reason: string,
	seen: Seen = {},
	at: Date | null = null
): Promise<ScoreModel> {
	const why = reasonOf(reason);
	return changeModels(pool, async (client) => {
		const model = await findModel(client, written);
		if (!model) throw noModel(written);
		const named = modelName(model);
		if (model.status === 'live') throw new ModelProblem(`${named} is live already.`);
		if (model.rules.length === 0)
			throw new ModelProblem(`${named} has no rules, so that every lead would score 0: add one first.`);
		await checkLive(client, seen);
		if (seen.stamp !== undefined) await checkStamp(client, model.name, seen.stamp);
		await goLive(client, 'publish', model, why, at);
		return { ...model, status: 'live' };
	});
}

/** Throws unless something is said. */
export function reasonOf(text: string): string {
	const reason = text.trim();
	if (reason === '') throw new ModelProblem('Say why, in a few words: the reason is kept with the version.');
	if (reason.length > 1000)
		throw new ModelProblem(`The reason has ${reason.length} characters: give at most 1,000.`);
	return reason;
}

/** Throws if another model is live than was seen. */
export async function checkLive(client: pg.PoolClient, seen: Seen): Promise<void> {
	if (seen.live === undefined) return;
	const live = await liveModel(client);
	const now = live && modelName(live);
	if (now !== seen.live)
		throw new ModelProblem(
			`Meanwhile ${now === null ? 'the live model was taken back' : `${now} was made live`}: look again before you go on.`
		);
}

/** Within {@link changeModels}; null: no model is live from now on. */
export async function goLive(
	client: pg.PoolClient,
	kind: 'publish' | 'rollback',
	model: Pick<ScoreModel, 'name' | 'version'> | null,
	reason: string,
	at: Date | null = null
): Promise<void> {
	await client.query(`UPDATE score_models SET status = 'retired' WHERE status = 'live'`);
	if (model)
		await client.query(`UPDATE score_models SET status = 'live' WHERE name = $1 AND version = $2`, [
			model.name,
			model.version
		]);
	await client.query(
		`INSERT INTO publications (kind, name, version, reason, published_at)
		VALUES ($1, $2, $3, $4, coalesce($5, clock_timestamp()))`,
		[kind, model?.name ?? null, model?.version ?? null, reason, at]
	);
	await client.query('UPDATE state SET data_version = data_version + 1');
	await client.query('NOTIFY sluice_touched');
}

export const noModel = (written: string) => new ModelProblem(`There is no model "${written}".`);
