import type { ReportHead } from '#lib/funnel/report.ts';
import type { MoveComparison, Moves } from './moves.ts';

export interface MovesReport extends ReportHead, Moves {
	/** Whether the filters choose managers, by `credit`. */
	chosen: boolean;
	/** null: nobody is chosen, or nobody is there to compare with. */
	comparison: MoveComparison[] | null;
	/** Leads of the others that the comparison is with. */
	othersMoved: number;
	/** Why some are chosen, but not compared: the filters choose leads by how they ended. */
	notCompared: 'outcome' | null;
}
