import { error, redirect } from '@sveltejs/kit';
import { presets } from '#lib/events/presets/presets.ts';
import { config, database } from '#lib/server/app.ts';
import { listFeeds, readFeedNow, setActive } from '#lib/server/feeds/feeds.ts';

export const load = async () => ({
	feeds: await listFeeds((await database()).pool),
	titles: Object.fromEntries(presets.map(({ name, title }) => [name, title])),
	timezone: config.timezone,
	now: new Date().toISOString()
});

const changes = {
	run: readFeedNow,
	pause: (pool, id) => setActive(pool, id, false),
	resume: (pool, id) => setActive(pool, id, true)
} satisfies Record<string, typeof readFeedNow>;

const act =
	(change: typeof readFeedNow) =>
	async ({ request }: { request: Request }): Promise<never> => {
		const id = Number((await request.formData()).get('id'));
		if (!Number.isSafeInteger(id)) error(400, 'There is no such source.');
		await change((await database()).pool, id);
		redirect(303, '/data/feeds');
	};

export const actions = { run: act(changes.run), pause: act(changes.pause), resume: act(changes.resume) };
