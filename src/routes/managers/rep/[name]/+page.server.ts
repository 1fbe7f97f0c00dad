import { readFilters } from '../../../read-filters.ts';
import { inTurn } from '../../../in-turn.ts';
import { handoversSection } from './handovers-section.ts';
import { repOfPath } from '../../rep-path.ts';
import { repHead } from './rep-head.ts';
import { resultSection } from './result-section.ts';
import { standingSection } from './standing-section.ts';
import { workSection } from './work-section.ts';

/** Who it is at once, then what they make, how they work, and what changed hands. */
export const load = async ({ params, url }) => {
	const filters = readFilters(url);
	const name = repOfPath(params.name);
	const { about, ...sections } = inTurn({
		about: (context) => repHead(context, filters, name),
		result: (context) => resultSection(context, filters, name),
		standing: (context) => standingSection(context, filters, name),
		work: (context) => workSection(context, filters, name),
		handovers: (context) => handoversSection(context, filters, name)
	});
	return { name, ...(await about), ...sections };
};
