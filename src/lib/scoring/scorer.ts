/** The score of one lead as its events come by (METHODS: Scoring). The replay and every other score use it. */
import type { AttributeCondition, ScoreModel, Threshold, When } from './model.ts';

/** What a rule can look at in an event. */
export interface ScoredEvent {
	type: string;
	activity: string | null;
	attributes: Record<string, string> | null;
}

export interface Score {
	fit: number;
	engagement: number;
	score: number;
}

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

/** `eq` and `in` compare the exact text, `contains` ignores case; numbers never match text that is not one. */
export function holds(condition: AttributeCondition, attributes: Record<string, string>): boolean {
	const text = attributes[condition.attribute];
	if (text === undefined || text === '') return false;
	const { value } = condition;
	const number = text.trim() === '' ? NaN : Number(text);
	switch (condition.op) {
		case 'exists':
			return true;
		case 'eq':
			return text === String(value);
		case 'in':
			return Array.isArray(value) && value.some((one) => text === String(one));
		case 'contains':
			return text.toLowerCase().includes(String(value).toLowerCase());
		case 'gte':
			return number >= Number(value);
		case 'lte':
			return number <= Number(value);
		case 'between':
			return Array.isArray(value) && number >= Number(value[0]) && number <= Number(value[1]);
	}
}

/** True for a condition that happens at an event rather than describing the lead. */
const isEventful = (when: When): boolean =>
	'activity' in when || 'event' in when || ('all' in when && when.all.some(isEventful));

function matches(when: When, event: ScoredEvent | null, attributes: Record<string, string>): boolean {
	if ('all' in when) return when.all.every((one) => matches(one, event, attributes));
	if ('attribute' in when) return holds(when, attributes);
	if (!event) return false;
	if ('event' in when) return event.type === when.event;
	return (
		event.type === 'activity' &&
		event.activity === when.activity &&
		(when.where ?? []).every((condition) => holds(condition, event.attributes ?? {}))
	);
}

export function makeScorer(model: ScoreModel): Scorer {
	const kinds = new Map(model.groups.map((group) => [group.key, group.kind]));
	const rules = model.rules.map((rule) => ({ ...rule, eventful: isEventful(rule.when) }));
	const attributes: Record<string, string> = {};
	/** Times of the newest `max` hits of each eventful rule. */
	const hits = new Map<string, number[]>(rules.map((rule) => [rule.key, []]));

	const pointsAt = (rule: (typeof rules)[number], ms: number) => {
		if (!rule.eventful) return matches(rule.when, null, attributes) ? rule.points : 0;
		const times = hits.get(rule.key)!;
		if (!rule.halfLifeDays) return rule.points * times.length;
		const halfLife = rule.halfLifeDays * DAY;
		return times.reduce((sum, hit) => sum + rule.points * 2 ** ((hit - ms) / halfLife), 0);
	};

	const scoreAt = (ms: number): Score => {
		const sums = new Map<string, number>();
		for (const rule of rules) sums.set(rule.group, (sums.get(rule.group) ?? 0) + pointsAt(rule, ms));
		const score: Score = { fit: 0, engagement: 0, score: 0 };
		for (const group of model.groups) {
			const points = Math.max(-group.cap, Math.min(group.cap, sums.get(group.key) ?? 0));
			score[kinds.get(group.key)!] += points;
			score.score += points;
		}
		return score;
	};

	const fired = (key: string) => {
		const rule = rules.find((one) => one.key === key);
		if (!rule) return false;
		return rule.eventful ? hits.get(key)!.length > 0 : matches(rule.when, null, attributes);
	};

	const passes = (threshold: Threshold, { fit, engagement, score }: Score) =>
		score >= threshold.score &&
		fit >= (threshold.minFit ?? -Infinity) &&
		engagement >= (threshold.minEngagement ?? -Infinity) &&
		(threshold.require ?? []).every(fired);

	const meets: Scorer['meets'] = (name, ms) => {
		const threshold = model.thresholds[name];
		return threshold !== undefined && passes(threshold, scoreAt(ms));
	};

	const decays = () => rules.some((rule) => rule.halfLifeDays && hits.get(rule.key)!.length > 0);

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
		stages: (['eql', 'mql', 'sql'] as const).filter((name) => model.thresholds[name]),
		disqualifies: (events) => {
			if (model.disqualify.length === 0) return false;
			const all: Record<string, string> = {};
			for (const event of events) Object.assign(all, event.attributes);
			return model.disqualify.some((when) =>
				isEventful(when) ? events.some((event) => matches(when, event, all)) : matches(when, null, all)
			);
		},
		add: (event, ms) => {
			if (event.attributes) Object.assign(attributes, event.attributes);
			for (const rule of rules) {
				if (!rule.eventful || !matches(rule.when, event, attributes)) continue;
				const times = hits.get(rule.key)!;
				times.push(ms);
				if (times.length > rule.max) times.shift();
			}
		},
		scoreAt,
		meets,
		result: (ms) => ({ ...scoreAt(ms), hotUntil: until('hot', ms), warmUntil: until('warm', ms) })
	};
}
