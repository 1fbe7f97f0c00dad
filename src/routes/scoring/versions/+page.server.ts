import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { config, database, withReport } from '#lib/server/app.ts';
import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { everFilters } from '#lib/server/reports/lead-filter.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { versionEffectReport } from '#lib/server/reports/version-effect.ts';
import { readPublications } from '#lib/server/scoring/publications.ts';
import { readChoice } from '#lib/ui/row-choice.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';
import { publicationChoices, versionsSection } from './versions-section.ts';

const publicationNumber = 'must be the number of a publication';
const versionChoice = z.object({
	publication: z.coerce.number(publicationNumber).int(publicationNumber).optional()
});

/** The head and the choice at once, then the comparison. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const { choice, problem } = readChoice(versionChoice, url.searchParams);
	if (problem) error(400, problem);
	const head = await withReport(async (context) =>
		reportHead(context, filters, await countArrived(context, everFilters(filters)))
	);
	const db = await database();
	const publications = await readPublications(db.pool);
	const { publication: id } = choice;
	const chosen = id === undefined ? publications.at(-1) : publications.find((one) => one.id === id);
	if (!chosen) {
		if (id !== undefined) error(404, m.error_not_found());
		return { head, chosen: null };
	}
	const found = versionEffectReport(db, config, filters, publications, chosen).then((report) =>
		versionsSection(report, head.timezone)
	);
	found.catch(() => {});
	return {
		head,
		chosen: {
			reason: m.scoring_versions_reason({ reason: chosen.reason }),
			choices: publicationChoices(publications, chosen, head.timezone)
		},
		found
	};
};
