/** The score of one lead as its events come by (METHODS: Scoring): what the replay uses. */
import { compileModel, type ScoredEvent } from './compile.ts';
import { knockedOutBy, knockOutWatcher } from './knock-outs.ts';
import type { ScoreModel } from './model.ts';
import { amountAt, passes, pointsAdder, type AddPoints, type Score } from './points.ts';
import { watchLead } from './watch.ts';

/** Stages that a threshold of the model can open. */
export type ThresholdStage = 'eql' | 'mql' | 'sql';

export interface Scorer {
	stages: ThresholdStage[];
	/** True if the lead meets a knock-out rule with all it ever told and did. */
	disqualifies(events: ScoredEvent[]): boolean;
	/** Takes the next event; times (ms) never go back. */
	add(event: ScoredEvent, ms: number): void;
	scoreAt(ms: number): Score;
	/** False while the lead meets a knock-out rule, whatever its score. */
	meets(threshold: keyof ScoreModel['thresholds'], ms: number): boolean;
	/** The score at `ms`, and from when until when it is hot and warm if nothing happens. */
	result(ms: number): Score & Spans;
}

/** ms. `from`: null if it is above the threshold already; `until`: Infinity: for good; null: it never is. */
export interface Spans {
	hotFrom: number | null;
	hotUntil: number | null;
	warmFrom: number | null;
	warmUntil: number | null;
}

const DAY = 86_400_000;

/** Decay is followed this far; a lead still warm after ten years without an event counts as warm for good. */
const HORIZON = 3650 * DAY;

const adders = new WeakMap<ScoreModel, AddPoints>();

export function makeScorer(model: ScoreModel): Scorer {
	const compiled = compileModel(model);
	const { rules, thresholds } = compiled;
	let add = adders.get(model);
	if (!add) adders.set(model, (add = pointsAdder(compiled)));
	const addPoints = add;
	const watch = watchLead(compiled);
	const watchKnockOuts = model.disqualify.length > 0 ? knockOutWatcher(model.disqualify) : null;
	/** Knock-out rules that it meets. */
	let knockOuts = 0;
	/** Times of the newest `max` hits of each rule that was ever met; of an attribute rule, since when it holds. */
	const hits = new Map<number, number[]>();
	let met: number[] = [];
	let now = 0;
	/** A rule was met whose hits lose points as time goes by. */
	let decays = false;
	/** The score that was asked for last; it stands until a hit changes it, or time where hits decay. */
	let known: { ms: number; score: Score } | null = null;
	const take = (place: number, on: boolean) => {
		const { eventful, max, halfLife } = rules[place]!;
		const times = hits.get(place);
		known = null;
		if (eventful && halfLife !== Infinity) decays = true;
		if (!eventful) hits.set(place, on ? [now] : []);
		else if (!times) hits.set(place, [now]);
		else {
			times.push(now);
			if (times.length > max) times.shift();
		}
		if (!times) met = [...hits.keys()].sort((a, b) => a - b);
	};
	const amounts: number[] = [];
	/** `bound`: the least that it can fall to, or the most that it can rise to after `ms` without another event. */
	const sum = (ms: number, bound: 'least' | 'most' | null): Score => {
		const score: Score = { fit: 0, engagement: 0, score: 0 };
		for (let i = 0; i < met.length; i++) {
			const times = hits.get(met[i]!)!;
			const { max, halfLife, eventful, points } = rules[met[i]!]!;
			const fades =
				bound !== null && eventful && halfLife !== Infinity && (bound === 'least' ? points > 0 : points < 0);
			amounts[i] = fades ? 0 : eventful ? amountAt(times, 0, times.length, max, halfLife, ms) : times.length;
		}
		addPoints(met, amounts, 0, met.length, score);
		return score;
	};
	const scoreAt = (ms: number): Score => {
		if (!known || (decays && known.ms !== ms)) known = { ms, score: sum(ms, null) };
		return known.score;
	};
	const isMet = (place: number) => (hits.get(place)?.length ?? 0) > 0;

	const meets: Scorer['meets'] = (name, ms) => {
		const threshold = thresholds[name];
		return threshold !== undefined && knockOuts === 0 && passes(threshold, scoreAt(ms), isMet);
	};

	/** Whether time can but lower the score: no hit that takes points away loses its weight. */
	const onlyFalls = () =>
		met.every((place) => {
			const { eventful, halfLife, points } = rules[place]!;
			return !eventful || halfLife === Infinity || points >= 0;
		});
	/** Whether time can but raise it. */
	const onlyRises = () =>
		met.every((place) => {
			const { eventful, halfLife, points } = rules[place]!;
			return !eventful || halfLife === Infinity || points <= 0;
		});

	const until = (name: 'hot' | 'warm', ms: number): number | null => {
		if (!meets(name, ms)) return null;
		if (!decays || passes(thresholds[name]!, sum(ms, 'least'), isMet)) return Infinity;
		// What can rise again is looked at day by day.
		const step = onlyFalls() ? HORIZON : DAY;
		let high = ms + step;
		while (high <= ms + HORIZON && meets(name, high)) high += step;
		if (high > ms + HORIZON) return Infinity;
		let low = high - step;
		while (high - low > 1) {
			const mid = Math.floor((low + high) / 2);
			if (meets(name, mid)) low = mid;
			else high = mid;
		}
		return high;
	};

	/** When it passes the threshold for the first time after `ms`, where it does not; null: never. */
	const rise = (name: 'hot' | 'warm', ms: number): number | null => {
		if (!decays || knockOuts > 0 || onlyFalls()) return null;
		const step = onlyRises() ? HORIZON : DAY;
		for (let low = ms; low < ms + HORIZON; low += step) {
			if (!passes(thresholds[name]!, sum(low, 'most'), isMet)) return null;
			if (!meets(name, low + step)) continue;
			let high = low + step;
			while (high - low > 1) {
				const mid = Math.floor((low + high) / 2);
				if (meets(name, mid)) high = mid;
				else low = mid;
			}
			return high;
		}
		return null;
	};

	const span = (name: 'hot' | 'warm', ms: number) => {
		const from = meets(name, ms) ? null : rise(name, ms);
		return { from, until: until(name, from ?? ms) };
	};

	return {
		stages: (['eql', 'mql', 'sql'] as const).filter((name) => thresholds[name]),
		disqualifies: (events) => knockedOutBy(model.disqualify, events).length > 0,
		add: (event, ms) => {
			now = ms;
			watch(event, take);
			watchKnockOuts?.see(event, (_, on) => (knockOuts += on ? 1 : -1));
		},
		scoreAt,
		meets,
		result: (ms) => {
			const [hot, warm] = [span('hot', ms), span('warm', ms)];
			const spans = { hotFrom: hot.from, hotUntil: hot.until, warmFrom: warm.from, warmUntil: warm.until };
			return { ...scoreAt(ms), ...spans };
		}
	};
}
