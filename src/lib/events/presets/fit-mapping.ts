/** Leaves of a mapping what a file has columns for. */
import type {
	Condition,
	CostsMapping,
	EventRule,
	EventsMapping,
	Mapping,
	TextRef,
	TimeRef
} from '../mapping-schema.ts';
import { textFields } from '../event.ts';
import type { FindColumn } from './column-names.ts';

/** Null if nothing that makes sense is left: no key of the lead, or no event; no date, channel or amount. */
export function fitMapping(mapping: Mapping, find: FindColumn): Mapping | null {
	return mapping.kind === 'events' ? fitEvents(mapping, find) : fitCosts(mapping, find);
}

function fitEvents(mapping: EventsMapping, find: FindColumn): EventsMapping | null {
	const { row, lead, attributes, events, ...rest } = mapping;
	const fittedLead = fitRefs(lead, find);
	const rules = events.map((rule) => fitRule(rule, find)).filter((rule) => rule !== null);
	if (!(fittedLead.id ?? fittedLead.email ?? fittedLead.phone) || rules.length === 0) return null;
	const own = Array.isArray(attributes) ? present(attributes.map(find)) : attributes;
	return {
		...rest,
		...fitRefs({ row }, find),
		lead: fittedLead,
		...(own && own.length > 0 ? { attributes: own } : {}),
		events: rules
	};
}

function fitCosts(mapping: CostsMapping, find: FindColumn): CostsMapping | null {
	const { date, channel, campaign, amount, currency, clicks, impressions, spread, ...rest } = mapping;
	const fitted = fitRefs({ date, channel, amount }, find);
	if (!fitted.date || !fitted.channel || !fitted.amount) return null;
	return {
		...rest,
		date: fitted.date,
		channel: fitted.channel,
		amount: fitted.amount,
		...fitRefs({ campaign, currency, clicks, impressions }, find),
		...fitSpread(spread, find)
	};
}

function fitSpread(spread: CostsMapping['spread'], find: FindColumn): Pick<CostsMapping, 'spread'> {
	if (typeof spread !== 'object') return spread ? { spread } : {};
	const until = fitRef(spread.until, find);
	return until === undefined ? {} : { spread: { until } };
}

/** The rule without what it cannot have; null if its time or a condition that no row could meet is gone. */
function fitRule(rule: EventRule, find: FindColumn): EventRule | null {
	const { type, at, atMissing, if: conditions, attributes, approximate, id, amount, ...texts } = rule;
	const checks = fitConditions(conditions, find);
	if (checks === null) return null;

	const time = fitTime(at, find);
	const instead = atMissing && fitTime(atMissing.use, find);
	const when = time
		? { at: time, ...(instead ? { atMissing: { ...atMissing, use: instead } } : {}) }
		: instead && { at: instead };
	if (!when) return null;
	const isApproximate = approximate ?? (!time && atMissing?.approximate);

	const typeColumn = typeof type === 'string' ? undefined : find(type.column);
	if (typeof type !== 'string' && typeColumn === undefined) return null;

	return {
		type: typeof type === 'string' ? type : { ...type, column: typeColumn! },
		...when,
		...(isApproximate ? { approximate: true } : {}),
		...fitRefs({ id, amount, ...pick(texts) }, find),
		...fitAttributes(attributes, find),
		...(Object.keys(checks).length > 0 ? { if: checks } : {})
	};
}

const pick = (texts: Partial<Record<(typeof textFields)[number], TextRef>>) =>
	Object.fromEntries(textFields.map((field) => [field, texts[field]]));

function fitAttributes(attributes: EventRule['attributes'], find: FindColumn): Pick<EventRule, 'attributes'> {
	if (!attributes) return {};
	const fitted = Array.isArray(attributes)
		? present(attributes.map(find))
		: (fitRefs(attributes, find) as Record<string, TextRef>);
	return Object.keys(fitted).length > 0 ? { attributes: fitted } : {};
}

/** The references that are left, under their keys. */
function fitRefs<Key extends string>(
	refs: Partial<Record<Key, TextRef | undefined>>,
	find: FindColumn
): Partial<Record<Key, TextRef>> {
	const fitted: Partial<Record<Key, TextRef>> = {};
	for (const [key, ref] of Object.entries<TextRef | undefined>(refs)) {
		const left = ref === undefined ? undefined : fitRef(ref, find);
		if (left !== undefined) fitted[key as Key] = left;
	}
	return fitted;
}

function fitRef(ref: TextRef, find: FindColumn): TextRef | undefined {
	if (typeof ref === 'string') return find(ref);
	if (Array.isArray(ref)) return oneOrMore(present(ref.map(find)));
	if ('const' in ref) return ref;
	const { column, if: conditions, else: otherwise, ...rest } = ref;
	const checks = fitConditions(conditions, find);
	const main = checks === null ? undefined : find(column);
	const other = otherwise === undefined ? undefined : find(otherwise);
	const always = checks === null || Object.keys(checks).length === 0;
	const only = always ? (main ?? other) : main;
	if (only === undefined) return undefined;
	const left = always ? { column: only } : { column: only, if: checks, ...(other ? { else: other } : {}) };
	return Object.keys(left).length + Object.keys(rest).length > 1 ? { ...left, ...rest } : only;
}

function fitTime(ref: TimeRef, find: FindColumn): TimeRef | undefined {
	if (typeof ref === 'string') return find(ref);
	if (Array.isArray(ref)) return oneOrMore(present(ref.map(find)));
	if ('const' in ref) return ref;
	const { column, plus, ...rest } = ref;
	const start = find(column);
	const more = plus === undefined ? undefined : find(plus);
	if (start === undefined || (plus !== undefined && more === undefined)) return undefined;
	return { ...rest, column: start, ...(more === undefined ? {} : { plus: more }) };
}

/** The conditions on columns that are there; null if a missing cell does not meet one of the others. */
function fitConditions(
	conditions: Record<string, Condition> | undefined,
	find: FindColumn
): Record<string, Condition> | null {
	const fitted: Record<string, Condition> = {};
	for (const [name, condition] of Object.entries(conditions ?? {})) {
		const column = find(name);
		if (column !== undefined) fitted[column] = condition;
		else if (condition === 'present') return null;
		else if (Array.isArray(condition) && !condition.includes('')) return null;
	}
	return fitted;
}

const present = (names: (string | undefined)[]): string[] => [
	...new Set(names.filter((name) => name !== undefined))
];

const oneOrMore = (names: string[]) => (names.length > 1 ? names : names[0]);
