/** What the data hold that a condition can ask for. */
import type { EventType } from '#lib/events/event.ts';

export interface Counted {
	leads: number;
	/** Of these leads. */
	clients: number;
}

export interface ActivityFacts extends Counted {
	name: string;
	events: number;
}

export interface EventFacts extends Counted {
	type: EventType;
	events: number;
}

export interface ValueFacts extends Counted {
	value: string;
}

/** Of an attribute: the latest value of each lead that told one. Of a field of an activity: all that was told. */
export interface AttributeFacts extends Counted {
	name: string;
	/** How many values differ. */
	values: number;
	/** Leads whose value is a number, and the range of those numbers. */
	numbers: number;
	min: number | null;
	max: number | null;
	/** The commonest, at most {@link MOST_COMMON}. */
	common: ValueFacts[];
}

export interface ConditionFacts extends Counted {
	/** Leads of the data: more than `leads` where only a sample of them was counted. */
	all: number;
	/** The commonest first. */
	activities: ActivityFacts[];
	events: EventFacts[];
	/** By name. */
	attributes: AttributeFacts[];
}

/** Leads that meet a condition today; `isAbout`: estimated from a sample of those that may. */
export interface ConditionCount extends Counted {
	isAbout: boolean;
}

export const MOST_COMMON = 12;

/** The number that a value is, as conditions compare it; null: none. */
export function numberIn(text: string): number | null {
	const number = text.trim() === '' ? NaN : Number(text);
	return Number.isFinite(number) ? number : null;
}

/** Sums up the values of one attribute, the commonest first. */
export function attributeFacts(name: string, values: readonly ValueFacts[]): AttributeFacts {
	const facts: AttributeFacts = {
		name,
		leads: 0,
		clients: 0,
		values: values.length,
		numbers: 0,
		min: null,
		max: null,
		common: values.slice(0, MOST_COMMON)
	};
	for (const { value, leads, clients } of values) {
		facts.leads += leads;
		facts.clients += clients;
		const number = numberIn(value);
		if (number === null) continue;
		facts.numbers += leads;
		facts.min = Math.min(facts.min ?? number, number);
		facts.max = Math.max(facts.max ?? number, number);
	}
	return facts;
}

/** All its values are numbers, most of them are, or none or few. */
export const numberKind = ({ leads, numbers }: AttributeFacts): 'all' | 'most' | 'few' =>
	numbers === leads && leads > 0 ? 'all' : numbers * 2 > leads ? 'most' : 'few';
