import { error } from '@sveltejs/kit';
import { config, database } from '#lib/server/app.ts';
import { keptHits } from '#lib/server/scoring/kept-hits.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';
import { orWrongFilter } from '../../or-wrong-filter.ts';

/** The leads of the filters with the hits of the chosen model and the live one, as bytes for the workbench. */
export const GET = async ({ url, request }) => {
	const filters = readFilters(url);
	const kept = await orWrongFilter(keptHits(await database(), config, filters));
	if (!kept) error(404, m.scoring_hits_no_model());
	const headers = { etag: `"${kept.key}"`, 'cache-control': 'private, no-cache', vary: 'Accept-Encoding' };
	if (request.headers.get('if-none-match')?.includes(headers.etag))
		return new Response(null, { status: 304, headers });
	return new Response(new Uint8Array(kept.bytes), {
		headers: {
			...headers,
			'content-type': 'application/octet-stream',
			'content-encoding': 'gzip',
			'content-length': String(kept.bytes.length),
			// For how far it has come: a browser does not tell how much of the packed bytes it has read.
			'x-unpacked-length': String(kept.size)
		}
	});
};
