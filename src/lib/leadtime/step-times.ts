/**
 * How long leads take from one recorded stage to the next: of those who made the step with both entries recorded at a
 * known time, in the right order (the durations of replay). The others are left out, and it is said why.
 */
import type { Range } from '#lib/channels/report.ts';
import { stageIndex, type Stage } from '#lib/funnel/stages.ts';
import { enough } from '#lib/stats/enough.ts';
import type { GroupKey, StepTimes } from './report.ts';

export interface Step {
	from: Stage;
	to: Stage;
}

/** Why a lead that made a step has no duration. */
export const untimedReasons = ['implied', 'approximate', 'wrongOrder'] as const;
export type UntimedReason = (typeof untimedReasons)[number];

/** Where the bins of the distribution begin, in days: under a day, 1, 2–3, 4–7, 8–14, 15–30, 31–90 days, longer. */
export const binStarts = [0, 1, 2, 4, 8, 15, 31, 91] as const;

export interface StepDetail extends StepTimes {
	/** Likely range of the median; nulls where there are too few. */
	medianRange: Range;
	/** Leads by duration, one count for each of `binStarts`; they add up to `n`. */
	bins: number[];
	/** `leftOut` by reason. */
	untimed: Record<UntimedReason, number>;
}

/** `groups` follow the breakdown, in no order; none without one. */
export interface StepReport {
	steps: StepDetail[];
	groups: { key: GroupKey; steps: StepDetail[] }[];
}

/**
 * Why a lead that reached `to` has no duration: one of the two stages is not recorded but taken from a later one; they
 * were recorded in the wrong order; else one of them has no exact time. `own` and `outOfOrder` are bits by stage.
 */
export function untimedReason(own: number, outOfOrder: number, { from, to }: Step): UntimedReason {
	const has = (mask: number, stage: Stage) => ((mask >> stageIndex[stage]) & 1) === 1;
	if (!has(own, from) || !has(own, to)) return 'implied';
	return has(outOfOrder, from) ? 'wrongOrder' : 'approximate';
}

/** Leads that made the step, with a duration or without. */
export const madeStep = ({ n, leftOut }: StepTimes): number => n + leftOut;

/**
 * The step with the largest median, then every other whose median may be as large: their likely ranges meet. One step
 * alone is the slowest by more than chance. Empty with fewer than two steps that have enough durations.
 */
export function slowestSteps<T extends Pick<StepDetail, 'n' | 'median' | 'medianRange'>>(
	steps: readonly T[]
): T[] {
	const judged = steps
		.filter(({ n, medianRange: [lo] }) => n >= enough && lo !== null)
		.sort((a, b) => b.median! - a.median!);
	if (judged.length < 2) return [];
	const [top, ...others] = judged as [T, ...T[]];
	return [top, ...others.filter(({ medianRange: [, hi] }) => hi! >= top.medianRange[0]!)];
}
