/** Who may do what through the API, and that every refusal says what to do. */
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { beforeEach, describe, expect, test } from 'vitest';
import { needed } from '#lib/server/accounts/scopes.ts';
import { createToken, findToken, listTokens, revokeToken } from '#lib/server/accounts/tokens.ts';
import { endpoints, serveApi } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { replayAll } from '../support/load.ts';

const db = await testDatabase();
const { pool } = db;
const address = await serveApi(db.url);
await replayAll(pool);
beforeEach(() => pool.query('TRUNCATE idempotency_keys, tokens'));

interface Refusal {
	error: { code: string; message: string; hint?: string; field?: string };
}

async function call(path: string, init: RequestInit & { token?: string } = {}) {
	const headers = new Headers(init.headers);
	if (init.token !== undefined) headers.set('authorization', `Bearer ${init.token}`);
	const response = await fetch(`${address}${path}`, { ...init, headers });
	return {
		status: response.status,
		headers: response.headers,
		error: ((await response.json()) as Refusal).error
	};
}

const event = JSON.stringify([{ type: 'created', at: '2026-01-01', lead: '1', source: 'crm' }]);

describe('tokens', () => {
	test('are kept as a hash, found by their text, listed without it, and end', async () => {
		const secret = (await createToken(pool, 'crm', ['events', 'read']))!;
		expect(secret).toMatch(/^sluice_[\w-]{43}$/);
		const { rows } = await pool.query('SELECT to_jsonb(t)::text AS text FROM tokens t');
		expect(JSON.stringify(rows)).not.toContain(secret.slice(7));
		expect(await findToken(pool, secret)).toMatchObject({ name: 'crm', scopes: ['events', 'read'] });
		expect(await findToken(pool, `${secret}x`)).toBeNull();
		expect(await createToken(pool, 'crm', ['costs'])).toBeNull();
		expect(await revokeToken(pool, 'crm')).toBe(true);
		expect(await revokeToken(pool, 'crm')).toBe(false);
		expect((await findToken(pool, secret))!.revokedAt).not.toBeNull();
		expect(await createToken(pool, 'crm', ['costs'])).not.toBe(secret);
		expect((await listTokens(pool)).map(({ name, scopes }) => [name, scopes])).toEqual([
			['crm', ['costs']],
			['crm', ['events', 'read']]
		]);
	});

	test('note their last use at most once a minute', async () => {
		const secret = (await createToken(pool, 'crm', ['read']))!;
		const used = async () => (await listTokens(pool))[0]!.lastUsedAt;
		expect(await used()).toBeNull();
		await findToken(pool, secret);
		const first = await used();
		expect(first).not.toBeNull();
		await findToken(pool, secret);
		expect(await used()).toBe(first);
		await pool.query(`UPDATE tokens SET last_used_at = last_used_at - interval '61 seconds'`);
		await findToken(pool, secret);
		expect(Date.parse((await used())!)).toBeGreaterThanOrEqual(Date.parse(first!));
	});
});

test('every way to write through the API is in the table of permissions', async () => {
	const open: string[] = [];
	const writes: string[] = [];
	for (const [route, load] of Object.entries(endpoints).filter(([path]) => path.startsWith('/api/')))
		for (const method of Object.keys(await load())) {
			const need = needed(method, route);
			(need?.open ? open : writes).push(`${method} ${route} ${need?.scope}`);
		}
	expect(open.filter((entry) => !/^(GET|HEAD) .* read$/.test(entry))).toEqual([]);
	expect(writes.filter((entry) => !/^(POST|DELETE) .* (events|costs|hooks|models)$/.test(entry))).toEqual([]);
	expect(writes).toContain('POST /api/v1/events events');
});

describe('a request', () => {
	test('that writes needs a token, of the right scope', async () => {
		const none = await call('/api/v1/events', { method: 'POST', body: event });
		expect([none.status, none.error.code]).toEqual([401, 'no_token']);
		expect(none.error.hint).toContain('token create NAME --scope events');
		expect(none.headers.get('www-authenticate')).toBe('Bearer');

		const wrong = await call('/api/v1/events', { method: 'POST', body: event, token: 'sluice_no' });
		expect([wrong.status, wrong.error.message]).toEqual([401, 'There is no such token.']);

		const reader = (await createToken(pool, 'bi', ['read', 'costs']))!;
		const lacking = await call('/api/v1/events', { method: 'POST', body: event, token: reader });
		expect([lacking.status, lacking.error]).toMatchObject([
			403,
			{
				code: 'missing_scope',
				message: 'The token "bi" may not post events: it lacks the scope "events".'
			}
		]);

		const writer = (await createToken(pool, 'crm', ['events']))!;
		expect((await call('/api/v1/events', { method: 'POST', body: event, token: writer })).status).toBe(200);
		await revokeToken(pool, 'crm');
		const revoked = await call('/api/v1/events', { method: 'POST', body: event, token: writer });
		expect([revoked.status, revoked.error.message]).toEqual([401, 'The token "crm" was revoked.']);
	});

	test('that reads needs none, but one that it gives must be valid and have the scope', async () => {
		const path = '/api/v1/filter-options?name=channel';
		expect((await fetch(`${address}${path}`)).status).toBe(200);
		expect((await call(path, { token: 'sluice_no' })).status).toBe(401);
		const writer = (await createToken(pool, 'crm', ['events']))!;
		const refused = await call(path, { token: writer });
		expect([refused.status, refused.error.message]).toEqual([
			403,
			'The token "crm" may not read reports and leads: it lacks the scope "read".'
		]);
		const reader = (await createToken(pool, 'bi', ['read']))!;
		expect((await call(path, { token: reader })).status).toBe(200);
		// Only hooks take a token from the address.
		expect((await call(`/api/v1/events?token=${writer}`, { method: 'POST', body: event })).status).toBe(401);
	});

	test('with a wrong address or method is answered in the same form', async () => {
		const missing = await call('/api/v1/nothing?token=secret');
		expect([missing.status, missing.error]).toEqual([
			404,
			{
				code: 'no_such_address',
				message: 'There is no /api/v1/nothing.',
				hint: 'All there is: /api/v1/openapi.json'
			}
		]);
		const wrong = await call('/api/v1/events');
		expect([wrong.status, wrong.error.code, wrong.headers.get('allow')]).toEqual([
			405,
			'wrong_method',
			'POST'
		]);
		const written = await call('/api/v1/leads', { method: 'POST', body: '{}' });
		expect([written.status, written.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
	});

	test('that names another host is not answered', async () => {
		const { port } = new URL(address);
		const request = httpRequest({ port, path: '/api/v1/leads', headers: { host: 'evil.example' } }).end();
		const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
		let text = '';
		for await (const chunk of response.setEncoding('utf8')) text += chunk;
		expect(response.statusCode).toBe(421);
		expect((JSON.parse(text) as Refusal).error.message).toBe(
			'This server does not answer to the name "evil.example".'
		);
	});

	test('that fails unexpectedly gets the id of the log, and no trace', async () => {
		await pool.query('ALTER TABLE lead_rows RENAME TO lead_rows_gone');
		const failed = await call('/api/v1/leads').finally(() =>
			pool.query('ALTER TABLE lead_rows_gone RENAME TO lead_rows')
		);
		expect(failed.status).toBe(500);
		expect(failed.error).toEqual({
			code: 'unexpected',
			message: expect.stringMatching(
				/^Something went wrong on the server\. Its log has the details under the id \w{8}\.$/
			),
			hint: 'Send it again later.'
		});
	});
});
