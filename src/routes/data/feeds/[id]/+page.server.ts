import { error, fail, redirect } from '@sveltejs/kit';
import { presets } from '#lib/events/presets/presets.ts';
import { config, database } from '#lib/server/app.ts';
import { addressRules } from '#lib/server/feeds/check-address.ts';
import { addFeed, changeFeed, feedLoads, findFeed, removeFeed } from '#lib/server/feeds/feeds.ts';
import { tryFeed } from '#lib/server/feeds/try-feed.ts';
import { readSettings } from '#lib/server/settings.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { emptyForm, formOf, readFeedForm } from '../read-form.ts';

/** The number of a feed; null: a new one. */
function idOf(params: { id: string }): number | null {
	if (params.id === 'new') return null;
	const id = Number(params.id);
	if (!Number.isSafeInteger(id) || id > 2 ** 31 - 1) error(404, m.feeds_unknown());
	return id;
}

const rulesOf = async () => addressRules((await readSettings((await database()).pool)).allowedHosts);

export const load = async ({ params }) => {
	const { pool } = await database();
	const id = idOf(params);
	const feed = id === null ? null : await findFeed(pool, id);
	if (id !== null && !feed) error(404, m.feeds_unknown());
	return {
		feed,
		values: feed ? formOf(feed) : emptyForm,
		loads: id === null ? [] : await feedLoads(pool, id),
		presets: presets.map(({ name, title }) => ({ name, title })),
		timezone: config.timezone
	};
};

export const actions = {
	save: async ({ params, request }) => {
		const id = idOf(params);
		const { values, draft, faults } = await readFeedForm(await request.formData(), await rulesOf());
		if (!draft) return fail(422, { values, faults, tried: null, problem: null });
		const { pool } = await database();
		const saved = id === null ? (await addFeed(pool, draft)) !== null : await changeFeed(pool, id, draft);
		if (!saved)
			return fail(422, { values, faults: { name: m.feeds_name_taken() }, tried: null, problem: null });
		redirect(303, '/data/feeds');
	},

	test: async ({ request }) => {
		const rules = await rulesOf();
		const { values, draft, faults } = await readFeedForm(await request.formData(), rules);
		if (!draft) return fail(422, { values, faults, tried: null, problem: null });
		try {
			return { values, faults, tried: await tryFeed(draft, rules), problem: null };
		} catch (cause) {
			if (!(cause instanceof Error && ['FeedProblem', 'FileProblem'].includes(cause.name))) throw cause;
			return fail(422, { values, faults, tried: null, problem: cause.message });
		}
	},

	remove: async ({ params }) => {
		const id = idOf(params);
		if (id !== null) await removeFeed((await database()).pool, id);
		redirect(303, '/data/feeds');
	}
};
