import { json } from '@sveltejs/kit';
import { z } from 'zod';
import { apiError } from '#lib/server/api.ts';
import { config, database, withReport } from '#lib/server/app.ts';
import { keptHits } from '#lib/server/scoring/kept-hits.ts';
import { idsAt } from '#lib/server/scoring/lead-ids.ts';
import { leadsById } from '#lib/server/scoring/leads-by-id.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';
import { orWrongFilter } from '../../or-wrong-filter.ts';

/** Leads that one question may name. */
const most = 5000;

const question = z.strictObject({
	key: z.string(),
	places: z.array(z.number().int().nonnegative()).max(most)
});

/** The leads at places of the table that the workbench has read by the same address, in the order of the places. */
export const POST = async ({ url, request }) => {
	const filters = readFilters(url);
	const asked = question.safeParse(await request.json().catch(() => null));
	if (!asked.success)
		return apiError(422, { code: 'wrong_places', message: m.scoring_hits_wrong_places({ most }) });
	const kept = await orWrongFilter(keptHits(await database(), config, filters));
	if (kept?.key !== asked.data.key)
		return apiError(409, { code: 'data_changed', message: m.scoring_hits_changed() });
	const ids = idsAt(kept.ids, asked.data.places);
	return json({ leads: await withReport((context) => leadsById(context, ids)) });
};
