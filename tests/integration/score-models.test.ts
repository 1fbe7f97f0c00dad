/** Score models in the database: drafts, what is live and was, and what is refused. */
import { beforeEach, describe, expect, test } from 'vitest';
import { modelName } from '#lib/scoring/model.ts';
import { bringUpToDate, howFarBehind } from '#lib/server/leads/generation.ts';
import {
	allModels,
	draftStamp,
	findModel,
	liveModel,
	publishModel,
	saveDraft
} from '#lib/server/scoring/models.ts';
import { readPublications } from '#lib/server/scoring/publications.ts';
import { removeDraft } from '#lib/server/scoring/remove-draft.ts';
import { rollBack } from '#lib/server/scoring/roll-back.ts';
import { testDatabase } from '../support/database.ts';
import { loadText, utcConfig } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const { pool } = await testDatabase();
beforeEach(() => pool.query('TRUNCATE publications, score_models'));

const names = async () => (await allModels(pool)).map((model) => `${modelName(model)} ${model.status}`);
const live = async () => {
	const model = await liveModel(pool);
	return model && modelName(model);
};
/** The newest first. */
const history = async () =>
	(await readPublications(pool))
		.map(({ kind, model, reason }) => [kind, model && modelName(model), reason])
		.reverse();

test('a draft is changed until it is published, and then becomes the next version', async () => {
	expect(await saveDraft(pool, smallModel({ version: 7, status: 'live' }))).toMatchObject({
		version: 1,
		status: 'draft'
	});
	await saveDraft(pool, smallModel({ thresholds: { warm: 1, hot: 2, mql: 3 } }));
	expect(await names()).toEqual(['Small@1 draft']);
	await publishModel(pool, 'Small', ' The first. ');
	expect(await saveDraft(pool, smallModel())).toMatchObject({ version: 2, status: 'draft' });
	expect(await names()).toEqual(['Small@2 draft', 'Small@1 live']);
	expect((await findModel(pool, 'Small@1'))!.thresholds.mql.score).toBe(3);
	expect(await history()).toEqual([['publish', 'Small@1', 'The first.']]);
});

describe('rolling back', () => {
	test('takes the last one off the pile, down to none', async () => {
		await expect(rollBack(pool)).rejects.toThrow('No model is live: there is nothing to roll back.');
		await saveDraft(pool, smallModel());
		await publishModel(pool, 'Small', 'one');
		await saveDraft(pool, smallModel());
		await publishModel(pool, 'Small', 'two');
		await publishModel(pool, 'Small@1', 'one again');
		expect(await rollBack(pool, 'was better')).toEqual({ from: 'Small@1', to: 'Small@2' });
		expect(await names()).toEqual(['Small@2 live', 'Small@1 retired']);
		expect(await rollBack(pool)).toEqual({ from: 'Small@2', to: 'Small@1' });
		await saveDraft(pool, smallModel());
		await publishModel(pool, 'Small', 'three');
		expect(await rollBack(pool)).toEqual({ from: 'Small@3', to: 'Small@1' });
		expect(await rollBack(pool)).toEqual({ from: 'Small@1', to: null });
		expect(await names()).toEqual(['Small@3 retired', 'Small@2 retired', 'Small@1 retired']);
		await expect(rollBack(pool)).rejects.toThrow('nothing to roll back');
		expect((await history()).slice(0, 2)).toEqual([
			['rollback', null, 'Small@1 is taken back.'],
			['rollback', 'Small@1', 'Small@3 is taken back.']
		]);
	});

	test('replays the leads as publishing does', async () => {
		await loadText(
			pool,
			JSON.stringify({ type: 'activity', activity: 'demo_request', at: '2026-01-01', lead: 'A' }),
			{
				config: utcConfig,
				file: 'a.ndjson'
			}
		);
		await bringUpToDate(pool, utcConfig);
		const score = async () => {
			expect((await howFarBehind(pool, utcConfig)).rebuild).toBe(true);
			await bringUpToDate(pool, utcConfig);
			return (await pool.query<{ score: number | null }>('SELECT score FROM lead_rows')).rows[0]!.score;
		};
		await saveDraft(pool, smallModel());
		await publishModel(pool, 'Small', 'one');
		expect(await score()).toBe(30);
		await rollBack(pool);
		expect(await score()).toBeNull();
	});
});

