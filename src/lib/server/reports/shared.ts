/** What clients have in common, of all that leads answered and did before they were decided on. */
import type { Filters } from '#lib/filters/filters.ts';
import type { ReportHead } from '#lib/funnel/report.ts';
import { answersOf } from '#lib/scoring/answers.ts';
import { cohortOf } from '#lib/scoring/cohort.ts';
import { sharedOf, type Shared } from '#lib/scoring/shared.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { cohortOptions } from '../scoring/judged.ts';
import { leadCount } from '../scoring/lead-ids.ts';
import { readAnswers } from '../scoring/read-answers.ts';
import { readFacts } from '../scoring/read-facts.ts';
import { cached } from './cached.ts';
import { withReport, type ReportContext } from './context.ts';
import { reportHead } from './report-head.ts';

export interface SharedReport extends ReportHead, Shared {
	horizonDays: number;
	delayDays: number;
	/** Leads that are judged, and those of them that became clients in time. */
	n: number;
	clients: number;
	/** Leads that are too young to know. */
	leftOut: number;
}

/**
 * Kept for the data version; not to be asked for within a report's transaction, since it waits for one of its own.
 */
export async function sharedReport(db: Database, config: Config, filters: Filters): Promise<SharedReport> {
	const { from, to, asOf, values, horizon, delay } = filters;
	const request = ['shared', { from, to, asOf, values, horizon, delay }];
	const kept = await cached(db, config, request, () =>
		withReport(db, config, (context) => readShared(context, filters))
	);
	return { ...kept, filters };
}

export async function readShared(context: ReportContext, filters: Filters): Promise<SharedReport> {
	const { horizonDays, delayDays, asOf } = cohortOptions(context, filters);
	const known = await readFacts(context, filters);
	const cohort = cohortOf(known.facts, { horizonDays, delayDays, asOf });
	const all = { leads: cohort.leads.length, clients: cohort.clients };
	const { told, actions } = await readAnswers(context, { ...known, cohort });
	return {
		...(await reportHead(context, filters, leadCount(known.ids))),
		horizonDays,
		delayDays,
		n: all.leads,
		clients: all.clients,
		leftOut: cohort.leftOut,
		...sharedOf(answersOf(told, all), actions, all)
	};
}
