/** Whether the rules of a score model are right: each against what became of the leads, and against the leads of late. */
import { setImmediate } from 'node:timers/promises';
import type { Filters } from '#lib/filters/filters.ts';
import type { ReportHead } from '#lib/funnel/report.ts';
import { isoDay } from '#lib/events/zone.ts';
import { cohortOf, type Cohort } from '#lib/scoring/cohort.ts';
import { countEvidence, knownModel, undecayed, type RuleEvidence } from '#lib/scoring/count-evidence.ts';
import { modelName, type ScoreModel } from '#lib/scoring/model.ts';
import { driftPeriods, monthDrift, type DriftReport } from '#lib/scoring/month-drift.ts';
import { quality } from '#lib/scoring/quality.ts';
import { auditRules, type AuditedRule } from '#lib/scoring/rule-audit.ts';
import type { HitTable, LeadFacts } from '#lib/scoring/hits.ts';
import { countsInTurns, scoresOf } from '#lib/scoring/score-table.ts';
import { hitsInTurns } from '#lib/scoring/structure.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/connect.ts';
import { giveWay } from '../give-way.ts';
import { chosenModel } from '../scoring/chosen-model.ts';
import { cohortOptions } from '../scoring/judged.ts';
import { auditedLeads } from '../scoring/kept-leads.ts';
import { lastLive, publicationsOf } from '../scoring/publications.ts';
import { cached } from './cached.ts';
import { asOfMs, withReport, type ReportContext } from './context.ts';
import { reportHead } from './report-head.ts';

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

/** Leads between two turns. */
const TURN = 8192;

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
	const read = await auditedLeads(context, filters, model);
	const { facts } = read.judged;
	const known = knownModel(model);
	const plain = undecayed(model);
	const { hits } = await giveWay(hitsInTurns(read.judged, model));
	const { hits: knownHits } = await giveWay(hitsInTurns(read.known, known));
	const countsOf = (of: ScoreModel, from: HitTable, leads: Pick<Cohort, 'leads' | 'decision'>) =>
		giveWay(countsInTurns(from, of, leads));
	const cohort = cohortOf(facts, { horizonDays, delayDays, asOf });
	const counts = await countsOf(model, hits, cohort);
	const plainCounts = plain === model ? counts : await countsOf(plain, hits, cohort);
	const decided = decidedLeads(facts, delayDays, asOfMs(context, filters));
	const decidedCounts = await countsOf(model, hits, decided);
	const plainDecided = plain === model ? decidedCounts : await countsOf(plain, hits, decided);
	const days = await giveWay(arrivalDays(context, facts, decided.leads));
	const published = lastLive(await publicationsOf(context.trx), model);
	const periods = driftPeriods(days, published ? isoDay(context.zone.dayOf(published.from)) : null);
	await setImmediate();
	const { auc } = quality(scoresOf(counts, model).score, cohort.isClient);
	return {
		...(await reportHead(context, filters, facts.createdAt.length)),
		scored: modelName(model),
		status: model.status,
		horizonDays,
		delayDays,
		n: cohort.leads.length,
		clients: cohort.clients,
		leftOut: cohort.leftOut,
		auc,
		rules: await giveWay(auditRules(model, hits, cohort, counts)),
		evidence: await giveWay(
			countEvidence(model, plainCounts, await countsOf(known, knownHits, cohort), cohort)
		),
		drift:
			periods &&
			(await giveWay(monthDrift(model, plainDecided, scoresOf(decidedCounts, model).score, periods)))
	};
}

/** Days `YYYY-MM-DD` of the zone on which the leads arrived. Yields now and then. */
function* arrivalDays(
	{ zone }: ReportContext,
	{ createdAt }: LeadFacts,
	leads: Uint32Array
): Generator<void, string[]> {
	const names = new Map<number, string>();
	const days: string[] = [];
	for (const [i, lead] of leads.entries()) {
		const day = zone.dayOf(createdAt[lead]!);
		let name = names.get(day);
		if (name === undefined) names.set(day, (name = isoDay(day)));
		days.push(name);
		if (i % TURN === TURN - 1) yield;
	}
	return days;
}

/** The leads that were decided on by now, whether or not it is known what became of them. */
function decidedLeads(
	facts: LeadFacts,
	delayDays: number,
	asOf: number | null
): Pick<Cohort, 'leads' | 'decision'> {
	const delay = delayDays * 86_400_000;
	const n = facts.createdAt.length;
	const [leads, decision] = [new Uint32Array(n), new Float64Array(n)];
	let size = 0;
	for (let lead = 0; lead < n; lead++) {
		const after = Math.min(facts.decidedAfter[lead]!, delay);
		if (asOf !== null && facts.createdAt[lead]! + after > asOf) continue;
		leads[size] = lead;
		decision[size++] = after;
	}
	return { leads: leads.slice(0, size), decision: decision.slice(0, size) };
}
