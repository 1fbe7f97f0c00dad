/** `POST /api/v1/costs`. */
import type { Config } from '../config.ts';
import { loadCostRows } from '../ingest/load-costs.ts';
import { parseContext } from '../ingest/parse-context.ts';
import { readCosts } from '../ingest/read-costs.ts';
import { sourceOf } from './parameters.ts';
import { takePost, type Post } from './take-post.ts';

/** Loads costs of channels by day; the keys that the body names replace those of earlier ones of the same source. */
export async function postCosts(post: Post, config: Config): Promise<Response> {
	const { source, refused } = sourceOf(post.request);
	if (refused) return refused;
	return takePost(post, async (bytes) => {
		const context = await parseContext(post.pool, config, source);
		const result = await loadCostRows(
			post.pool,
			{ file: post.name, source, preset: null, mapping: null, origin: 'api' },
			readCosts(bytes, { mapping: null, context })
		);
		if (result.problem && result.rows.read === 0) throw result.problem;
		return result;
	});
}
