import type { FunnelReport } from '#lib/funnel/report.ts';
import { withReport } from '#lib/server/app.ts';
import { funnelByEventMonth } from '#lib/server/reports/funnel-by-event-month.ts';
import { funnelDurations } from '#lib/server/reports/funnel-durations.ts';
import { funnelReport, funnelTrend } from '#lib/server/reports/funnel.ts';
import { readMaturities, readReference } from '#lib/server/reports/maturity.ts';
import { readFilters } from '../read-filters.ts';
import { breakdownGroups, medianDays } from './breakdown-rows.ts';
import { maturityView, type MaturityView } from './maturity-view.ts';
import { trendView } from './trend-view.ts';

/** Counts at once; maturity, and the slower times and months of the same transaction, follow. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const counts = Promise.withResolvers<FunnelReport>();
	const maturity = Promise.withResolvers<MaturityView>();
	const slow = withReport(async (context) => {
		const report = await funnelReport(context, filters);
		counts.resolve(report);
		const found = await readMaturities(context, filters, await readReference(context, filters));
		maturity.resolve(maturityView(report, found));
		const durations = await funnelDurations(context, filters);
		const months = filters.mode === 'cohort' ? funnelTrend : funnelByEventMonth;
		return {
			times: durations.stages,
			medians: medianDays(durations.groups),
			trend: trendView(await months(context, filters))
		};
	});
	slow.catch((problem: unknown) => {
		for (const part of [counts, maturity]) part.reject(problem);
	});
	// Without counts the page says what is wrong, and nobody waits for the rest.
	maturity.promise.catch(() => {});
	const { groups, comparison, ...counted } = await counts.promise;
	// A breakdown can have thousands of rows: only what its table shows is sent.
	const report: FunnelReport = {
		...counted,
		groups: [],
		comparison: comparison && { ...comparison, groups: [] }
	};
	return { head: report, report, groups: breakdownGroups(groups), maturity: maturity.promise, slow };
};
