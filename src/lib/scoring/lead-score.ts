/** The score of one lead taken apart: what added what and when, what it is worth now, and what it lacks. */
import type { Temperature } from '#lib/filters/names.ts';
import { compileModel, type ScoredEvent } from './compile.ts';
import { knockedOutBy } from './knock-outs.ts';
import { liftTo, type Lift } from './lead-lift.ts';
import type { ScoreModel, When } from './model.ts';
import { amountAt, pointsAdder, type Score } from './points.ts';
import { makeScorer } from './scorer.ts';
import { thresholdNames, type ThresholdName } from './threshold-names.ts';
import { watchLead } from './watch.ts';

/** What a rule that the lead met is worth at the time. */
export interface RulePart {
	rule: string;
	label: string;
	points: number;
	/** How often it was met, and how often it counts at most. */
	hits: number;
	max: number;
	/** How often it counts: hits beyond the maximum do not, old ones count less where the rule decays. */
	amount: number;
	/** points × amount */
	value: number;
}

export interface GroupPart {
	group: string;
	label: string;
	kind: 'fit' | 'engagement';
	cap: number;
	/** Sum of its rules. */
	sum: number;
	/** The sum within the cap: what the group adds to the score. */
	counts: number;
	rules: RulePart[];
}

/** An event that changed what some rule is worth, with the score after it. */
export interface ScoreStep extends Score {
	ms: number;
	type: string;
	activity: string | null;
	/** The score just before, decayed until then. */
	before: number;
	/** By rule, what was gained or lost before caps. */
	changes: { rule: string; label: string; value: number }[];
}

/** The score passed a threshold, or fell below it. */
export interface Crossing {
	ms: number;
	threshold: ThresholdName;
	up: boolean;
}

export interface ThresholdState {
	threshold: ThresholdName;
	score: number;
	minFit: number | null;
	minEngagement: number | null;
	met: boolean;
	/** What is missing, in points; 0: enough. */
	missing: Score;
	/** Labels of the rules it asks for that are not met. */
	missingRules: string[];
	/** What would reach it; null: it is met, the lead is knocked out, or nothing that the model counts reaches it. */
	lift: Lift | null;
}

export interface LeadScore extends Score {
	/** ms: the time that was asked for, or that of the last event if that is later. */
	at: number;
	temperature: Temperature;
	/** ms at which time takes it out of its class; null: nothing but an event changes it. */
	until: number | null;
	/** The knock-out rules that it meets: it is cold and reaches no threshold, whatever its score. */
	knockedOutBy: When[];
	groups: GroupPart[];
	steps: ScoreStep[];
	crossings: Crossing[];
	thresholds: ThresholdState[];
	/** The score over time for a chart: straight lines from one to the next. */
	line: { ms: number; score: number }[];
}

/** Places of a decaying score between first event and now that are computed for its line. */
const SAMPLES = 160;

/**
 * `events`: all of one lead in the order of replay. `at`: ms; what they are worth then, or at the last event if that is
 * later, since all events count. The score is exactly the sum of `counts` of its groups, in their order; `sum` exactly
 * that of the values of the group's rules.
 */
