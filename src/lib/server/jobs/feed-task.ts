import { join } from 'node:path';
import { addressRules, type AddressRules } from '../feeds/check-address.ts';
import { FeedProblem } from '../feeds/feed-problem.ts';
import { readFeedNow, type FeedDraft } from '../feeds/feeds.ts';
import { fetchFile, type SeenAddress } from '../feeds/fetch-file.ts';
import { readFolder, type SeenFiles } from '../feeds/read-folder.ts';
import { readSettings } from '../settings.ts';
import { enqueueLoad } from './enqueue-load.ts';
import type { Jobs } from './queue.ts';
import type { Workplace } from './workplace.ts';

/** Where files of feeds wait to be loaded. */
export const feedFiles = (dataDir: string) => join(dataDir, 'feeds');

/** Adds a job for each feed that is due. Called every minute. */
export async function readDueFeeds({ pool }: Workplace): Promise<void> {
	const { rows } = await pool.query<{ id: number }>(
		`UPDATE feeds SET next_at = now() + make_interval(mins => every_minutes)
		WHERE active AND next_at <= now() RETURNING id`
	);
	for (const { id } of rows) await readFeedNow(pool, id);
}

interface KeptFeed extends Omit<FeedDraft, 'everyMinutes'> {
	id: number;
	seen: object;
}

/** Has what is new in a feed loaded, and keeps how that went. `rules` are of the settings. */
export async function feedTask(
	place: Workplace,
	{ feedId }: Jobs['feed'],
	rules?: AddressRules
): Promise<void> {
	const { pool } = place;
	const { rows } = await pool.query<KeptFeed>(
		'SELECT id, name, kind, place, preset, mapping, source, dates, seen FROM feeds WHERE id = $1',
		[feedId]
	);
	const feed = rows[0];
	if (!feed) return;
	try {
		const { seen, again } =
			feed.kind === 'folder'
				? await fromFolder(place, feed)
				: await fromAddress(place, feed, rules ?? addressRules((await readSettings(pool)).allowedHosts));
		await pool.query(
			`UPDATE feeds SET seen = $3, checked_at = now(), succeeded_at = now(), error = NULL, failing_since = NULL,
				failures = 0, next_at = CASE WHEN $4 THEN least(next_at, now() + interval '1 minute') ELSE next_at END
			WHERE id = $1 AND place = $2`,
			[feedId, feed.place, JSON.stringify(seen), again]
		);
	} catch (error) {
		if (!(error instanceof FeedProblem)) throw error;
		// Seldomer each time, but at least once a day, or as often as it is to be read.
		await pool.query(
			`UPDATE feeds SET checked_at = now(), error = $3, failing_since = coalesce(failing_since, now()),
				failures = failures + 1, next_at = now() + greatest(make_interval(mins => every_minutes),
					least(interval '1 day', make_interval(mins => every_minutes) * 2 ^ least(failures, 12)))
			WHERE id = $1 AND place = $2`,
			[feedId, feed.place, error.message]
		);
	}
}

interface Read {
	seen: SeenFiles | SeenAddress;
	/** Something may come soon. */
	again: boolean;
}

const howToRead = ({ id, preset, mapping, source, dates }: KeptFeed) => ({
	...{ preset, mapping, source, dates },
	...({ origin: 'feed', feedId: id } as const)
});

async function fromFolder({ pool }: Workplace, feed: KeptFeed): Promise<Read> {
	const { seen, ready, growing } = await readFolder(feed.place, feed.seen as SeenFiles);
	for (const file of ready) await enqueueLoad(pool, { path: join(feed.place, file), ...howToRead(feed) });
	return { seen, again: growing.length > 0 };
}

async function fromAddress({ pool, config }: Workplace, feed: KeptFeed, rules: AddressRules): Promise<Read> {
	const before = feed.seen as SeenAddress;
	const file = await fetchFile(feed.place, before, feedFiles(config.dataDir), rules);
	if (!file) return { seen: before, again: false };
	await enqueueLoad(pool, { path: file.path, file: file.name, removeFile: true, ...howToRead(feed) });
	return { seen: file.seen, again: false };
}
