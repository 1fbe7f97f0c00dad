/** `POST /api/v1/events`. */
import type { Config } from '../config.ts';
import { loadRows } from '../ingest/load-rows.ts';
import { parseContext } from '../ingest/parse-context.ts';
import { readSource } from '../ingest/read-rows.ts';
import { sourceOf } from './parameters.ts';
import { takePost, type Post } from './take-post.ts';

/** Loads a JSON array of events or one event a line; `?source=` is the source of those that name none. */
export async function postEvents(post: Post, config: Config): Promise<Response> {
	const { source, refused } = sourceOf(post.request);
	if (refused) return refused;
	return takePost(post, async (bytes) => {
		const context = await parseContext(post.pool, config, source);
		const result = await loadRows(
			post.pool,
			{ file: post.name, source, preset: null, mapping: null, origin: 'api' },
			readSource(bytes, { mapping: null, context, batchRows: 500 })
		);
		if (result.problem && result.rows.read === 0) throw result.problem;
		return result;
	});
}
