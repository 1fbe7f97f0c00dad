import type { SharedCompanies } from '#lib/managers/two-reps.ts';
import { formatCount } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** As many companies are shown at first. */
export const mostCompanies = 25;

/** The companies with their sentence. */
export const companiesSection = (found: SharedCompanies, search: string) => ({
	...found,
	search,
	answer:
		found.count === 0
			? m.mix_companies_none()
			: m.mix_companies_answer({ n: found.count, count: formatCount(found.count) })
});
