import type { Filters } from '#lib/filters/filters.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { withReport } from './context.ts';
import { leadTimeReport, type CountedLeadTime } from './lead-time.ts';

/** The lead time report whole, with the forecast: for the command line and the API. */
export const fullLeadTime = (db: Database, config: Config, filters: Filters): Promise<CountedLeadTime> =>
	withReport(db, config, (context) => leadTimeReport(context, filters));
