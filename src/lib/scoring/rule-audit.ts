/** Whether the rules of a model are right, each by itself (METHODS, section 7: Rule audit, Leak). */
import { isInTime, type Cohort } from './cohort.ts';
import { compileModel } from './compile.ts';
import { judgeHits, type HitVerdict } from './hit-verdict.ts';
import type { HitTable } from './hits.ts';
import { findLeak, leakZ, type FirstHits, type Leak } from './leak.ts';
import type { ScoreModel } from './model.ts';
import { pointsAdder, type Score } from './points.ts';
import { quality } from './quality.ts';
import { leadsHaving } from './rule-pairs.ts';
import { scoresOf, type Counts } from './score-table.ts';

/** `always`: every lead has it, so that it parts nobody. */
export type RuleFinding = 'leak' | 'wrongSign' | 'never' | 'always' | 'same';

export interface AuditedRule extends HitVerdict {
	key: string;
	label: string;
	points: number;
	/** What is lost of the AUC if its points are 0; null where there is none. */
	aucLost: number | null;
	leak: Leak;
	first: FirstHits;
	/** Keys of the rules that the same leads have. */
	sameAs: string[];
	findings: RuleFinding[];
}

/** Leads that have one of two hits and have both: from this share on they are the same. */
const sameLeads = 0.95;

/** `hits`, `cohort` and `counts` of the model. Yields between rules. */
export function* auditRules(
	model: ScoreModel,
	hits: HitTable,
	cohort: Cohort,
	counts: Counts
): Generator<void, AuditedRule[]> {
	const all = { leads: cohort.leads.length, clients: cohort.clients };
	const others = all.leads - all.clients;
	const having = leadsHaving(counts, model.rules.length);
	yield;
	const clientsOf = (leads: Uint32Array) => leads.reduce((sum, lead) => sum + cohort.isClient[lead]!, 0);
	yield;
	const verdicts = judgeHits(
		having.map((leads) => ({ leads: leads.length, clients: clientsOf(leads) })),
		all
	);
	const firsts = yield* firstHits(model, hits, cohort);
	yield;
	const z = leakZ(Math.max(1, model.rules.length));
	const { score } = scoresOf(counts, model);
	yield;
	const whole = quality(score, cohort.isClient).auc;
	yield;
	const sames = yield* sameRules(having);
	const audited: AuditedRule[] = [];
	for (const [i, rule] of model.rules.entries()) {
		const verdict = verdicts[i]!;
		const { leads, clients } = verdict;
		const leak = findLeak(
			{ clientsHit: clients, clients: all.clients, othersHit: leads - clients, others },
			firsts[i]!,
			z
		);
		const findings: RuleFinding[] = [];
		if (leak.by) findings.push('leak');
		if ((rule.points > 0 && verdict.verdict === 'fewer') || (rule.points < 0 && verdict.verdict === 'more'))
			findings.push('wrongSign');
		if (all.leads > 0 && leads === 0) findings.push('never');
		if (all.leads > 0 && leads === all.leads) findings.push('always');
		const sameAs = sames[i]!.map((other) => model.rules[other]!.key);
		if (sameAs.length > 0) findings.push('same');
		audited.push({
			key: rule.key,
			label: rule.label,
			points: rule.points,
			...verdict,
			aucLost:
				whole === null
					? null
					: leads === 0
						? 0
						: whole - aucWithout(model, i, counts, score, having[i]!, cohort),
			leak,
			first: firsts[i]!,
			sameAs,
			findings
		});
		yield;
	}
	return audited;
}

/** `score` of the model; only `leads`, who have the rule at `place`, have another without it. */
function aucWithout(
	model: ScoreModel,
	place: number,
	counts: Counts,
	score: Float64Array,
	leads: Uint32Array,
	{ isClient }: Cohort
): number {
	const rules = model.rules.map((rule, i) => (i === place ? { ...rule, points: 0 } : rule));
	const add = pointsAdder(compileModel({ ...model, rules }));
	const without = score.slice();
	const one: Score = { fit: 0, engagement: 0, score: 0 };
	for (const lead of leads) {
		add(counts.rule, counts.count, counts.start[lead]!, counts.start[lead + 1]!, one);
		without[lead] = one.score;
	}
	return quality(without, isClient).auc!;
}

/** Of each rule, the others (places) that nearly the same leads have: those of both / those of either ≥ .95. */
function* sameRules(having: readonly Uint32Array[]): Generator<void, number[][]> {
	const same = having.map((): number[] => []);
	for (let i = 0; i < having.length; i++) {
		for (let k = i + 1; k < having.length; k++) {
			const [a, b] = [having[i]!, having[k]!];
			const [fewer, more] = a.length < b.length ? [a.length, b.length] : [b.length, a.length];
			if (fewer === 0 || fewer < sameLeads * more) continue;
			if (!areSame(a, b)) continue;
			same[i]!.push(k);
			same[k]!.push(i);
		}
		yield;
	}
	return same;
}

/** Places ascending. Looks no further than to the one that is too much. */
function areSame(a: Uint32Array, b: Uint32Array): boolean {
	let [both, onlyA, i, k] = [0, 0, 0, 0];
	const all = a.length + b.length;
	for (; i < a.length && k < b.length;) {
		const [x, y] = [a[i]!, b[k]!];
		if (x === y) both++;
		else if (x < y) onlyA++;
		if (x <= y) i++;
		if (y <= x) k++;
		const most = a.length - onlyA;
		if (most < sameLeads * (all - most)) return false;
	}
	return both >= sameLeads * (all - both);
}

/** Leads between two turns. */
const TURN = 32_768;

/** Of each rule, leads that met it at some time, and those that first did when they were decided on already. */
function* firstHits(
	model: ScoreModel,
	hits: HitTable,
	{ leads, decision }: Cohort
): Generator<void, FirstHits[]> {
	const rules = compileModel(model).rules.length;
	const found = Array.from({ length: rules }, (): FirstHits => ({ leads: 0, late: 0 }));
	/** The lead (its place, + 1) that met the rule last. */
	const seen = new Uint32Array(rules);
	for (let i = 0; i < leads.length; i++) {
		const end = hits.start[leads[i]! + 1]!;
		for (let h = hits.start[leads[i]!]!; h < end; h++) {
			if (hits.what[h]! & 1) continue;
			const rule = hits.what[h]! >> 1;
			if (seen[rule] === i + 1) continue;
			seen[rule] = i + 1;
			found[rule]!.leads++;
			if (!isInTime(hits.after[h]!, decision[i]!)) found[rule]!.late++;
		}
		if (i % TURN === TURN - 1) yield;
	}
	return found;
}
