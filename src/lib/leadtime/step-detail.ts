import { medianRange } from '#lib/stats/median-range.ts';
import { quantile } from '#lib/stats/quantile.ts';
import { binStarts, untimedReasons, type Step, type StepDetail, type UntimedReason } from './step-times.ts';

/** One step of leads whose durations are `sorted`, in days and ascending. Quantiles are of type 7. */
export function stepDetail(
	{ from, to }: Step,
	sorted: Float64Array,
	untimed: Record<UntimedReason, number>
): StepDetail {
	return {
		from,
		to,
		n: sorted.length,
		median: quantile(sorted, 0.5),
		p75: quantile(sorted, 0.75),
		p90: quantile(sorted, 0.9),
		leftOut: untimedReasons.reduce((sum, reason) => sum + untimed[reason], 0),
		medianRange: medianRange(sorted),
		bins: countBins(sorted),
		untimed
	};
}

function countBins(sorted: Float64Array): number[] {
	const bins = binStarts.map(() => 0);
	let bin = 0;
	for (const days of sorted) {
		while (bin + 1 < binStarts.length && days >= binStarts[bin + 1]!) bin++;
		bins[bin]!++;
	}
	return bins;
}
