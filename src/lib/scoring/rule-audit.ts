/** Whether the rules of a model are right, each by itself (METHODS, section 7: Rule audit, Leak). */
import { isInTime, type Cohort } from './cohort.ts';
import { compileModel } from './compile.ts';
import { judgeHits, type HitVerdict } from './hit-verdict.ts';
import type { HitTable } from './hits.ts';
import { findLeak, leakZ, type FirstHits, type Leak } from './leak.ts';
import type { ScoreModel } from './model.ts';
import { quality } from './quality.ts';
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
	const clientsOf = (leads: Uint32Array) => leads.reduce((sum, lead) => sum + cohort.isClient[lead]!, 0);
	yield;
	const verdicts = judgeHits(
		having.map((leads) => ({ leads: leads.length, clients: clientsOf(leads) })),
		all
	);
	const firsts = firstHits(model, hits, cohort);
	yield;
	const z = leakZ(Math.max(1, model.rules.length));
	const whole = quality(scoresOf(counts, model).score, cohort.isClient).auc;
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
			aucLost: whole === null ? null : leads === 0 ? 0 : whole - aucWithout(model, i, counts, cohort),
			leak,
			first: firsts[i]!,
			sameAs,
			findings
		});
		yield;
	}
	return audited;
}

function aucWithout(model: ScoreModel, place: number, counts: Counts, { isClient }: Cohort): number {
	const rules = model.rules.map((rule, i) => (i === place ? { ...rule, points: 0 } : rule));
	return quality(scoresOf(counts, { ...model, rules }).score, isClient).auc!;
}

/** Of each rule, the places in the cohort of the leads that have it, ascending. */
export function leadsHaving(counts: Counts, rules: number): Uint32Array[] {
	const sizes = new Uint32Array(rules);
	for (const rule of counts.rule) sizes[rule]!++;
	const having = Array.from(sizes, (size) => new Uint32Array(size));
	sizes.fill(0);
	for (let i = 0; i + 1 < counts.start.length; i++)
		for (let at = counts.start[i]!; at < counts.start[i + 1]!; at++) {
			const rule = counts.rule[at]!;
			having[rule]![sizes[rule]!++] = i;
		}
	return having;
}

/** Of each rule, the others (places) that nearly the same leads have: those of both / those of either ≥ .95. */
function* sameRules(having: readonly Uint32Array[]): Generator<void, number[][]> {
	const same = having.map((): number[] => []);
	for (let i = 0; i < having.length; i++) {
		for (let k = i + 1; k < having.length; k++) {
			const [a, b] = [having[i]!, having[k]!];
			const [fewer, more] = a.length < b.length ? [a.length, b.length] : [b.length, a.length];
			if (fewer === 0 || fewer < sameLeads * more) continue;
			const both = inBoth(a, b);
			if (both < sameLeads * (a.length + b.length - both)) continue;
			same[i]!.push(k);
			same[k]!.push(i);
		}
		yield;
	}
	return same;
}

function inBoth(a: Uint32Array, b: Uint32Array): number {
	let both = 0;
	for (let i = 0, k = 0; i < a.length && k < b.length;) {
		if (a[i] === b[k]) both++;
		const [x, y] = [a[i]!, b[k]!];
		if (x <= y) i++;
		if (y <= x) k++;
	}
	return both;
}

/** Of each rule, leads that met it at some time, and those that first did when they were decided on already. */
export function firstHits(model: ScoreModel, hits: HitTable, { leads, decision }: Cohort): FirstHits[] {
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
	}
	return found;
}
