import type { ThresholdName } from '#lib/scoring/threshold-names.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** In the order in which they are shown; what each opens. */
export const thresholds: { name: ThresholdName; label: () => string; effect: () => string }[] = [
	{ name: 'warm', label: m.scoring_edit_warm, effect: m.scoring_edit_warm_effect },
	{ name: 'hot', label: m.scoring_edit_hot, effect: m.scoring_edit_hot_effect },
	{ name: 'mql', label: m.scoring_edit_mql, effect: m.scoring_edit_mql_effect },
	{ name: 'eql', label: m.scoring_edit_eql, effect: m.scoring_edit_eql_effect },
	{ name: 'sql', label: m.scoring_edit_sql, effect: m.scoring_edit_sql_effect }
];
