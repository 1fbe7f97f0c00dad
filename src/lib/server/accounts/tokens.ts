/** API tokens: shown once, kept as a hash. */
import { createHash, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Scope } from './scopes.ts';

export interface Token {
	id: number;
	name: string;
	scopes: Scope[];
	/** ISO 8601. */
	createdAt: string;
	/** To the minute; null: never. */
	lastUsedAt: string | null;
	revokedAt: string | null;
}

const prefix = 'sluice_';

// 256 random bits: nothing to guess, so that a fast hash without salt is enough.
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

const columns = `id, name, scopes, created_at AS "createdAt", last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"`;

interface TokenRow extends Omit<Token, 'createdAt' | 'lastUsedAt' | 'revokedAt'> {
	createdAt: Date;
	lastUsedAt: Date | null;
	revokedAt: Date | null;
}

const tokenOf = (row: TokenRow): Token => ({
	...row,
	createdAt: row.createdAt.toISOString(),
	lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
	revokedAt: row.revokedAt?.toISOString() ?? null
});

/** Makes a token and gives its text, which is kept nowhere; null if a token of this name is in use. */
export async function createToken(
	pool: pg.Pool,
	name: string,
	scopes: readonly Scope[]
): Promise<string | null> {
	const secret = prefix + randomBytes(32).toString('base64url');
	const { rowCount } = await pool.query(
		`INSERT INTO tokens (name, hash, scopes) VALUES ($1, $2, $3)
		ON CONFLICT (name) WHERE revoked_at IS NULL DO NOTHING`,
		[name, hashOf(secret), scopes]
	);
	return rowCount === 1 ? secret : null;
}

/** All tokens, revoked ones too, the newest first. */
export async function listTokens(pool: pg.Pool): Promise<Token[]> {
	const { rows } = await pool.query<TokenRow>(`SELECT ${columns} FROM tokens ORDER BY id DESC`);
	return rows.map(tokenOf);
}

/** Ends a token; false if none of this name is in use. */
export async function revokeToken(pool: pg.Pool, name: string): Promise<boolean> {
	const { rowCount } = await pool.query(
		'UPDATE tokens SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL',
		[name]
	);
	return rowCount === 1;
}

/** The token of this text, revoked or not; null if there is none. That it was used is noted at most once a minute. */
export async function findToken(pool: pg.Pool, secret: string): Promise<Token | null> {
	const hash = hashOf(secret);
	const { rows } = await pool.query<TokenRow & { due: boolean }>(
		`SELECT ${columns}, revoked_at IS NULL AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute') AS due
		FROM tokens WHERE hash = $1`,
		[hash]
	);
	if (!rows[0]) return null;
	const { due, ...row } = rows[0];
	if (due) await pool.query('UPDATE tokens SET last_used_at = now() WHERE hash = $1', [hash]);
	return tokenOf(row);
}
