import { movesReport } from '#lib/server/reports/moves.ts';
import { inTurn } from '../../in-turn.ts';
import { readFilters } from '../../read-filters.ts';
import { movesSection } from './moves-section.ts';

export const load = async ({ url }) => {
	const filters = readFilters(url);
	const { moves } = inTurn({
		moves: async (context) => movesSection(await movesReport(context, filters), context.recorded)
	});
	return moves;
};
