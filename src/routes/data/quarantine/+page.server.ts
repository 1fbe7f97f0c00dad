import { config, database } from '#lib/server/app.ts';
import { retryRows } from '#lib/server/ingest/retry-rows.ts';
import { listQuarantine, waitingIds } from '#lib/server/reports/quarantine.ts';
import { mostAtOnce, retryOutcome } from './retry-outcome.ts';
import { readSelection } from './selection.ts';

export const load = async ({ url }) => {
	const selection = readSelection(url);
	const { pool } = await database();
	return {
		selection,
		quarantine: await listQuarantine(pool, selection),
		most: mostAtOnce,
		timezone: config.timezone
	};
};

export const actions = {
	/** Reads all rows of the selection again, by the settings and mappings as they are now. */
	retry: async ({ url }) => {
		const { pool } = await database();
		const ids = await waitingIds(pool, readSelection(url), mostAtOnce);
		return retryOutcome(() => retryRows(pool, config, { ids }));
	}
};
