import type { FunnelReport } from '#lib/funnel/report.ts';
import { withReport } from '#lib/server/app.ts';
import { funnelByEventMonth } from '#lib/server/reports/funnel-by-event-month.ts';
import { funnelDurations } from '#lib/server/reports/funnel-durations.ts';
import { funnelReport, funnelTrend } from '#lib/server/reports/funnel.ts';
import { readFilters } from '../read-filters.ts';
import { breakdownGroups, medianDays } from './breakdown-rows.ts';

/** Counts at once; the slower times and months of the same transaction follow. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const counts = Promise.withResolvers<FunnelReport>();
	const slow = withReport(async (context) => {
		counts.resolve(await funnelReport(context, filters));
		const durations = await funnelDurations(context, filters);
		const months = filters.mode === 'cohort' ? funnelTrend : funnelByEventMonth;
		return {
			times: durations.stages,
			medians: medianDays(durations.groups),
			trend: await months(context, filters)
		};
	});
	slow.catch(counts.reject);
	const { groups, comparison, ...counted } = await counts.promise;
	// A breakdown can have thousands of rows: only what its table shows is sent.
	const report: FunnelReport = {
		...counted,
		groups: [],
		comparison: comparison && { ...comparison, groups: [] }
	};
	return { head: report, report, groups: breakdownGroups(groups), slow };
};
