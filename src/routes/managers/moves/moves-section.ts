import type { Stage } from '#lib/funnel/stages.ts';
import type { MovesReport } from '#lib/managers/moves-report.ts';
import { movesHow, movesNotes, movesSentence } from './moves-text.ts';

/** The report with its sentences. */
export const movesSection = (found: MovesReport, recorded: ReadonlySet<Stage>) => {
	const { states, cells, from, moved, moves, comparison, othersMoved, notCompared, chosen, listed, ...head } =
		found;
	return {
		head,
		listed,
		matrix: { states, cells, from, moved, moves },
		compared: { comparison, othersMoved, notCompared, chosen },
		answer: movesSentence(found, recorded),
		notes: movesNotes(head.filters),
		how: movesHow(comparison !== null)
	};
};
export type MovesSection = ReturnType<typeof movesSection>;
