/** Which model a report is about, as the filter says or not. */
import { expect, test } from 'vitest';
import { modelName } from '#lib/scoring/model.ts';
import { chosenModel } from '#lib/server/scoring/chosen-model.ts';
import { publishModel, saveDraft } from '#lib/server/scoring/models.ts';
import { testDatabase } from '../support/database.ts';
import { smallModel } from '../support/score-model.ts';

const db = await testDatabase();

const chosen = async (model?: string) => {
	const found = await chosenModel(db.kysely, { model });
	return found && `${modelName(found)} ${found.status}`;
};

test('the named one, else the live one, else the newest draft', async () => {
	expect(await chosen()).toBeNull();
	await expect(chosen('BANT')).rejects.toThrow('model "BANT": there is no score model yet');
	await saveDraft(db.pool, smallModel());
	await saveDraft(db.pool, smallModel({ name: 'BANT' }));
	expect(await chosen()).toBe('BANT@1 draft');
	await publishModel(db.pool, 'Small', 'The first one.');
	await saveDraft(db.pool, smallModel());
	expect(await chosen()).toBe('Small@1 live');
	expect(await chosen('Small')).toBe('Small@2 draft');
	expect(await chosen('Small@1')).toBe('Small@1 live');
	expect(await chosen('BANT')).toBe('BANT@1 draft');
});

test('a name or a version that does not exist is an error that says what there is', async () => {
	const wrong = (model: string, problem: string) =>
		expect(chosen(model)).rejects.toMatchObject({ field: 'model', message: `model "${model}": ${problem}` });
	await wrong('small', 'there is no such score model, only BANT, Small');
	await wrong('@1', 'there is no such score model, only BANT, Small');
	await wrong('Small@3', 'of Small there are the versions 2, 1');
});
