/** Keeps what was edited of a draft, unless somebody else changed it meanwhile. */
import type pg from 'pg';
import { modelName, ModelFault, type ScoreModel } from '#lib/scoring/model.ts';
import { changeModels, draftStamp, ModelProblem } from './models.ts';

/** The draft that was edited, as it was when the page was opened. */
export interface EditedFrom {
	name: string;
	version: number;
	/** As `draftStamp` gave it. */
	stamp: string;
}

/**
 * Returns the model as it is kept. Under another name it is renamed if it never had another version, else it becomes a
 * model of its own. Throws a {@link ModelProblem} if it changed meanwhile or is no draft, a {@link ModelFault} if
 * another model has the name.
 */
export const saveEdited = (pool: pg.Pool, from: EditedFrom, model: ScoreModel): Promise<ScoreModel> =>
	changeModels(pool, (client) => save(client, from, model));

async function save(client: pg.PoolClient, from: EditedFrom, model: ScoreModel): Promise<ScoreModel> {
	const { rows } = await client.query<{ version: number; status: string }>(
		'SELECT version, status FROM score_models WHERE name = $1',
		[from.name]
	);
	const status = rows.find(({ version }) => version === from.version)?.status;
	const written = modelName(from);
	if (!status) throw new ModelProblem(`${written} was deleted while you edited it.`);
	if (status !== 'draft')
		throw new ModelProblem(
			`${written} was published while you edited it: a published version never changes.`
		);
	if ((await draftStamp(client, from.name)) !== from.stamp)
		throw new ModelProblem(`${written} was changed by somebody else while you edited it.`);
	const isRenamed = model.name !== from.name;
	const isNew = isRenamed && rows.length > 1;
	const kept: ScoreModel = { ...model, version: isRenamed ? 1 : from.version, status: 'draft' };
	if (isRenamed) {
		const taken = await client.query('SELECT FROM score_models WHERE name = $1', [model.name]);
		if (taken.rowCount)
			throw new ModelFault([
				{
					path: ['name'],
					message: `name "${model.name}": another model has this name; choose one of its own.`,
					problem: `"${model.name}" is the name of another model: choose one of its own.`
				}
			]);
	}
	await client.query(
		isNew
			? `INSERT INTO score_models (name, version, status, model) VALUES ($1, $2, 'draft', $3)`
			: `UPDATE score_models SET name = $1, version = $2, model = $3, changed_at = clock_timestamp()
				WHERE name = $4 AND version = $5`,
		[kept.name, kept.version, JSON.stringify(kept), ...(isNew ? [] : [from.name, from.version])]
	);
	return kept;
}
