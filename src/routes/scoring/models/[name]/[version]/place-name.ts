import type { ScoreModel } from '#lib/scoring/model.ts';
import * as m from '#lib/ui/paraglide/messages.js';
import { thresholdWords } from '#lib/ui/threshold-words.ts';
import { word } from '#lib/ui/words.ts';

/** What a place of the model is called: a rule by its label, "Group Fit", "Knock-out rule 1". */
export function placeName({ groups, rules }: ScoreModel, [list, at]: readonly (string | number)[]): string {
	if (list === 'rules') return rules[Number(at)]?.label || m.scoring_edit_rule_unnamed();
	if (list === 'groups') return m.scoring_edit_group_named({ group: groups[Number(at)]?.label ?? '' });
	if (list === 'disqualify') return m.scoring_edit_knock_out_n({ n: Number(at) + 1 });
	if (list === 'name') return m.scoring_edit_name();
	return list === 'thresholds' && at !== undefined
		? word(thresholdWords, String(at))
		: m.scoring_edit_title_model();
}
