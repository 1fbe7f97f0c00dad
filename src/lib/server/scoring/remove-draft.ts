import type pg from 'pg';
import { modelName, type ScoreModel } from '#lib/scoring/model.ts';
import { changeModels, findModel, ModelProblem, noModel } from './models.ts';

/** Deletes a draft, NAME@VERSION. What was ever published stays: reports name it. */
export const removeDraft = (pool: pg.Pool, written: string): Promise<ScoreModel> =>
	changeModels(pool, async (client) => {
		const model = await findModel(client, written);
		if (!model) throw noModel(written);
		const named = modelName(model);
		if (model.status === 'live')
			throw new ModelProblem(`${named} is live and cannot be deleted: publish another, or roll back, first.`);
		const { rowCount } = await client.query(
			'SELECT FROM publications WHERE name = $1 AND version = $2 LIMIT 1',
			[model.name, model.version]
		);
		if (model.status === 'retired' || rowCount)
			throw new ModelProblem(
				`${named} was live once and cannot be deleted: reports name it, and what it did can be looked up.`
			);
		await client.query('DELETE FROM score_models WHERE name = $1 AND version = $2', [
			model.name,
			model.version
		]);
		return model;
	});
