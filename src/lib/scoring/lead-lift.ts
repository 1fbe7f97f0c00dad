/** What would lift a lead to a threshold: the rules that it has yet to meet, alone or as few as possible together. */
import { matches, type CompiledModel, type CompiledThreshold } from './compile.ts';
import type { When } from './model.ts';
import { amountAt, passes, pointsAdder, type Score } from './points.ts';

export interface LiftRule {
	rule: string;
	label: string;
	/** How often it has to be met, more than it is. */
	times: number;
}

export interface Lift {
	/** Each reaches it without any other, those that need the fewest times first. */
	alone: LiftRule[];
	/** The fewest that reach it together; null where one of `alone` does so at once. */
	together: LiftRule[] | null;
}

/** What a lead did and told. */
export interface LeadSoFar {
	/** By place of the rule, ms of its hits in their order; of an attribute rule, one time while it holds. */
	times: readonly (readonly number[])[];
	attributes: Readonly<Record<string, string>>;
	/** ms: when it is to be lifted. */
	at: number;
}

/** What a lead would have done and told besides. */
interface Supposed {
	/** By place: hits to come. */
	more: Map<number, number>;
	attributes: Readonly<Record<string, string>>;
}

/** Scores that are computed in search of the fewest; beyond it those found step by step are taken. */
const MOST_TRIED = 2000;
/** What has to happen more often than this is no advice. */
const MOST_TIMES = 50;

/**
 * Null if nothing that the model counts, up to 50 times, reaches the threshold. Answers that exclude each other are not
 * put together.
 */
