/** The score of one lead as its events come by (METHODS: Scoring): what the replay uses. */
import { compileModel, disqualifies, type ScoredEvent } from './compile.ts';
import type { ScoreModel } from './model.ts';
import { amountAt, passes, pointsAdder, type AddPoints, type Score } from './points.ts';
import { watchLead } from './watch.ts';

/** Stages that a threshold of the model can open. */
export type ThresholdStage = 'eql' | 'mql' | 'sql';

export interface Scorer {
	stages: ThresholdStage[];
	/** True if the lead meets a disqualifying rule on all it ever told and did. */
	disqualifies(events: ScoredEvent[]): boolean;
	/** Takes the next event; times (ms) never go back. */
	add(event: ScoredEvent, ms: number): void;
	scoreAt(ms: number): Score;
	meets(threshold: keyof ScoreModel['thresholds'], ms: number): boolean;
	/** The score at `ms` and until when decay keeps it hot and warm (Infinity: for good; null: it is not). */
	result(ms: number): Score & { hotUntil: number | null; warmUntil: number | null };
}

const DAY = 86_400_000;

/** Decay is followed this far; a lead still warm after ten years without an event counts as warm for good. */
const HORIZON_DAYS = 3650;

const adders = new WeakMap<ScoreModel, AddPoints>();

export function makeScorer(model: ScoreModel): Scorer {
	const compiled = compileModel(model);
	const { rules, thresholds } = compiled;
	let add = adders.get(model);
	if (!add) adders.set(model, (add = pointsAdder(compiled)));
	const addPoints = add;
	const watch = watchLead(compiled);
	/** Times of the newest `max` hits of each rule that was ever met; of an attribute rule, since when it holds. */
	const hits = new Map<number, number[]>();
	let met: number[] = [];
	let now = 0;
	const take = (place: number, on: boolean) => {
		const { eventful, max } = rules[place]!;
		const times = hits.get(place);
		if (!eventful) hits.set(place, on ? [now] : []);
		else if (!times) hits.set(place, [now]);
		else {
			times.push(now);
			if (times.length > max) times.shift();
		}
		if (!times) met = [...hits.keys()].sort((a, b) => a - b);
	};
	const amounts: number[] = [];
	const scoreAt = (ms: number): Score => {
		const score: Score = { fit: 0, engagement: 0, score: 0 };
		met.forEach((place, i) => {
			const times = hits.get(place)!;
			const { max, halfLife, eventful } = rules[place]!;
			amounts[i] = eventful ? amountAt(times, 0, times.length, max, halfLife, ms) : times.length;
		});
		addPoints(met, amounts, 0, met.length, score);
		return score;
	};
	const isMet = (place: number) => (hits.get(place)?.length ?? 0) > 0;

	const meets: Scorer['meets'] = (name, ms) => {
		const threshold = thresholds[name];
		return threshold !== undefined && passes(threshold, scoreAt(ms), isMet);
	};

	const decays = () =>
		met.some((place) => rules[place]!.eventful && rules[place]!.halfLife !== Infinity && isMet(place));

	const until = (name: 'hot' | 'warm', ms: number): number | null => {
		if (!meets(name, ms)) return null;
		if (!decays()) return Infinity;
		let day = 1;
		while (day <= HORIZON_DAYS && meets(name, ms + day * DAY)) day++;
		if (day > HORIZON_DAYS) return Infinity;
		let low = ms + (day - 1) * DAY;
		let high = ms + day * DAY;
		while (high - low > 1) {
			const mid = Math.floor((low + high) / 2);
			if (meets(name, mid)) low = mid;
			else high = mid;
		}
		return high;
	};

	return {
		stages: (['eql', 'mql', 'sql'] as const).filter((name) => thresholds[name]),
		disqualifies: (events) => disqualifies(compiled, events),
		add: (event, ms) => {
			now = ms;
			watch(event, take);
		},
		scoreAt,
		meets,
		result: (ms) => ({ ...scoreAt(ms), hotUntil: until('hot', ms), warmUntil: until('warm', ms) })
	};
}
