import type { TrendMonth } from '#lib/server/reports/funnel.ts';
import { youngMonths, youngOf, type Young } from '#lib/ui/maturity-text.ts';

/** A month as the page draws it. */
export type ShownMonth = Omit<TrendMonth, 'maturity'> & { young: Young | null };

export interface TrendView {
	months: ShownMonth[];
	/** What is said of the newest young ones. */
	young: { month: string; complete: number; sentence: string }[];
}

const mostYoung = 6;

export const trendView = (months: readonly TrendMonth[]): TrendView => ({
	months: months.map(({ maturity, ...month }) => ({ ...month, young: youngOf(maturity) })),
	young: youngMonths(months, mostYoung)
});
