/** Which events a structure looks at: all others can stay unread. */
import type { Structure } from './structure.ts';
import type { When } from './model.ts';

export interface Concern {
	/** Types of event, and activities, that a condition names. */
	types: string[];
	activities: string[];
	/** Attributes that a condition looks at, in any event that has them. */
	attributes: string[];
	/** Those and the ones that an activity alone is asked for. */
	values: string[];
}

export function concernOf({ rules, disqualify }: Structure): Concern {
	const found = {
		types: new Set<string>(),
		activities: new Set<string>(),
		attributes: new Set<string>(),
		values: new Set<string>()
	};
	const look = (when: When): void => {
		if ('all' in when) when.all.forEach(look);
		else if ('event' in when) found.types.add(when.event);
		else if ('activity' in when) {
			found.activities.add(when.activity);
			for (const { attribute } of when.where ?? []) found.values.add(attribute);
		} else found.attributes.add(when.attribute);
	};
	[...rules, ...disqualify].forEach(look);
	const sorted = (names: Iterable<string>) => [...names].sort();
	return {
		types: sorted(found.types),
		activities: sorted(found.activities),
		attributes: sorted(found.attributes),
		values: sorted(new Set([...found.attributes, ...found.values]))
	};
}
