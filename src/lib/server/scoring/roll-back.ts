/** Published versions go on a pile; rolling back takes the last one off. */
import type pg from 'pg';
import { modelName } from '#lib/scoring/model.ts';
import { changeModels, checkLive, findModel, goLive, ModelProblem, reasonOf, type Seen } from './models.ts';
import { readPublications, type Publication } from './publications.ts';

/** NAME@VERSION of the models that were live, the first below: rolling back makes the last but one live. */
export function pileOf(publications: readonly Pick<Publication, 'kind' | 'model'>[]): string[] {
	const pile: string[] = [];
	for (const { kind, model } of publications)
		if (kind === 'rollback') pile.pop();
		else if (model !== null) pile.push(modelName(model));
	return pile;
}

/** Makes the version live that was so before; null if there was none. */
export async function rollBack(
	pool: pg.Pool,
	reason: string | null = null,
	seen: Seen = {}
): Promise<{ from: string; to: string | null }> {
	const why = reason === null ? null : reasonOf(reason);
	return changeModels(pool, async (client) => {
		await checkLive(client, seen);
		const pile = pileOf(await readPublications(client));
		const from = pile.pop();
		if (from === undefined) throw new ModelProblem('No model is live: there is nothing to roll back.');
		const to = pile.at(-1) ?? null;
		const model = to === null ? null : await findModel(client, to);
		await goLive(client, 'rollback', model, why ?? `${from} is taken back.`);
		return { from, to };
	});
}
