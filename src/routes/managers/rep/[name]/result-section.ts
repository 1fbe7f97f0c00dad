import type { Filters } from '#lib/filters/filters.ts';
import { monthDrill } from '#lib/managers/drill.ts';
import { repFilters } from '#lib/managers/rep-filters.ts';
import type { ReportContext } from '#lib/server/reports/context.ts';
import { compareManagers } from '#lib/server/reports/managers-compared.ts';
import { managerParts, managersReport } from '#lib/server/reports/managers.ts';
import { leadsHref } from '#lib/ui/links.ts';
import { howResult } from './how-text.ts';
import { kindView } from './kinds-view.ts';
import { monthsAnswer } from './months-text.ts';
import { resultSentences } from './result-text.ts';

/** How many kinds of leads are told of. */
const KINDS = 5;

/** What the rep made, beside what is to be expected: in words, by kind and by month. */
export async function resultSection(context: ReportContext, filters: Filters, name: string) {
	const only = repFilters(filters, name);
	const compared = await compareManagers(context, filters);
	const report = await managersReport(context, { ...only, mode: filters.mode }, compared);
	const row = report.rows.find(({ key }) => key === name) ?? null;
	const parts = report.notJudged === null ? await managerParts(context, filters, name, compared) : null;
	const counted = { ...report, filters };
	return {
		answer: resultSentences(report, row, name),
		how: row && report.notJudged === null ? howResult(report, row) : [],
		kinds: (parts?.strata ?? []).slice(0, KINDS).map((kind) => kindView(counted, name, kind)),
		allKinds: parts?.strata.length ?? 0,
		months: (parts?.months ?? []).map((month) => ({
			month: month.month,
			leads: month.leads,
			made: month.observed,
			expected: month.expected,
			href: leadsHref(monthDrill(counted, name, month.month, 'base')),
			madeHref: leadsHref(monthDrill(counted, name, month.month, 'made'))
		})),
		monthsAnswer: monthsAnswer(parts?.months ?? []),
		base: report.base
	};
}