export function liftTo(compiled: CompiledModel, threshold: CompiledThreshold, lead: LeadSoFar): Lift | null {
	const { model, rules } = compiled;
	const add = pointsAdder(compiled);
	const places = Uint32Array.from(rules.keys());
	const amounts = new Float64Array(rules.length);
	const score: Score = { fit: 0, engagement: 0, score: 0 };
	const amountWith = (place: number, coming: number): number => {
		const { max, halfLife } = rules[place]!;
		const own = lead.times[place]!;
		const all = coming === 0 ? own : [...own, ...new Array<number>(coming).fill(lead.at)];
		return amountAt(all, 0, all.length, max, halfLife, lead.at);
	};
	const measure = ({ more, attributes }: Supposed) => {
		rules.forEach(({ when, eventful }, place) => {
			amounts[place] = eventful
				? amountWith(place, more.get(place) ?? 0)
				: Number(matches(when, null, attributes));
		});
		add(places, amounts, 0, rules.length, score);
	};
	const isMet = ({ more, attributes }: Supposed, place: number): boolean => {
		if (place < 0) return false;
		const { when, eventful } = rules[place]!;
		return eventful ? lead.times[place]!.length > 0 || more.has(place) : matches(when, null, attributes);
	};
	let tried = 0;
	const reaches = (supposed: Supposed): boolean => {
		tried++;
		measure(supposed);
		return passes(threshold, score, (place) => isMet(supposed, place));
	};
	const lacking = (supposed: Supposed): number => {
		measure(supposed);
		const { fit, engagement } = score;
		const short = (least: number, has: number) => Math.max(0, least - has);
		return (
			short(threshold.score, score.score) +
			short(threshold.minFit, fit) +
			short(threshold.minEngagement, engagement)
		);
	};
	/** Null: it cannot count once more, or would undo what was supposed before. */
	const suppose = (before: Supposed, place: number): Supposed | null => {
		const { when, eventful } = rules[place]!;
		if (eventful) {
			const coming = before.more.get(place) ?? 0;
			const counts = coming < MOST_TIMES && amountWith(place, coming + 1) > amountWith(place, coming);
			return counts ? { ...before, more: new Map(before.more).set(place, coming + 1) } : null;
		}
		if (matches(when, null, before.attributes)) return null;
		const told = answersOf(when);
		if (!told) return null;
		const attributes = { ...before.attributes, ...told };
		if (!matches(when, null, attributes)) return null;
		const undone = [...before.more.keys()].some(
			(other) => !rules[other]!.eventful && !matches(rules[other]!.when, null, attributes)
		);
		return undone ? null : { more: new Map(before.more).set(place, 1), attributes };
	};

	const nothing: Supposed = { more: new Map(), attributes: lead.attributes };
	const required = threshold.require.filter((place) => !isMet(nothing, place));
	let needed: Supposed = nothing;
	for (const place of required) {
		const next = place < 0 ? null : suppose(needed, place);
		if (!next) return null;
		needed = next;
	}
	const found = ({ more }: Supposed): LiftRule[] =>
		[...more]
			.sort(([a], [b]) => a - b)
			.map(([place, times]) => ({ rule: model.rules[place]!.key, label: model.rules[place]!.label, times }));
	if (reaches(needed)) {
		const all = found(needed);
		return all.length === 1 ? { alone: all, together: null } : { alone: [], together: all };
	}

	const helpful = rules.flatMap(({ points, group }, place) => (points > 0 && group >= 0 ? [place] : []));
	const alone = required.length > 1 ? [] : helpful.flatMap((place) => timesAlone(place));
	function timesAlone(place: number): LiftRule[] {
		if (required.length === 1 && required[0] !== place) return [];
		for (let next = suppose(needed, place); next; next = suppose(next, place))
			if (reaches(next)) return found(next);
		return [];
	}
	alone.sort((a, b) => a.times - b.times);
	if (alone[0]?.times === 1) return { alone, together: null };

	const size = ({ more }: Supposed) => [...more.values()].reduce((sum, times) => sum + times, 0);
	const greedy = stepByStep();
	if (!greedy) return alone.length > 0 ? { alone, together: null } : null;
	let fewest = greedy;
	for (let more = 1; size(needed) + more < size(greedy) && tried < MOST_TRIED; more++) {
		const smaller = search(needed, 0, more);
		if (!smaller) continue;
		fewest = smaller;
		break;
	}
	const isAlone = fewest.more.size === 1;
	return { alone, together: isAlone && alone.length > 0 ? null : found(fewest) };

	/** What closes most of what is lacking first; then what turns out not to be needed is left out again. */
	function stepByStep(): Supposed | null {
		let now = needed;
		while (!reaches(now)) {
			if (size(now) >= MOST_TIMES) return null;
			let best: { next: Supposed; lacks: number; points: number } | null = null;
			for (const place of helpful) {
				const next = suppose(now, place);
				if (!next) continue;
				const lacks = lacking(next);
				const { points } = rules[place]!;
				if (!best || lacks < best.lacks || (lacks === best.lacks && points > best.points))
					best = { next, lacks, points };
			}
			if (!best) return null;
			now = best.next;
		}
		for (const place of helpful) {
			for (let fewer = without(now, place); fewer && reaches(fewer); fewer = without(now, place)) now = fewer;
		}
		return now;
	}

	/** The same without one hit of a rule. */
	function without({ more }: Supposed, place: number): Supposed | null {
		if (!more.has(place)) return null;
		let again: Supposed | null = nothing;
		for (const [other, times] of more)
			for (let i = other === place ? 1 : 0; i < times && again; i++) again = suppose(again, other);
		return again;
	}

	/** Any `left` more of the rules from a place on that reach it. */
	function search(from: Supposed, first: number, left: number): Supposed | null {
		for (let i = first; i < helpful.length && tried < MOST_TRIED; i++) {
			const next = suppose(from, helpful[i]!);
			if (!next) continue;
			const found = left > 1 ? search(next, i, left - 1) : reaches(next) ? next : null;
			if (found) return found;
		}
		return null;
	}
}

/** Attributes with which a condition on attributes holds; null: there are none. */
function answersOf(when: When): Record<string, string> | null {
	if ('all' in when) {
		const told: Record<string, string> = {};
		for (const part of when.all) {
			const own = answersOf(part);
			if (!own) return null;
			Object.assign(told, own);
		}
		return told;
	}
	if (!('attribute' in when)) return null;
	const { attribute, op, value } = when;
	if (op === 'exists') return { [attribute]: '1' };
	const one = Array.isArray(value) ? value[0] : value;
	return one === undefined ? null : { [attribute]: String(one) };
}
