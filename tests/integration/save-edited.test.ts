import { expect, test } from 'vitest';
import { modelName } from '#lib/scoring/model.ts';
import { allModels, draftStamp, findModel, publishModel, saveDraft } from '#lib/server/scoring/models.ts';
import { saveEdited } from '#lib/server/scoring/save-edited.ts';
import { testDatabase } from '../support/database.ts';
import { smallModel } from '../support/score-model.ts';

const db = await testDatabase();
const { pool } = db;

const draft = async (name: string) => {
	const { version } = await saveDraft(pool, smallModel({ name }));
	return { name, version, stamp: (await draftStamp(pool, name))! };
};
const names = async () => (await allModels(pool)).map(modelName);

test('keeps a draft once; who edited the same version is told', async () => {
	const from = await draft('Once');
	const changed = smallModel({ name: 'Once', thresholds: { warm: 1, hot: 2, mql: 2 } });
	expect(await saveEdited(pool, from, changed)).toMatchObject({ version: 1, status: 'draft' });
	expect((await findModel(pool, 'Once@1'))!.thresholds.hot.score).toBe(2);
	await expect(saveEdited(pool, from, smallModel({ name: 'Once' }))).rejects.toThrow(
		'Once@1 was changed by somebody else while you edited it.'
	);
	expect((await findModel(pool, 'Once@1'))!.thresholds.hot.score).toBe(2);
});

test('never changes what was published', async () => {
	const from = await draft('Out');
	await publishModel(pool, 'Out@1', 'to test');
	await expect(saveEdited(pool, from, smallModel({ name: 'Out' }))).rejects.toThrow(
		'Out@1 was published while you edited it: a published version never changes.'
	);
});

test('renames a draft without other versions, and refuses the name of another model', async () => {
	const from = await draft('Before');
	await expect(saveEdited(pool, from, smallModel({ name: 'Once' }))).rejects.toThrow(
		'name "Once": another model has this name; choose one of its own.'
	);
	await saveEdited(pool, from, smallModel({ name: 'After' }));
	expect(await names()).toContain('After@1');
	expect(await names()).not.toContain('Before@1');
});

test('a draft of a published model becomes a model of its own under another name', async () => {
	const from = await draft('Out');
	expect(from.version).toBe(2);
	expect(await saveEdited(pool, from, smallModel({ name: 'Other' }))).toMatchObject({ version: 1 });
	expect(await names()).toEqual(expect.arrayContaining(['Other@1', 'Out@1', 'Out@2']));
});

test('a draft that was deleted is not made again', async () => {
	const from = { ...(await draft('Gone')), name: 'Gone' };
	await pool.query(`DELETE FROM score_models WHERE name = 'Gone'`);
	await expect(saveEdited(pool, from, smallModel({ name: 'Gone' }))).rejects.toThrow(
		'Gone@1 was deleted while you edited it.'
	);
});
