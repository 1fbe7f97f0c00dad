/** Whether steps get faster: the time of each by the month in which leads entered the stage it starts from. */
import { lastMonths } from '#lib/channels/trend.ts';
import { enough } from '#lib/stats/enough.ts';
import { kaplanMeierMedian } from './kaplan-meier.ts';
import type { Step } from './step-times.ts';

/** Leads that entered `from` in one month at a known time, by what has become of them since. */
export interface StepEntries {
	/** Days of those who made the step at a known time. */
	made: Float64Array;
	/** Those who made it at a time that is not known. */
	untimed: number;
	/** For how many days those still open have been under way. */
	open: Float64Array;
	/** Those who were lost on the way: they are in no median. */
	lost: number;
}

export interface StepMonth {
	/** `YYYY-MM-01`. */
	month: string;
	/** Made the step at a known time. */
	n: number;
	untimed: number;
	open: number;
	lost: number;
	/** Days in which half of those not lost make the step; null: fewer than half have so far. */
	median: number | null;
}

export interface StepTrend {
	/** First days of months, one after the other, the newest last. */
	months: string[];
	/** One `StepMonth` for each of them. */
	steps: (Step & { months: StepMonth[] })[];
}

/**
 * The Kaplan–Meier median of one month: those still open count for as long as they have been. Each lead with a time
 * stands for all that made the step, as in the curve.
 */
export const stepMonth = (month: string, { made, untimed, open, lost }: StepEntries): StepMonth => ({
	month,
	n: made.length,
	untimed,
	open: open.length,
	lost,
	median: kaplanMeierMedian(made, open, made.length > 0 ? (made.length + untimed) / made.length : 1)
});

/**
 * Whether the median of a month rests on enough leads, and on more that made the step than are still open: some of
 * those will be lost, which takes them out.
 */
export const isFirmMonth = ({ n, untimed, open }: StepMonth): boolean => n >= enough && open <= n + untimed;

const none: StepEntries = { made: new Float64Array(), untimed: 0, open: new Float64Array(), lost: 0 };

/** `entries`: of each step by month. The newest months (see `mostMonths`), from the first to the last that has any. */
export function stepTrend(
	steps: readonly Step[],
	entries: readonly ReadonlyMap<string, StepEntries>[]
): StepTrend {
	const known = entries.flatMap((ofStep) => [...ofStep.keys()]).sort();
	const months = known.length === 0 ? [] : lastMonths(known.at(-1)!, known[0]!);
	return {
		months,
		steps: steps.map(({ from, to }, i) => ({
			from,
			to,
			months: months.map((month) => stepMonth(month, entries[i]!.get(month) ?? none))
		}))
	};
}
