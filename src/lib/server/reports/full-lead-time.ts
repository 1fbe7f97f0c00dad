import type { Filters } from '#lib/filters/filters.ts';
import type { LeadTimeReport } from '#lib/leadtime/report.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { withReport } from './context.ts';
import { forecastReport } from './forecast.ts';
import { leadTimeReport } from './lead-time.ts';

/** The lead time report whole, with the forecast: for the command line and the API. */
export async function fullLeadTime(db: Database, config: Config, filters: Filters): Promise<LeadTimeReport> {
	const report = await withReport(db, config, (context) => leadTimeReport(context, filters));
	return { ...report, forecast: await forecastReport(db, config, filters) };
}
