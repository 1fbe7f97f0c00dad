/** How long the steps of the funnel take. */
import type { Filters } from '#lib/filters/filters.ts';
import type { FunnelGroup } from '#lib/funnel/report.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import { quantile } from '#lib/stats/quantile.ts';
import type { ReportContext } from './context.ts';
import { recordedSteps, stepDurations } from './step-durations.ts';

/** Durations of each recorded stage from the one before, in days. */
export interface StageDurations {
	stage: Stage;
	medianDays: number | null;
	p90Days: number | null;
	timed: number;
}

export interface FunnelDurations {
	stages: StageDurations[];
	groups: { key: FunnelGroup['key']; stages: StageDurations[] }[];
}

/** Medians and 90th percentiles of the steps between recorded stages, of all leads and of each group. */
export async function funnelDurations(context: ReportContext, filters: Filters): Promise<FunnelDurations> {
	const steps = recordedSteps(context);
	const { whole, groups } = await stepDurations(context, filters, steps);
	const timings = (days: readonly Float64Array[]) =>
		steps.map(({ to }, i): StageDurations => ({
			stage: to,
			medianDays: quantile(days[i]!, 0.5),
			p90Days: quantile(days[i]!, 0.9),
			timed: days[i]!.length
		}));
	return { stages: timings(whole), groups: groups.map(({ key, days }) => ({ key, stages: timings(days) })) };
}
