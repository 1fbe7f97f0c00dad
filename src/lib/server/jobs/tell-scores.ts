/** Tells another system of leads whose temperature has changed. */
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Database } from '../db/connect.ts';
import type { Schema } from '../db/schema.ts';
import { FeedProblem } from '../feeds/feed-problem.ts';
import { withReport } from '../reports/context.ts';
import { checkHookAddress } from '../score-hook/hook-address.ts';
import {
	beginHook,
	endHook,
	noteFailure,
	noteLooked,
	noteTold,
	readHookState
} from '../score-hook/hook-state.ts';
import { postSigned } from '../score-hook/post-signed.ts';
import { readChanges, readWarm } from '../score-hook/read-changes.ts';
import { readSettings } from '../settings.ts';
import type { Workplace } from './workplace.ts';

/** Records of one delivery. */
const BATCH = 200;
/** ms that one look tells of changes; the next one goes on. */
const LONGEST = 45_000;

export const noSecret =
	'SLUICE_HOOK_SECRET is not set: set it where Sluice is started, so that what is posted can be signed.';

const databases = new WeakMap<pg.Pool, Database>();

/** What reports read through. The pool belongs to who opened it. */
function databaseOf(pool: pg.Pool): Database {
	let known = databases.get(pool);
	if (!known) {
		const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
		databases.set(pool, (known = { kysely, pool, address: {}, close: async () => {} }));
	}
	return known;
}

/**
 * Called every minute. Posts the temperatures that differ from those told before, at the date that the data go up to, so
 * that a lead is told of that cooled down without an event. Leads that are warm or hot when it begins count as told.
 */
export async function tellScores({ pool, config }: Workplace): Promise<void> {
	const { scoreHook: address, allowedHosts } = await readSettings(pool);
	const state = await readHookState(pool);
	if (address === null) {
		if (state) await endHook(pool);
		return;
	}
	const db = databaseOf(pool);
	if (state?.address !== address) {
		const warm = await withReport(db, config, async (context) =>
			context.model === null ? null : { model: context.model, told: await readWarm(context) }
		);
		// Without a model nobody has a temperature yet: it begins when one is live.
		if (warm) await beginHook(pool, address, warm.model, warm.told);
		return;
	}
	if (!state.isDue) return;
	const { rows } = await pool.query<{ version: number }>('SELECT data_version AS version FROM state');
	if (state.lookedVersion === rows[0]!.version && state.error === null) return;

	const { model, version, changes } = await withReport(db, config, async (context) => ({
		model: context.model,
		version: context.dataVersion,
		changes: context.model === null ? [] : await readChanges(context)
	}));
	try {
		if (changes.length > 0 && config.hookSecret === null) throw new FeedProblem(noSecret);
		const until = performance.now() + LONGEST;
		for (let from = 0; from < changes.length; from += BATCH) {
			if (performance.now() > until) return;
			const batch = changes.slice(from, from + BATCH);
			const leads = batch.map(({ said }) => said);
			await postSigned(await checkHookAddress(address, allowedHosts), config.hookSecret!, { model, leads });
			await noteTold(pool, address, model!, batch);
		}
	} catch (error) {
		if (!(error instanceof FeedProblem)) throw error;
		await noteFailure(pool, address, error.message);
		return;
	}
	if (changes.length === 0) await noteLooked(pool, address, version);
}
