import { conditionOf, type AnswerPart } from '#lib/scoring/answers.ts';
import { conditionText } from '#lib/ui/condition-text.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** "Budget is “approved”", "did “webinar”", "Budget is not known". */
export function partText(part: AnswerPart): string {
	const when = conditionOf(part);
	if (when) return conditionText(when);
	return part.kind === 'did' ? part.activity : m.scoring_shared_not_told({ name: part.attribute });
}
