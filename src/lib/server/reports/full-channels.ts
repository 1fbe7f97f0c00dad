import type { ChannelsReport } from '#lib/channels/report.ts';
import { withAttribution } from '#lib/channels/with-attribution.ts';
import type { Filters } from '#lib/filters/filters.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { attributionReport } from './attribution.ts';
import { addMaturity, channelsReport } from './channels.ts';
import { withReport, type ReportContext } from './context.ts';
import { handoverReport } from './handover.ts';

/** The channels report whole, with maturity, hand-over and attribution: for the command line and the API. */
export async function fullChannelsReport(
	db: Database,
	config: Config,
	filters: Filters
): Promise<ChannelsReport> {
	const report = await withReport(db, config, async (context) => ({
		...(await countedChannels(context, filters)),
		handover: await handoverReport(context, filters)
	}));
	return withAttribution(report, await attributionReport(db, config, filters));
}

/** What one transaction counts of each row, its maturity among it. */
export async function countedChannels(context: ReportContext, filters: Filters): Promise<ChannelsReport> {
	const report = await channelsReport(context, filters);
	await addMaturity(context, filters, report);
	return report;
}
