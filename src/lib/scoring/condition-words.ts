/** What a condition says, as parts that a page and the command put into words. */
import type { EventType } from '#lib/events/event.ts';
import type { AttributeCondition, When } from './model.ts';

/** About one attribute; of an activity, about a field of it. Values as they are written. */
export type AttributePart = { name: string } & (
	| { kind: 'is' | 'atLeast' | 'atMost' | 'contains'; value: string }
	| { kind: 'oneOf'; values: string[] }
	| { kind: 'between'; from: string; to: string }
	| { kind: 'known' }
);

export type ConditionPart =
	| AttributePart
	| { kind: 'did'; activity: string; where: AttributePart[] }
	| { kind: 'event'; event: EventType }
	/** At least two, none of them again `all`. */
	| { kind: 'all'; parts: Exclude<ConditionPart, { kind: 'all' }>[] };

/** A list of one is that one, and "all of" within "all of" is one list. */
export function conditionPart(when: When): ConditionPart {
	if ('all' in when) {
		const parts = when.all.flatMap((one) => {
			const part = conditionPart(one);
			return part.kind === 'all' ? part.parts : [part];
		});
		return parts.length === 1 ? parts[0]! : { kind: 'all', parts };
	}
	if ('attribute' in when) return attributePart(when);
	if ('event' in when) return { kind: 'event', event: when.event };
	return { kind: 'did', activity: filled(when.activity), where: (when.where ?? []).map(attributePart) };
}

/** What is still to be filled in while a model is edited. */
const filled = (text: unknown) => (text === null || text === '' ? '…' : String(text));

function attributePart({ attribute, op, value }: AttributeCondition): AttributePart {
	const name = filled(attribute);
	const values = (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(filled);
	switch (op) {
		case 'exists':
			return { name, kind: 'known' };
		case 'in':
			return values.length === 1
				? { name, kind: 'is', value: values[0] ?? '…' }
				: { name, kind: 'oneOf', values };
		case 'between':
			return { name, kind: 'between', from: values[0] ?? '…', to: values[1] ?? '…' };
		case 'gte':
			return { name, kind: 'atLeast', value: values[0] ?? '…' };
		case 'lte':
			return { name, kind: 'atMost', value: values[0] ?? '…' };
		case 'eq':
			return { name, kind: 'is', value: values[0] ?? '…' };
		case 'contains':
			return { name, kind: 'contains', value: values[0] ?? '…' };
	}
}
