/** The words for what is hardly meant in a model. */
import type { ModelWarning } from '#lib/scoring/model-warnings.ts';
import { formatCount, formatNumber } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

const tooHigh = {
	score: m.scoring_edit_warn_score,
	fit: m.scoring_edit_warn_fit,
	engagement: m.scoring_edit_warn_interest
};

export function warningText(warning: ModelWarning): string {
	switch (warning.kind) {
		case 'noLead':
			return m.scoring_edit_warn_no_lead();
		case 'twoEvents':
			return m.scoring_edit_warn_two_events();
		case 'capZero':
			return m.scoring_edit_warn_cap_zero();
		case 'emptyGroup':
			return m.scoring_edit_warn_empty_group();
		case 'atInstant':
			return m.scoring_edit_warn_at_instant();
		case 'hotBelowWarm':
			return m.scoring_edit_warn_hot_below_warm();
		case 'noAttribute':
			return m.scoring_edit_warn_no_attribute(warning);
		case 'noActivity':
			return m.scoring_edit_warn_no_activity(warning);
		case 'mixed':
			return m.scoring_edit_warn_mixed({
				name: warning.name,
				n: warning.texts,
				texts: formatCount(warning.texts),
				leads: formatCount(warning.leads)
			});
		case 'sameCondition':
			return m.scoring_edit_warn_same({ other: warning.other });
		case 'tooHigh':
			return tooHigh[warning.of]({ most: formatNumber(warning.most) });
	}
}
