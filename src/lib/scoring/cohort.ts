/** Which leads a score is judged on, and what became of them (METHODS: Scoring, Label and Decision). */
import type { LeadFacts } from './hits.ts';
import { outcomes } from '#lib/funnel/stages.ts';

export interface CohortOptions {
	/** Days within which a lead must have become a client to count as one. */
	horizonDays: number;
	/** Days after creation at which a lead is decided on at the latest. */
	delayDays: number;
	/** ms; null: without a date of the data, nothing is too young. */
	asOf: number | null;
}

export interface Cohort {
	/** Places of the leads in their table, ascending: the older ones first. */
	leads: Uint32Array;
	/** 1: became a client in time. */
	isClient: Uint8Array;
	clients: number;
	/** ms from creation to the decision: what counts is before it, or at creation itself. */
	decision: Float64Array;
	/** Leads that are too young to know. */
	leftOut: number;
	/** ms; of those who came later only leads whose outcome has no date are in it. Null: nobody is too young. */
	until: number | null;
}

/** Strictly before the decision, or at creation itself; both in ms from creation. */
export const isInTime = (after: number, decision: number): boolean => after < decision || after === 0;

const DAY = 86_400_000;
const CLIENT = outcomes.indexOf('client');

/** Every dated lead younger than the horizon is left out; leads whose outcome has no date count. */
export function cohortOf(facts: LeadFacts, { horizonDays, delayDays, asOf }: CohortOptions): Cohort {
	const n = facts.createdAt.length;
	const until = asOf === null ? null : asOf - horizonDays * DAY;
	const leads = new Uint32Array(n);
	const isClient = new Uint8Array(n);
	const decision = new Float64Array(n);
	let size = 0;
	let clients = 0;
	for (let i = 0; i < n; i++) {
		const outcome = facts.outcome[i]!;
		const after = facts.outcomeAfter[i]!;
		const undated = outcome !== 0 && Number.isNaN(after);
		if (!undated && until !== null && facts.createdAt[i]! > until) continue;
		leads[size] = i;
		isClient[size] = outcome === CLIENT && (undated || after <= horizonDays * DAY) ? 1 : 0;
		decision[size] = Math.min(facts.decidedAfter[i]!, delayDays * DAY);
		clients += isClient[size]!;
		size++;
	}
	return {
		leads: leads.slice(0, size),
		isClient: isClient.slice(0, size),
		clients,
		decision: decision.slice(0, size),
		leftOut: n - size,
		until
	};
}
