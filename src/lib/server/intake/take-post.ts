/** What all requests that bring rows have in common: turns, limits, Idempotency-Key, and answers that say what is in. */
import type pg from 'pg';
import type { Token } from '../accounts/tokens.ts';
import { apiError } from '../api.ts';
import type { LoadResult } from '../ingest/load-rows.ts';
import type { ByteSource } from '../ingest/read-bytes.ts';
import { answered, busy, errorBody, loadTold, refusal, type Answer } from './answers.ts';
import { openBody, type Body } from './body.ts';
import { reserveKey, storeAnswer, storedAnswer } from './idempotency.ts';
import { loaderIsFree, takeTurn } from './turns.ts';

export interface Post {
	pool: pg.Pool;
	request: Request;
	token: Token;
	/** How the log of loads calls it. */
	name: string;
}

/** Loads bytes; what stops it before any row is thrown, later it is the result's problem. */
type Load = (source: ByteSource) => Promise<LoadResult>;

const longestKey = 255;
const patience = 10;

/** Loads the body of a request by `load` and answers with what became of its rows. */
export async function takePost(post: Post, load: Load): Promise<Response> {
	const giveBack = takeTurn();
	if (!giveBack) return answered(busy('as many requests as it takes at once are writing'));
	try {
		const key = post.request.headers.get('idempotency-key')?.trim();
		if (key === undefined) return answered(await loaded(post, load));
		if (key !== '' && key.length <= longestKey) return await once(post, key, load);
		const message = `The Idempotency-Key must have 1 to ${longestKey} characters.`;
		return apiError(400, { code: 'wrong_key', message, field: 'Idempotency-Key' });
	} finally {
		giveBack();
	}
}

/** The stored answer of a key, or the answer of the first request with it, which is then kept. */
async function once(post: Post, key: string, load: Load): Promise<Response> {
	const { pool, token, request } = post;
	const release = reserveKey(token.id, key);
	if (!release) {
		const message = `The request with the Idempotency-Key "${key}" is still being answered.`;
		const hint = 'Send it again later.';
		return answered({ status: 409, body: errorBody({ code: 'in_progress', message, hint }) });
	}
	try {
		const stored = await storedAnswer(pool, token.id, key);
		if (!stored) {
			const { hash, ...answer } = await loaded(post, load);
			if (hash) await storeAnswer(pool, token.id, key, hash, answer);
			return answered(answer);
		}
		if ((await openBody(request).finish()) !== stored.hash) {
			const message = `The Idempotency-Key "${key}" was used for another body.`;
			const hint = 'Use a new key for each body.';
			return apiError(422, { code: 'key_reused', message, field: 'Idempotency-Key', hint });
		}
		const response = answered(stored);
		response.headers.set('Idempotent-Replayed', 'true');
		return response;
	} finally {
		release();
	}
}

/** The answer, with the hash of the body; null if it was not read whole, or may be answered otherwise another time. */
async function loaded({ pool, request, name }: Post, load: Load): Promise<Answer & { hash: string | null }> {
	if (!(await loaderIsFree(pool, patience))) return { ...busy('another load is writing'), hash: null };
	let body: Body | null = null;
	let answer: Answer;
	const started = performance.now();
	try {
		body = openBody(request);
		const result = await load(body.source);
		const told = await loadTold(pool, name, result, started);
		const nothing = result.rows.quarantined === result.rows.read;
		const { status, body: why } = result.problem
			? refusal(result.problem)
			: { status: nothing ? 422 : 200, body: {} };
		answer = { status, body: { ...why, ...told } };
	} catch (error) {
		answer = refusal(error);
	}
	const hash = await body?.finish();
	return { ...answer, hash: (answer.status < 500 && hash) || null };
}
