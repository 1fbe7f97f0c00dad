import type pg from 'pg';
import type { ParseContext } from '#lib/events/parse-context.ts';
import type { Config } from '../config.ts';
import { readSettings } from '../settings.ts';

/** What the reading of rows depends on beside the rows: the configuration, the exchange rates, the clock. */
export async function parseContext(
	db: pg.Pool | pg.PoolClient,
	config: Pick<Config, 'timezone' | 'country' | 'currency'>,
	source: string | null
): Promise<ParseContext> {
	const { rates } = await readSettings(db);
	return {
		source,
		timezone: config.timezone,
		country: config.country,
		currency: config.currency,
		now: Date.now(),
		rates
	};
}