describe('is refused in words:', () => {
	test('what is not there, is live already, has no rules, or has no reason', async () => {
		await saveDraft(pool, smallModel());
		await saveDraft(pool, smallModel({ name: 'Empty', rules: [] }));
		await expect(publishModel(pool, 'Other', 'x')).rejects.toThrow('There is no model "Other"');
		await expect(publishModel(pool, 'Small@2', 'x')).rejects.toThrow('There is no model "Small@2"');
		await expect(publishModel(pool, 'Empty', 'x')).rejects.toThrow('Empty@1 has no rules');
		await expect(publishModel(pool, 'Small', '  ')).rejects.toThrow('Say why');
		await expect(publishModel(pool, 'Small', 'x'.repeat(1001))).rejects.toThrow('1001 characters');
		await publishModel(pool, 'Small', 'x');
		await expect(publishModel(pool, 'Small', 'x')).rejects.toThrow('Small@1 is live already.');
		await expect(rollBack(pool, ' ')).rejects.toThrow('Say why');
		expect(await live()).toBe('Small@1');
	});

	test('deleting the live model, or one that ever was', async () => {
		await saveDraft(pool, smallModel());
		await publishModel(pool, 'Small', 'x');
		await expect(removeDraft(pool, 'Small@1')).rejects.toThrow('Small@1 is live and cannot be deleted');
		await rollBack(pool);
		await expect(removeDraft(pool, 'Small@1')).rejects.toThrow('Small@1 was live once and cannot be deleted');
		await saveDraft(pool, smallModel());
		expect(await removeDraft(pool, 'Small@2')).toMatchObject({ version: 2 });
		await expect(removeDraft(pool, 'Small@2')).rejects.toThrow('There is no model "Small@2"');
		expect(await names()).toEqual(['Small@1 retired']);
	});

	test('saving over a draft that was changed meanwhile', async () => {
		expect(await draftStamp(pool, 'Small')).toBeNull();
		await saveDraft(pool, smallModel(), null);
		const read = await draftStamp(pool, 'Small');
		await expect(saveDraft(pool, smallModel(), null)).rejects.toThrow('was changed meanwhile');
		await saveDraft(pool, smallModel(), read);
		await expect(saveDraft(pool, smallModel(), read)).rejects.toThrow(
			'The draft of "Small" was changed meanwhile'
		);
		await expect(publishModel(pool, 'Small', 'x', { stamp: read! })).rejects.toThrow('was changed meanwhile');
		expect(await names()).toEqual(['Small@1 draft']);
	});

	test('the second of two who publish at once, having seen the same', async () => {
		await saveDraft(pool, smallModel());
		await saveDraft(pool, smallModel({ name: 'Other' }));
		const both = await Promise.allSettled([
			publishModel(pool, 'Small', 'mine', { live: null }),
			publishModel(pool, 'Other', 'mine', { live: null })
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await history()).toHaveLength(1);
		const seen = (await live())!;
		await expect(rollBack(pool, null, { live: null })).rejects.toThrow(`Meanwhile ${seen} was made live`);
		await rollBack(pool, null, { live: seen });
		await expect(rollBack(pool, null, { live: seen })).rejects.toThrow(
			'Meanwhile the live model was taken back'
		);
	});
});

test('many who save and publish at once leave one live model', async () => {
	const name = 'x'.repeat(100);
	await Promise.all(
		Array.from({ length: 6 }, async (_, i) => {
			await saveDraft(pool, smallModel({ name }));
			await publishModel(pool, name, `number ${i}`).catch((problem: Error) => {
				expect(problem.message).toMatch(/is live already\.$/);
			});
		})
	);
	expect((await allModels(pool)).filter(({ status }) => status === 'live')).toHaveLength(1);
	expect((await history()).length).toBeGreaterThan(0);
});
