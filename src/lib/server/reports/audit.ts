/** Whether the rules of a score model are right: each against what became of the leads, and against the leads of late. */
import type { Filters } from '#lib/filters/filters.ts';
import type { ReportHead } from '#lib/funnel/report.ts';
import { isoDay } from '#lib/events/zone.ts';
import { cohortOf, type Cohort } from '#lib/scoring/cohort.ts';
import { countEvidence, knownModel, undecayed, type RuleEvidence } from '#lib/scoring/count-evidence.ts';
import { modelName, type ScoreModel } from '#lib/scoring/model.ts';
import { driftPeriods, monthDrift, type DriftReport } from '#lib/scoring/month-drift.ts';
import { quality } from '#lib/scoring/quality.ts';
import { auditRules, type AuditedRule } from '#lib/scoring/rule-audit.ts';
import { countsAt, scoresOf } from '#lib/scoring/score-table.ts';
import { hitsOf, structureOf, type KnownFacts } from '#lib/scoring/structure.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { giveWay } from '../give-way.ts';
import { chosenModel } from '../scoring/chosen-model.ts';
import { cohortOptions } from '../scoring/judged.ts';
import { readStructure } from '../scoring/read-hits.ts';
import { cached } from './cached.ts';
import { asOfMs, withReport, type ReportContext } from './context.ts';
import { reportHead } from './report-head.ts';
import { publishedAt } from './drift.ts';

export interface AuditReport extends ReportHead {
	/** NAME@VERSION of the model, and whether replay uses it. */
	scored: string;
	status: ScoreModel['status'];
	horizonDays: number;
	delayDays: number;
	/** Leads that are judged, and those of them that became clients in time. */
	n: number;
	clients: number;
	/** Leads that are too young to know. */
	leftOut: number;
	auc: number | null;
	rules: AuditedRule[];
	evidence: RuleEvidence[];
	/** Null where there are too few leads, or no months to compare. */
	drift: DriftReport | null;
}

/**
 * Of the chosen model; null without any. Kept for the data version; not to be asked for within a report's transaction,
 * since it waits for one of its own.
 */
export async function auditReport(
	db: Database,
	config: Config,
	filters: Filters
): Promise<AuditReport | null> {
	const model = await chosenModel(db.kysely, filters);
	if (!model) return null;
	const { from, to, asOf, values, horizon, delay } = filters;
	const request = ['audit', { from, to, asOf, values, horizon, delay }, model];
	const kept = await cached(db, config, request, () =>
		withReport(db, config, (context) => readAudit(context, filters, model))
	);
	return { ...kept, filters };
}

export async function readAudit(
	context: ReportContext,
	filters: Filters,
	model: ScoreModel
): Promise<AuditReport> {
	const { horizonDays, delayDays, asOf } = cohortOptions(context, filters);
	const known = knownModel(model);
	const { ids, facts, ...read } = await readStructure(context, filters, structureOf(model, known));
	const { hits } = hitsOf(read, model);
	const { hits: knownHits } = hitsOf(read, known);
	const cohort = cohortOf(facts, { horizonDays, delayDays, asOf });
	const counts = countsAt(hits, model, cohort);
	const plain = undecayed(model);
	const decided = decidedLeads(facts, delayDays, asOfMs(context, filters));
	const days = [...decided.leads].map((lead) => isoDay(context.zone.dayOf(facts.createdAt[lead]!)));
	const periods = driftPeriods(days, await publishedAt(context, model));
	return {
		...(await reportHead(context, filters, ids.length)),
		scored: modelName(model),
		status: model.status,
		horizonDays,
		delayDays,
		n: cohort.leads.length,
		clients: cohort.clients,
		leftOut: cohort.leftOut,
		auc: quality(scoresOf(counts, model).score, cohort.isClient).auc,
		rules: await giveWay(auditRules(model, hits, cohort, counts)),
		evidence: await giveWay(
			countEvidence(model, countsAt(hits, plain, cohort), countsAt(knownHits, known, cohort), cohort)
		),
		drift:
			periods &&
			(await giveWay(
				monthDrift(
					model,
					countsAt(hits, plain, decided),
					scoresOf(countsAt(hits, model, decided), model).score,
					periods
				)
			))
	};
}

/** The leads that were decided on by now, whether or not it is known what became of them. */
function decidedLeads(
	facts: KnownFacts,
	delayDays: number,
	asOf: number | null
): Pick<Cohort, 'leads' | 'decision'> {
	const delay = delayDays * 86_400_000;
	const decisions = Float64Array.from(facts.decidedAfter, (after) => Math.min(after, delay));
	const leads = Uint32Array.from(decisions.keys()).filter(
		(lead) => asOf === null || facts.createdAt[lead]! + decisions[lead]! <= asOf
	);
	return { leads, decision: Float64Array.from(leads, (lead) => decisions[lead]!) };
}
