/** What requests that bring rows are answered. */
import { json } from '@sveltejs/kit';
import type pg from 'pg';
import type { ApiError } from '../api.ts';
import { databaseProblem } from '../db/database-problem.ts';
import { FileProblem } from '../ingest/file-problem.ts';
import type { LoadResult } from '../ingest/load-rows.ts';
import { BodyProblem } from './body.ts';

export interface Answer {
	status: number;
	body: object;
}

/** Of the rows that were not loaded as many as an answer holds; `rows.quarantined` counts all. */
const mostQuarantined = 1000;

/** What `load --json` prints, and the rows that were not loaded. `started` is of `performance.now()`. */
export async function loadTold(
	pool: pg.Pool,
	name: string,
	result: LoadResult,
	started: number
): Promise<object> {
	const { rows: quarantined } = await pool.query<object>(
		'SELECT line, reason, detail, text FROM quarantine WHERE load_id = $1 ORDER BY line, id LIMIT $2',
		[result.load, mostQuarantined]
	);
	const seconds = (performance.now() - started) / 1000;
	return { file: name, ...result, problem: result.problem?.message ?? null, seconds, quarantined };
}

/** The answer to a body that could not be read (further). Throws on what nobody foresaw. */
export function refusal(error: unknown): Answer {
	if (error instanceof BodyProblem) {
		const codes = { 400: 'broken_off', 413: 'too_large', 415: 'wrong_format' };
		return { status: error.status, body: errorBody({ code: codes[error.status], message: error.message }) };
	}
	if (error instanceof FileProblem) {
		const hint = 'Send a JSON array, one JSON object a line (NDJSON), or CSV with a header.';
		return { status: 400, body: errorBody({ code: 'unreadable', message: error.message, hint }) };
	}
	const problem = databaseProblem(error);
	if (!problem) throw error;
	return { status: 503, body: errorBody({ code: 'database', message: problem.message }) };
}

export const busy = (why: string): Answer => ({
	status: 429,
	body: errorBody({
		code: 'busy',
		message: `The server is busy: ${why}.`,
		hint: 'Send the request again after the seconds of Retry-After.'
	})
});

export const errorBody = (error: ApiError) => ({ error });

/** Those that a later request may not get say when to come again. */
export function answered({ status, body }: Answer): Response {
	const response = json(body, { status });
	if ([409, 429, 503].includes(status)) response.headers.set('Retry-After', '5');
	return response;
}
