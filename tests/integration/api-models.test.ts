/** Score models through the API, and that its description says what it answers. */
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createToken } from '#lib/server/accounts/tokens.ts';
import { errorAnswer } from '#lib/server/openapi/answers.ts';
import {
	keptModelAnswer,
	modelAnswer,
	modelsAnswer,
	removedModelAnswer,
	rollbackAnswer
} from '#lib/server/openapi/models.ts';
import { serveApi } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { replayAll } from '../support/load.ts';
import { smallModel } from '../support/score-model.ts';

const { pool, url } = await testDatabase();
const address = await serveApi(url);
let token: string;
beforeAll(async () => {
	await replayAll(pool);
	token = (await createToken(pool, 'models', ['models']))!;
});
beforeEach(() => pool.query('TRUNCATE publications, score_models'));

async function call(method: string, path: string, body?: unknown, secret: string | null = token) {
	const sent = typeof body === 'string' ? body : JSON.stringify(body);
	const response = await fetch(`${address}/api/v1/models${path}`, {
		method,
		...(body === undefined ? {} : { body: sent }),
		headers: secret === null || method === 'GET' ? {} : { authorization: `Bearer ${secret}` }
	});
	return { status: response.status, answer: (await response.json()) as unknown };
}

async function refusal(...request: Parameters<typeof call>) {
	const { status, answer } = await call(...request);
	return { status, ...errorAnswer.parse(answer).error };
}

test('a model is kept, listed, published, read, rolled back and deleted', async () => {
	const name = 'A/B & C';
	const path = `/${encodeURIComponent(name)}`;
	const kept = keptModelAnswer.parse((await call('POST', '', smallModel({ name, version: 9 }))).answer);
	expect(kept).toMatchObject({ model: `${name}@1`, status: 'draft', rules: 4, warnings: [] });
	const live = keptModelAnswer.parse((await call('POST', `${path}/publish`, { reason: 'First.' })).answer);
	expect(live).toMatchObject({ model: `${name}@1`, status: 'live' });
	const thresholds = { warm: 20, hot: 40, mql: 95 };
	expect((await call('POST', '', smallModel({ name, thresholds }))).answer).toMatchObject({
		version: 2,
		warnings: [{ kind: 'tooHigh', path: ['thresholds', 'mql', 'score'], asked: 95, most: 90 }]
	});
	expect(modelsAnswer.parse((await call('GET', '')).answer).models).toMatchObject([
		{ version: 2, status: 'draft', publishedAt: null, reason: null },
		{ version: 1, status: 'live', reason: 'First.' }
	]);
	expect(modelAnswer.parse((await call('GET', path)).answer)).toMatchObject({ version: 2 });
	expect((await call('GET', `${path}?version=1`)).answer).toEqual({
		...smallModel({ name }),
		status: 'live'
	});
	await call('POST', `${path}/publish`, { reason: 'Second.', version: 2 });
	expect(rollbackAnswer.parse((await call('POST', '/rollback', { reason: 'Worse.' })).answer)).toEqual({
		...{ from: `${name}@2`, to: `${name}@1` }
	});
	expect((await call('POST', '/rollback')).answer).toEqual({ from: `${name}@1`, to: null });
	await call('POST', '', smallModel({ name }));
	expect(removedModelAnswer.parse((await call('DELETE', path)).answer)).toMatchObject({ version: 3 });
});

test('every refusal says why', async () => {
	await call('POST', '', smallModel());
	expect(await refusal('POST', '', smallModel(), null)).toMatchObject({ status: 401 });
	const reader = (await createToken(pool, 'reader', ['read', 'events']))!;
	expect(await refusal('DELETE', '/Small', undefined, reader)).toMatchObject({
		...{
			status: 403,
			message: 'The token "reader" may not change score models: it lacks the scope "models".'
		}
	});
	expect(await refusal('PUT', '/Small', smallModel())).toMatchObject({
		...{ status: 405, message: 'PUT is not for this address: use GET, HEAD, DELETE.' }
	});
	expect(await refusal('POST', '', '{')).toMatchObject({ status: 422, code: 'wrong_model' });
	const [rule] = smallModel().rules;
	expect(await refusal('POST', '', { ...smallModel(), rules: [{ ...rule, points: 'many' }] })).toMatchObject({
		...{
			status: 422,
			field: 'rules.0.points',
			message: expect.stringMatching(/^rules → 0 → points "many": /)
		}
	});
	expect(
		await refusal('POST', '', { ...smallModel(), name: '', rules: [{ ...rule, max: 0 }] })
	).toMatchObject({
		field: 'name',
		message: 'name "": must not be empty.',
		hint: 'Also wrong: rules → 0 → max 0: must be at least 1.'
	});
	expect(await refusal('POST', '', [])).not.toHaveProperty('field');
	expect(await refusal('GET', '/Other')).toMatchObject({
		...{ status: 404, code: 'no_such_model', message: 'There is no model "Other".' }
	});
	expect(await refusal('GET', '/%00')).toMatchObject({ status: 404 });
	expect(await refusal('GET', '/Small?version=x')).toMatchObject({ status: 400, field: 'version' });
	expect(await refusal('DELETE', '/Small?version=4')).toMatchObject({ status: 404 });
	expect(await refusal('POST', '/Small/publish')).toMatchObject({ status: 400, field: 'reason' });
	expect(await refusal('POST', '/Small/publish', '{')).toMatchObject({ status: 400 });
	expect(await refusal('POST', '/Small/publish', { reason: ' ' })).toMatchObject({
		...{ status: 409, message: 'Say why, in a few words: the reason is kept with the version.' }
	});
	expect(await refusal('POST', '/rollback')).toMatchObject({
		...{ status: 409, message: 'No model is live: there is nothing to roll back.' }
	});
	await call('POST', '/Small/publish', { reason: 'x' });
	expect(await refusal('DELETE', '/Small')).toMatchObject({
		...{ status: 409, message: expect.stringContaining('Small@1 is live and cannot be deleted') }
	});
	expect(await refusal('POST', '', 'x'.repeat(2_000_001))).toMatchObject({ status: 413 });
});
