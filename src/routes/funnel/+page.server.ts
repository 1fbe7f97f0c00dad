import { withReport } from '#lib/server/app.ts';
import type { FunnelReport } from '#lib/funnel/report.ts';
import { funnelDurations, funnelReport, funnelTrend } from '#lib/server/reports/funnel.ts';
import { readFilters } from '../read-filters.ts';

/** Counts at once; the slower times and months of the same transaction follow. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const counts = Promise.withResolvers<FunnelReport>();
	const slow = withReport(async (context) => {
		counts.resolve(await funnelReport(context, filters));
		return {
			durations: await funnelDurations(context, filters),
			trend: await funnelTrend(context, filters)
		};
	});
	slow.catch(counts.reject);
	const report = await counts.promise;
	return { head: report, report, slow };
};
