/** The lead time report: all that one transaction counts. */
import type { Filters } from '#lib/filters/filters.ts';
import type { LeadTimeReport } from '#lib/leadtime/report.ts';
import type { ReportContext } from './context.ts';
import { incidenceReport } from './incidence.ts';
import { reportHead } from './report-head.ts';
import { returnedReport } from './returned.ts';

export type CountedLeadTime = Omit<
	LeadTimeReport,
	'forecast' | 'steps' | 'response' | 'ageing' | 'groups'
> & {
	groups: Awaited<ReturnType<typeof incidenceReport>>['groups'];
};

/** Leads count by their arrival in either mode. The forecast takes a transaction of its own: see `fullLeadTime`. */
export async function leadTimeReport(context: ReportContext, filters: Filters): Promise<CountedLeadTime> {
	const { whole, groups, difference } = await incidenceReport(context, filters);
	return {
		...(await reportHead(context, filters, whole.leads)),
		...whole,
		by: filters.by,
		groups,
		difference,
		returned: await returnedReport(context, filters)
	};
}
