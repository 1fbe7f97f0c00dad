/**
 * Which rules count for which leads at their decisions, and how often: made once for hits and cohort, then brought up to
 * date rule by rule as half-lives and `max` change.
 */
import { isInTime, type Cohort } from './cohort.ts';
import type { CompiledModel } from './compile.ts';
import type { HitTable } from './hits.ts';
import { amountAt } from './points.ts';
import type { RuleTimes } from './rule-times.ts';

/** How often each rule counts for each lead of a cohort: rules of lead i at `start[i] .. start[i + 1]`, ascending. */
export interface Counts {
	/** leads of the cohort + 1 */
	start: Uint32Array;
	rule: Uint16Array;
	count: Float64Array;
}

type Judged = Pick<Cohort, 'leads' | 'decision'>;

/** Leads between two turns. */
const TURN = 8192;

/** Depends on `max` and half-lives alone. Yields now and then. */
export function* countHits(
	hits: HitTable,
	{ rules }: Pick<CompiledModel, 'rules'>,
	cohort: Judged
): Generator<void, Counts> {
	const { leads, decision } = cohort;
	const n = leads.length;
	const start = new Uint32Array(n + 1);
	let rule = new Uint16Array(Math.max(16, n * 2));
	let count = new Float64Array(rule.length);
	let size = 0;
	/** Of one lead: the hits of each rule that count, where their times begin, and the rules that were met. */
	const found = new Uint32Array(rules.length);
	const begin = new Uint32Array(rules.length);
	const seen = new Uint8Array(rules.length);
	const met = new Uint16Array(rules.length);
	let times = new Float64Array(64);
	const eventful = Uint8Array.from(rules, (one) => Number(one.eventful));
	const decays = Uint8Array.from(rules, (one) => Number(one.eventful && one.halfLife !== Infinity));
	for (let i = 0; i < n; i++) {
		const from = hits.start[leads[i]!]!;
		const end = hits.start[leads[i]! + 1]!;
		const at = decision[i]!;
		let rulesMet = 0;
		let hasDecay = 0;
		for (let h = from; h < end; h++) {
			if (!isInTime(hits.after[h]!, at)) continue;
			const what = hits.what[h]!;
			const place = what >> 1;
			if (!seen[place]) {
				seen[place] = 1;
				let slot = rulesMet++;
				for (; slot > 0 && met[slot - 1]! > place; slot--) met[slot] = met[slot - 1]!;
				met[slot] = place;
			}
			if (eventful[place]) {
				found[place]!++;
				hasDecay |= decays[place]!;
			} else found[place] = what & 1 ? 0 : 1;
		}
		if (hasDecay) {
			if (times.length < end - from) times = new Float64Array((end - from) * 2);
			let next = 0;
			for (let k = 0; k < rulesMet; k++) {
				begin[met[k]!] = next;
				next += found[met[k]!]!;
			}
			for (let h = from; h < end; h++) {
				const place = hits.what[h]! >> 1;
				if (eventful[place] && isInTime(hits.after[h]!, at)) times[begin[place]!++] = hits.after[h]!;
			}
		}
		if (size + rulesMet > rule.length) {
			const [a, b] = [new Uint16Array((size + rulesMet) * 2), new Float64Array((size + rulesMet) * 2)];
			a.set(rule);
			b.set(count);
			[rule, count] = [a, b];
		}
		for (let k = 0; k < rulesMet; k++) {
			const place = met[k]!;
			const many = found[place]!;
			if (many > 0) {
				const { max, halfLife } = rules[place]!;
				// The times of a rule end where `begin` has come to.
				const to = decays[place] ? begin[place]! : many;
				rule[size] = place;
				count[size++] = eventful[place] ? amountAt(times, to - many, to, max, halfLife, Math.max(at, 0)) : 1;
			}
			found[place] = 0;
			seen[place] = 0;
		}
		start[i + 1] = size;
		if (i % TURN === TURN - 1) yield;
	}
	return { start, rule: rule.slice(0, size), count: count.slice(0, size) };
}

/** The same numbers by rule. */
export interface RulePairs {
	/** rules + 1: rule r has the places `from[r] .. from[r + 1]` of the two below. */
	from: Uint32Array;
	/** Places in the cohort, ascending within a rule. */
	lead: Uint32Array;
	/** Places in `Counts`. */
	at: Uint32Array;
}

export function pairsByRule({ start, rule }: Counts, rules: number): RulePairs {
	const from = new Uint32Array(rules + 1);
	for (let p = 0; p < rule.length; p++) from[rule[p]! + 1]!++;
	for (let r = 0; r < rules; r++) from[r + 1]! += from[r]!;
	const next = from.slice();
	const lead = new Uint32Array(rule.length);
	const at = new Uint32Array(rule.length);
	for (let i = 0; i + 1 < start.length; i++)
		for (let p = start[i]!; p < start[i + 1]!; p++) {
			const to = next[rule[p]!]!++;
			lead[to] = i;
			at[to] = p;
		}
	return { from, lead, at };
}

/** Of each rule, the places in the cohort of the leads for whom it counts, ascending: not of those whose hits faded. */
export function leadsHaving(counts: Counts, rules: number): Uint32Array[] {
	const { from, lead, at } = pairsByRule(counts, rules);
	return Array.from({ length: rules }, (_, rule) =>
		lead.subarray(from[rule], from[rule + 1]).filter((_, k) => counts.count[at[from[rule]! + k]!]! > 0)
	);
}

/** Counts the rule at `place` again, whose `max` or half-life has changed; which leads it counts for stays the same. */
export function recount(
	into: Counts,
	pairs: RulePairs,
	place: number,
	{ from, times }: RuleTimes,
	{ rules }: Pick<CompiledModel, 'rules'>,
	{ decision }: Pick<Cohort, 'decision'>
): void {
	const { max, halfLife } = rules[place]!;
	const first = pairs.from[place]!;
	for (let k = 0; k + 1 < from.length; k++) {
		const now = Math.max(decision[pairs.lead[first + k]!]!, 0);
		into.count[pairs.at[first + k]!] = amountAt(times, from[k]!, from[k + 1]!, max, halfLife, now);
	}
}
