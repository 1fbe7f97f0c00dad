/** The lead time report: all that one transaction counts. */
import type { Filters } from '#lib/filters/filters.ts';
import { incidenceOf } from '#lib/leadtime/exits.ts';
import type { LeadTimeReport } from '#lib/leadtime/report.ts';
import { responseTimes } from '#lib/leadtime/response.ts';
import { stepDetail } from '#lib/leadtime/step-detail.ts';
import type { StepDetail } from '#lib/leadtime/step-times.ts';
import { ageingReport } from './ageing.ts';
import type { ReportContext } from './context.ts';
import { incidenceReport } from './incidence.ts';
import { readMaturities, readReference } from './maturity.ts';
import { reportHead } from './report-head.ts';
import { responseReport } from './response.ts';
import { returnedReport } from './returned.ts';
import { stepTimesReport } from './step-times.ts';

export type CountedLeadTime = Omit<LeadTimeReport, 'forecast'>;

/**
 * Leads count by their arrival in either mode; steps are those of the range in period mode. The forecast takes a
 * transaction of its own: see `fullLeadTime`.
 */
export async function leadTimeReport(context: ReportContext, filters: Filters): Promise<CountedLeadTime> {
	const { whole, groups, difference } = await incidenceReport(context, filters);
	const maturities = await readMaturities(context, filters, await readReference(context, filters));
	const { steps, ...stepped } = await stepTimesReport(context, filters);
	const { response, groups: answered, ...responseDetail } = await responseReport(context, filters);
	const ageing = await ageingReport(context, filters);
	const returned = await returnedReport(context, filters);
	const stepsOf = byKey(stepped.groups);
	const responseOf = byKey(answered);
	const noSteps = steps.map(noneMade);
	const empty = stepped.groups
		.filter(({ key }) => !byKey(groups).has(JSON.stringify(key)))
		.map(({ key }) => ({ key, ...incidenceOf([]) }));
	return {
		...(await reportHead(context, filters, whole.leads)),
		...whole,
		maturity: maturities.whole,
		by: filters.by,
		steps,
		response,
		groups: [...groups, ...empty].map((group) => {
			const id = JSON.stringify(group.key);
			return {
				...group,
				maturity: maturities.groups.get(id) ?? null,
				steps: stepsOf.get(id)?.steps ?? noSteps,
				response: responseOf.get(id)?.response ?? nobody()
			};
		}),
		difference,
		responseDetail,
		returned,
		ageing
	};
}

const byKey = <T extends { key: unknown }>(groups: readonly T[]): ReadonlyMap<string, T> =>
	new Map(groups.map((group) => [JSON.stringify(group.key), group]));

/** A step of a group whose leads made none in the range. */
const noneMade = ({ from, to }: StepDetail): StepDetail =>
	stepDetail({ from, to }, new Float64Array(), { implied: 0, approximate: 0, wrongOrder: 0 });

const nobody = () =>
	responseTimes({ cells: [], minutes: { wall: new Float64Array(), working: new Float64Array() } });
