import type { Filters } from '#lib/filters/filters.ts';
import type { ReportHead } from '#lib/funnel/report.ts';
import type { MoveComparison, Moves } from './moves.ts';
import type { NotJudged } from './report.ts';

export interface MovesReport extends ReportHead, Moves {
	/** The filters of the lists behind the figures: whom team and role choose by name, where the first manager counts. */
	listed: Filters;
	/** Whether the filters choose managers, by `credit`. */
	chosen: boolean;
	/** null: nobody is chosen, or nobody is there to compare with. */
	comparison: MoveComparison[] | null;
	/** Leads of the others that the comparison is with. */
	othersMoved: number;
	/** Why some are chosen, but not compared; null: they are, or nobody is. */
	notCompared: Exclude<NotJudged, 'period'> | null;
}
