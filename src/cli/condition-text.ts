/** The words for a condition of a score model on a terminal. */
import { conditionPart, type ConditionPart } from '#lib/scoring/condition-words.ts';
import type { When } from '#lib/scoring/model.ts';

/** What a condition says, within a sentence: `Budget is "approved"`, `did "webinar"`. */
export const conditionText = (when: When): string => partText(conditionPart(when));

const quoted = (text: string) => `"${text}"`;

function partText(part: ConditionPart): string {
	switch (part.kind) {
		case 'is':
			return `${part.name} is ${quoted(part.value)}`;
		case 'oneOf':
			return `${part.name} is one of ${part.values.map(quoted).join(', ') || 'no values'}`;
		case 'atLeast':
			return `${part.name} is at least ${part.value}`;
		case 'atMost':
			return `${part.name} is at most ${part.value}`;
		case 'between':
			return `${part.name} is between ${part.from} and ${part.to}`;
		case 'contains':
			return `${part.name} contains ${quoted(part.value)}`;
		case 'known':
			return `${part.name} is known`;
		case 'did': {
			const where = part.where.map(partText).join(' and ');
			return `did ${quoted(part.activity)}${where && ` (${where})`}`;
		}
		case 'event':
			return `has an event ${quoted(part.event)}`;
		case 'all':
			return part.parts.map(partText).join(' and ');
	}
}
