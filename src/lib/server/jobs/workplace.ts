import type pg from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';

/** What a background task works with. */
export interface Workplace {
	pool: pg.Pool;
	config: Config;
	log: Logger;
}
