/** Idempotency-Key: a request that is sent again gets the answer that it got before. */
import type pg from 'pg';
import type { Answer } from './answers.ts';

/** Keys whose first request is being answered. A server that is stopped meanwhile has no answer: the next one works. */
const running = new Set<string>();

/** Keeps others with this key out until what this returns is called; null if one is at work. */
export function reserveKey(token: number, key: string): (() => void) | null {
	const name = `${token} ${key}`;
	if (running.has(name)) return null;
	running.add(name);
	return () => void running.delete(name);
}

/** What was answered to this key, and the hash of the body it came with. */
export async function storedAnswer(
	pool: pg.Pool,
	token: number,
	key: string
): Promise<(Answer & { hash: string }) | null> {
	const { rows } = await pool.query<Answer & { hash: string }>(
		`SELECT status, answer AS body, body_hash AS hash FROM idempotency_keys WHERE token_id = $1 AND key = $2`,
		[token, key]
	);
	return rows[0] ?? null;
}

export async function storeAnswer(
	pool: pg.Pool,
	token: number,
	key: string,
	hash: string,
	answer: Answer
): Promise<void> {
	await pool.query(
		'INSERT INTO idempotency_keys (token_id, key, body_hash, status, answer) VALUES ($1, $2, $3, $4, $5)',
		[token, key, hash, answer.status, JSON.stringify(answer.body)]
	);
}
