/** `sluice token`, and which addresses `sluice serve` takes. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findToken } from '#lib/server/accounts/tokens.ts';
import { readConfig } from '#lib/server/config.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { withAddress } from './serve.ts';
import type { Call } from './sluice.ts';
import { token } from './token.ts';

const db = await testDatabase();
const out: string[] = [];
beforeEach(() => {
	out.length = 0;
	vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(line));
	vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

const sluice = (words: string[], options: Call['options'] = {}) =>
	token({ words, options, params: new URLSearchParams(), config: readConfig({}), open: async () => db });

test('a token is made, shown once, listed and ended', async () => {
	await sluice(['create', 'crm'], { scope: 'read, events' });
	const [secret] = out.splice(0);
	expect(await findToken(db.pool, secret!)).toMatchObject({ name: 'crm', scopes: ['events', 'read'] });

	await sluice(['list']);
	expect(out.join('\n')).toMatch(/crm\s+events,read/);
	expect(out.join('\n')).not.toContain(secret);
	await sluice(['list'], { json: true });
	expect(JSON.parse(out.at(-1)!)).toMatchObject([
		{ name: 'crm', scopes: ['events', 'read'], revokedAt: null }
	]);

	await expect(sluice(['create', 'crm'], { scope: 'read' })).rejects.toThrow(/^A token "crm" is in use/);
	await sluice(['revoke', 'crm']);
	expect((await findToken(db.pool, secret!))!.revokedAt).not.toBeNull();
	await expect(sluice(['revoke', 'crm'])).rejects.toThrow('There is no token "crm" in use');
});

test.each<[string[], Call['options'], string]>([
	[
		['create', 'x'],
		{},
		'--scope: give one or more of events, costs, hooks, models, read, such as --scope events,read.'
	],
	[
		['create', 'x'],
		{ scope: 'all' },
		'--scope "all": give one or more of events, costs, hooks, models, read'
	],
	[['create', 'x'], { scope: ' , ' }, '--scope " , ": give one or more of'],
	[['create'], { scope: 'read' }, 'sluice token create: give its name, such as "crm".'],
	[
		['make', 'x'],
		{},
		'sluice token make x: use sluice token create NAME --scope S[,S] | list | revoke NAME.'
	],
	[[], {}, 'use sluice token create']
])('%j %j: %s', async (words, options, message) => {
	await expect(sluice(words, options)).rejects.toThrow(message);
});

test('the server listens to this machine only', () => {
	const config = readConfig({});
	expect(withAddress({ config, options: { host: 'localhost', port: '0' } })).toMatchObject({
		host: 'localhost',
		port: 0
	});
	expect(withAddress({ config, options: { host: '::1' } }).host).toBe('::1');
	expect(() => withAddress({ config, options: { host: '0.0.0.0' } })).toThrow(
		/^HOST "0\.0\.0\.0" would open Sluice to other machines.* SSH tunnel .* reverse proxy .* ORIGIN/
	);
});
