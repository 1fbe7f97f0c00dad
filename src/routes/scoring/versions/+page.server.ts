import { config, database, withReport } from '#lib/server/app.ts';
import { countArrived } from '#lib/server/reports/count-arrived.ts';
import { everFilters } from '#lib/server/reports/lead-filter.ts';
import { reportHead } from '#lib/server/reports/report-head.ts';
import { versionEffectReport } from '#lib/server/reports/version-effect.ts';
import { readPublications } from '#lib/server/scoring/publications.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { readFilters } from '../../read-filters.ts';
import { chosenPublication } from './chosen-publication.ts';
import { publicationChoices, versionsSection } from './versions-section.ts';

/** The head and the choice at once, then the comparison. */
export const load = async ({ url }) => {
	const filters = readFilters(url);
	const head = await withReport(async (context) =>
		reportHead(context, filters, await countArrived(context, everFilters(filters)))
	);
	const db = await database();
	const publications = await readPublications(db.pool);
	const chosen = chosenPublication(publications, url.searchParams);
	if (!chosen) return { head, chosen };
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
