/** What all requests that bring rows have in common: turns, limits, Idempotency-Key, and answers that say what is in. */
import { json } from '@sveltejs/kit';
import type pg from 'pg';
import type { Token } from '../accounts/tokens.ts';
import { apiError } from '../api.ts';
import { FileProblem } from '../ingest/file-problem.ts';
import type { LoadResult } from '../ingest/load-rows.ts';
import type { ByteSource } from '../ingest/read-bytes.ts';
import { BodyProblem, openBody, type Body } from './body.ts';
import { reserveKey, storeAnswer, storedAnswer, type Answer } from './idempotency.ts';
import { loaderIsFree, takeTurn } from './turns.ts';

export interface Post {
	pool: pg.Pool;
	request: Request;
	token: Token;
	/** How the log of loads calls it. */
	name: string;
}

const longestKey = 255;
const patience = 10;

/** Loads the body of a request by `load` and answers with what became of its rows. */
export async function takePost(
	post: Post,
	load: (source: ByteSource) => Promise<LoadResult>
): Promise<Response> {
	const giveBack = takeTurn();
	if (!giveBack) return busy('as many requests as it takes at once are writing');
	try {
		const key = post.request.headers.get('idempotency-key')?.trim();
		if (key === undefined) return answered(await loaded(post, load));
		if (key === '' || key.length > longestKey)
			return apiError(400, {
				code: 'wrong_key',
				message: `The Idempotency-Key must have 1 to ${longestKey} characters.`,
				field: 'Idempotency-Key'
			});
		return await once(post, key, load);
	} finally {
		giveBack();
	}
}

/** The stored answer of a key, or the answer of the first request with it, which is then kept. */
async function once(
	post: Post,
	key: string,
	load: (source: ByteSource) => Promise<LoadResult>
): Promise<Response> {
	const { pool, token, request } = post;
	const release = reserveKey(token.id, key);
	if (!release) {
		const message = `The request with the Idempotency-Key "${key}" is still being answered.`;
		return later(apiError(409, { code: 'in_progress', message, hint: 'Send it again later.' }));
	}
	try {
		const stored = await storedAnswer(pool, token.id, key);
		if (!stored) {
			const answer = await loaded(post, load);
			if (answer.hash) await storeAnswer(pool, token.id, key, answer.hash, answer);
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

/** With the hash of the body; null if it was not read whole, so that the answer is of this request alone. */
type HashedAnswer = Answer & { hash: string | null };

async function loaded(
	{ pool, request, name }: Post,
	load: (source: ByteSource) => Promise<LoadResult>
): Promise<HashedAnswer> {
	if (!(await loaderIsFree(pool, patience)))
		return { status: 429, body: busyError('another load is writing'), hash: null };
	let body: Body | null = null;
	let answer: Answer;
	const started = performance.now();
	try {
		body = openBody(request);
		const { problem, ...result } = await load(body.source);
		const seconds = (performance.now() - started) / 1000;
		const quarantined = await quarantinedRows(pool, result.load!);
		const told = {
			file: name,
			...result,
			problem: problem?.message ?? null,
			seconds,
			quarantined
		};
		const { rows } = result;
		const refusal = problem ? refusalOf(problem) : { status: rows.quarantined === rows.read ? 422 : 200 };
		answer = { status: refusal.status, body: { ...('body' in refusal ? refusal.body : {}), ...told } };
	} catch (error) {
		answer = refusalOf(error);
	}
	return { ...answer, hash: (await body?.finish()) ?? null };
}

/** The answer to a body that could not be read (further). Throws on what is no fault of the body. */
function refusalOf(error: unknown): { status: number; body: object } {
	if (error instanceof BodyProblem) {
		const codes = { 400: 'broken_off', 413: 'too_large', 415: 'wrong_format' };
		return { status: error.status, body: { error: { code: codes[error.status], message: error.message } } };
	}
	if (!(error instanceof FileProblem)) throw error;
	const hint = 'Send a JSON array of events, or one event a line (NDJSON).';
	return { status: 400, body: { error: { code: 'unreadable', message: error.message, hint } } };
}

/** Of the rows that were not loaded as many as an answer holds; `rows.quarantined` counts all. */
const mostQuarantined = 1000;

async function quarantinedRows(pool: pg.Pool, load: number): Promise<object[]> {
	const { rows } = await pool.query<object>(
		'SELECT line, reason, detail, text FROM quarantine WHERE load_id = $1 ORDER BY line, id LIMIT $2',
		[load, mostQuarantined]
	);
	return rows;
}

function answered({ status, body }: Answer): Response {
	const response = json(body, { status });
	return status === 429 ? later(response) : response;
}

const busyError = (why: string) => ({
	error: {
		code: 'busy',
		message: `The server is busy: ${why}.`,
		hint: 'Send the request again after the seconds of Retry-After.'
	}
});

const busy = (why: string) => later(json(busyError(why), { status: 429 }));

function later(response: Response): Response {
	response.headers.set('Retry-After', '5');
	return response;
}
