import type { ReportHead } from '#lib/funnel/report.ts';
import type { MoveComparison, Moves } from './moves.ts';

export interface MovesReport extends ReportHead, Moves {
	/** The manager is chosen by `credit`; null: all leads, or nobody to compare with. */
	comparison: MoveComparison[] | null;
	/** Leads of the others that the comparison is with. */
	othersMoved: number;
	/** Why some are chosen, but not compared: the filters choose leads by how they ended. */
	notCompared: 'outcome' | null;
}
