/** The words for a condition of a score model. */
import { conditionPart, type ConditionPart } from '#lib/scoring/condition-words.ts';
import type { When } from '#lib/scoring/model.ts';
import { eventName } from './event-words.ts';
import * as m from './paraglide/messages.js';

/** What a condition says, within a sentence: "Budget is “approved”", "did “webinar”". */
export const conditionText = (when: When): string => partText(conditionPart(when));

function partText(part: ConditionPart): string {
	switch (part.kind) {
		case 'is':
			return m.scoring_condition_is(part);
		case 'oneOf':
			return part.values.length === 0
				? m.scoring_condition_one_of_none(part)
				: m.scoring_condition_one_of({
						name: part.name,
						values: part.values.map((value) => m.scoring_condition_value({ value })).join(', ')
					});
		case 'atLeast':
			return m.scoring_condition_at_least(part);
		case 'atMost':
			return m.scoring_condition_at_most(part);
		case 'between':
			return m.scoring_condition_between(part);
		case 'contains':
			return m.scoring_condition_contains(part);
		case 'known':
			return m.scoring_condition_known(part);
		case 'did':
			return part.where.length === 0
				? m.scoring_condition_did(part)
				: m.scoring_condition_did_where({
						activity: part.activity,
						where: part.where.map(partText).join(m.scoring_condition_and())
					});
		case 'event':
			return m.scoring_condition_event({ event: eventName(part.event) });
		case 'all':
			return part.parts.map(partText).join(m.scoring_condition_and());
	}
}
