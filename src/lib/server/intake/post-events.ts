/** `POST /api/v1/events`. */
import type { Config } from '../config.ts';
import { apiError } from '../api.ts';
import { loadRows } from '../ingest/load-rows.ts';
import { parseContext } from '../ingest/parse-context.ts';
import { readSource } from '../ingest/read-rows.ts';
import { takePost, type Post } from './take-post.ts';

/** Loads a JSON array of events or one event a line; `?source=` is the source of those that name none. */
export async function postEvents(post: Post, config: Config): Promise<Response> {
	const params = new URL(post.request.url).searchParams;
	const unknown = [...params.keys()].find((name) => name !== 'source');
	if (unknown !== undefined) {
		const message = `There is no parameter "${unknown}".`;
		return apiError(400, { code: 'unknown_parameter', message, field: unknown, hint: 'There is: source.' });
	}
	const source = params.get('source')?.trim() || null;
	return takePost(post, async (bytes) => {
		const context = await parseContext(post.pool, config, source);
		const result = await loadRows(
			post.pool,
			{ file: post.name, source, preset: null, mapping: null },
			readSource(bytes, { mapping: null, context, batchRows: 500 })
		);
		if (result.problem && result.rows.read === 0) throw result.problem;
		return result;
	});
}
