/** `sluice token`: who may post and read through the API. */
import { isScope, scopeMeanings, scopes, type Scope } from '#lib/server/accounts/scopes.ts';
import { createToken, listTokens, revokeToken } from '#lib/server/accounts/tokens.ts';
import type { Call } from './sluice.ts';
import { textTable } from './text-table.ts';
import { UserError } from './user-error.ts';

const usage = 'sluice token create NAME --scope S[,S] | list | revoke NAME';

export async function token(call: Call): Promise<void> {
	const [verb, name, ...rest] = call.words;
	if (verb === 'list' && name === undefined) return list(call);
	if ((verb !== 'create' && verb !== 'revoke') || rest.length > 0)
		throw new UserError(`sluice token ${call.words.join(' ')}: use ${usage}.`);
	const named = name?.trim() ?? '';
	if (named === '') throw new UserError(`sluice token ${verb}: give its name, such as "crm".`);
	await (verb === 'create' ? create(call, named) : revoke(call, named));
}

async function create({ options, open }: Call, name: string): Promise<void> {
	const wanted = scopesOf(options.scope);
	const { pool } = await open();
	const secret = await createToken(pool, name, wanted);
	if (secret === null)
		throw new UserError(
			`A token "${name}" is in use: give another name, or end it first with: sluice token revoke ${name}`
		);
	if (options.json) {
		console.log(JSON.stringify({ name, scopes: wanted, token: secret }));
		return;
	}
	console.error(`The token "${name}" may ${wanted.map((scope) => scopeMeanings[scope]).join(' and ')}.`);
	console.error('Keep it now: it is not shown again.');
	console.log(secret);
}

function scopesOf(option: string | boolean | undefined): Scope[] {
	const help = `give one or more of ${scopes.join(', ')}`;
	if (typeof option !== 'string') throw new UserError(`--scope: ${help}, such as --scope events,read.`);
	const words = option
		.split(',')
		.map((word) => word.trim())
		.filter((word) => word !== '');
	const wrong = words.find((word) => !isScope(word));
	if (wrong !== undefined || words.length === 0)
		throw new UserError(`--scope "${wrong ?? option}": ${help}, such as --scope events,read.`);
	return scopes.filter((scope) => words.includes(scope));
}

async function list({ options, open }: Call): Promise<void> {
	const tokens = await listTokens((await open()).pool);
	if (options.json) {
		console.log(JSON.stringify(tokens));
		return;
	}
	if (tokens.length === 0) {
		console.log('There are no tokens yet: sluice token create NAME --scope events');
		return;
	}
	const time = (iso: string | null) => iso?.slice(0, 16).replace('T', ' ') ?? '';
	const head = ['name', 'scopes', 'created', 'last used', 'revoked'];
	console.log(
		textTable(
			head,
			tokens.map(({ name, scopes: may, createdAt, lastUsedAt, revokedAt }) => [
				...[name, may.join(','), time(createdAt), lastUsedAt ? time(lastUsedAt) : 'never', time(revokedAt)]
			])
		)
	);
}

async function revoke({ options, open }: Call, name: string): Promise<void> {
	if (!(await revokeToken((await open()).pool, name)))
		throw new UserError(`There is no token "${name}" in use: "sluice token list" shows all.`);
	console.log(options.json ? JSON.stringify({ name, revoked: true }) : `The token "${name}" is revoked.`);
}
