/** A score model prepared for many leads: whom each event concerns, and the points of rules by place. */
import { numberIn } from './condition-facts.ts';
import type { AttributeCondition, ScoreModel, Threshold, When } from './model.ts';
import type { ThresholdName } from './threshold-names.ts';

/** What a rule can look at in an event. */
export interface ScoredEvent {
	type: string;
	activity: string | null;
	attributes: Record<string, string> | null;
}

export interface CompiledModel {
	model: ScoreModel;
	rules: CompiledRule[];
	/** Places of the rules that an event with this activity can meet; of this type; that this attribute can change. */
	byActivity: Map<string, number[]>;
	byType: Map<string, number[]>;
	byAttribute: Map<string, number[]>;
	/** Of each group: its cap, and whether its points are fit. */
	caps: Float64Array;
	isFit: Uint8Array;
	thresholds: Partial<Record<ThresholdName, CompiledThreshold>>;
}

export interface CompiledRule {
	when: When;
	/** It happens at an event, and its hits are counted; else it holds or does not. */
	eventful: boolean;
	/** Place of its group; -1: of none, so that its points count nowhere. */
	group: number;
	points: number;
	max: number;
	/** ms; Infinity: hits keep their points. */
	halfLife: number;
}

export interface CompiledThreshold extends Required<Omit<Threshold, 'require'>> {
	/** Places of the rules that must be met; -1: one that does not exist. */
	require: number[];
}

const DAY = 86_400_000;

/** True for a condition that happens at an event rather than describing the lead. */
export const isEventful = (when: When): boolean =>
	'activity' in when || 'event' in when || ('all' in when && when.all.some(isEventful));

const compiled = new WeakMap<ScoreModel, CompiledModel>();

/** Prepares a model; the same object is prepared once. */
export function compileModel(model: ScoreModel): CompiledModel {
	const known = compiled.get(model);
	if (known) return known;
	const groups = new Map(model.groups.map((group, i) => [group.key, i]));
	const places = new Map(model.rules.map((rule, i) => [rule.key, i]));
	const made: CompiledModel = {
		model,
		rules: model.rules.map((rule) => ({
			when: rule.when,
			eventful: isEventful(rule.when),
			group: groups.get(rule.group) ?? -1,
			points: rule.points,
			max: rule.max,
			halfLife: rule.halfLifeDays === undefined ? Infinity : rule.halfLifeDays * DAY
		})),
		byActivity: new Map(),
		byType: new Map(),
		byAttribute: new Map(),
		caps: Float64Array.from(model.groups, (group) => group.cap),
		isFit: Uint8Array.from(model.groups, (group) => (group.kind === 'fit' ? 1 : 0)),
		thresholds: {}
	};
	for (const [name, threshold] of Object.entries(model.thresholds))
		if (threshold)
			made.thresholds[name as ThresholdName] = {
				score: threshold.score,
				minFit: threshold.minFit ?? -Infinity,
				minEngagement: threshold.minEngagement ?? -Infinity,
				require: (threshold.require ?? []).map((key) => places.get(key) ?? -1)
			};
	made.rules.forEach((rule, place) => watch(made, rule.when, rule.eventful, place));
	compiled.set(model, made);
	return made;
}

/** Notes which events the rule at `place` looks at: an eventful one at its events, another at its attributes. */
function watch(made: CompiledModel, when: When, eventful: boolean, place: number): void {
	const note = (map: Map<string, number[]>, key: string) => {
		const list = map.get(key);
		if (!list) map.set(key, [place]);
		else if (list.at(-1) !== place) list.push(place);
	};
	if ('all' in when) {
		// An event has to meet every part: it is enough to look at it for the first part that is about events.
		const parts = eventful ? [when.all.find(isEventful)!] : when.all;
		for (const part of parts) watch(made, part, eventful, place);
	} else if ('attribute' in when) note(made.byAttribute, when.attribute);
	else if ('event' in when) note(made.byType, when.event);
	else note(made.byActivity, when.activity);
}

/** `eq` and `in` compare the exact text, `contains` ignores case; numbers never match text that is not one. */
export function holds(condition: AttributeCondition, attributes: Record<string, string>): boolean {
	const text = attributes[condition.attribute];
	if (text === undefined || text === '') return false;
	const { value } = condition;
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
			return numberOf(text) >= Number(value);
		case 'lte':
			return numberOf(text) <= Number(value);
		case 'between':
			return Array.isArray(value) && numberOf(text) >= Number(value[0]) && numberOf(text) <= Number(value[1]);
	}
}

const numberOf = (text: string): number => numberIn(text) ?? NaN;

/** Whether a condition is met by an event (null: by none) of a lead with these attributes. */
export function matches(when: When, event: ScoredEvent | null, attributes: Record<string, string>): boolean {
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