export function leadScore(
	events: readonly { event: ScoredEvent; ms: number }[],
	model: ScoreModel,
	at: number
): LeadScore {
	const compiled = compileModel(model);
	const { rules } = compiled;
	const watch = watchLead(compiled);
	const scorer = makeScorer(model);
	/** Of eventful rules all hits; of the others since when they hold. */
	const times: number[][] = rules.map(() => []);
	const hits = rules.map(() => 0);
	const attributes: Record<string, string> = {};
	const amount = (place: number, ms: number): number => {
		const { eventful, max, halfLife } = rules[place]!;
		const own = times[place]!;
		return eventful ? amountAt(own, 0, own.length, max, halfLife, ms) : own.length;
	};

	const steps: ScoreStep[] = [];
	const crossings = crossingFinder(
		scorer.meets,
		thresholdNames.filter((name) => compiled.thresholds[name])
	);
	const decays = rules.some(({ eventful, halfLife }) => eventful && halfLife !== Infinity);
	const last = events.at(-1)?.ms ?? at;
	const now = Math.max(at, last);
	const line: LeadScore['line'] = [];
	let before = events[0]?.ms ?? now;
	const pace = Math.max(1, (now - before) / SAMPLES);
	const follow = (to: number) => {
		for (let ms = before + pace; decays && ms < to; ms += pace)
			line.push({ ms, score: scorer.scoreAt(ms).score });
		line.push({ ms: to, score: scorer.scoreAt(to).score });
		crossings.to(to);
		before = to;
	};

	for (const { event, ms } of events) {
		follow(ms);
		const score = scorer.scoreAt(ms).score;
		const changes: ScoreStep['changes'] = [];
		if (event.attributes) Object.assign(attributes, event.attributes);
		watch(event, (place, on) => {
			const worth = amount(place, ms);
			const own = times[place]!;
			if (rules[place]!.eventful) own.push(ms);
			else times[place] = on ? [ms] : [];
			if (on) hits[place]!++;
			const { key, label, points } = model.rules[place]!;
			changes.push({ rule: key, label, value: points * (amount(place, ms) - worth) });
		});
		scorer.add(event, ms);
		if (changes.length > 0) {
			const after = scorer.scoreAt(ms);
			const { type, activity } = event;
			steps.push({ ms, type, activity, before: score, ...after, changes });
			line.push({ ms, score: after.score });
		}
		crossings.at(ms);
	}
	follow(now);

	const amounts = Float64Array.from(rules, (_, place) => amount(place, now));
	const score: Score = { fit: 0, engagement: 0, score: 0 };
	pointsAdder(compiled)(Uint32Array.from(rules.keys()), amounts, 0, rules.length, score);
	const { hotFrom, hotUntil, warmFrom, warmUntil } = scorer.result(last);
	const isIn = (from: number | null, until: number | null) =>
		until !== null && until > now && (from ?? now) <= now;
	const temperature = isIn(hotFrom, hotUntil) ? 'hot' : isIn(warmFrom, warmUntil) ? 'warm' : 'cold';
	const ends = temperature === 'hot' ? [hotUntil] : [hotFrom, warmFrom, warmUntil];
	const until = Math.min(...ends.map((end) => (end !== null && end > now ? end : Infinity)));
	const outBy = knockedOutBy(
		model.disqualify,
		events.map(({ event }) => event)
	);
	const isMet = (place: number) => place >= 0 && times[place]!.length > 0;

	return {
		...score,
		at: now,
		temperature,
		until: until === Infinity ? null : until,
		knockedOutBy: outBy,
		groups: groupParts(model, amounts, hits),
		steps,
		crossings: crossings.found,
		thresholds: thresholdNames.flatMap((name): ThresholdState[] => {
			const threshold = compiled.thresholds[name];
			if (!threshold) return [];
			const met = scorer.meets(name, now);
			const short = (least: number, has: number) => Math.max(0, least - has);
			return [
				{
					threshold: name,
					score: threshold.score,
					minFit: finite(threshold.minFit),
					minEngagement: finite(threshold.minEngagement),
					met,
					missing: {
						fit: short(threshold.minFit, score.fit),
						engagement: short(threshold.minEngagement, score.engagement),
						score: short(threshold.score, score.score)
					},
					missingRules: threshold.require
						.filter((place) => !isMet(place))
						.map((place) => model.rules[place]?.label ?? ''),
					lift: met || outBy.length > 0 ? null : liftTo(compiled, threshold, { times, attributes, at: now })
				}
			];
		}),
		line
	};
}

const finite = (n: number) => (Number.isFinite(n) ? n : null);

/** The rules that were ever met, by group in the order of the model. */
function groupParts(model: ScoreModel, amounts: Float64Array, hits: readonly number[]): GroupPart[] {
	return model.groups.map(({ key, label, kind, cap }) => {
		const rules: RulePart[] = [];
		let sum = 0;
		model.rules.forEach((rule, place) => {
			if (rule.group !== key) return;
			const amount = amounts[place]!;
			sum += rule.points * amount;
			if (hits[place]! === 0) return;
			rules.push({
				rule: rule.key,
				label: rule.label,
				points: rule.points,
				hits: hits[place]!,
				max: rule.max,
				amount,
				value: rule.points * amount
			});
		});
		return { group: key, label, kind, cap, sum, counts: Math.max(-cap, Math.min(cap, sum)), rules };
	});
}

/** Finds when thresholds are passed: at events, and between them by decay, to the millisecond. */
function crossingFinder(
	meets: (name: ThresholdName, ms: number) => boolean,
	names: readonly ThresholdName[]
) {
	const found: Crossing[] = [];
	const met = new Set<ThresholdName>();
	let since: number | null = null;
	const note = (ms: number, threshold: ThresholdName, up: boolean) => {
		if (up) met.add(threshold);
		else met.delete(threshold);
		found.push({ ms, threshold, up });
	};
	return {
		found,
		/** An event has just been taken. */
		at(ms: number): void {
			for (const name of names) if (meets(name, ms) !== met.has(name)) note(ms, name, !met.has(name));
			since = ms;
		},
		/** Nothing happens until then. */
		to(ms: number): void {
			const crossed: Crossing[] = [];
			for (const name of since === null ? [] : names) {
				const was = met.has(name);
				if (meets(name, ms) === was) continue;
				let [low, high] = [since!, ms];
				while (high - low > 1) {
					const mid = Math.floor((low + high) / 2);
					if (meets(name, mid) === was) low = mid;
					else high = mid;
				}
				crossed.push({ ms: high, threshold: name, up: !was });
			}
			for (const one of crossed.sort((a, b) => a.ms - b.ms)) note(one.ms, one.threshold, one.up);
			since = ms;
		}
	};
}
