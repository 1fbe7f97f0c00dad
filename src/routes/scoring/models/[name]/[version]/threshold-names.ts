import type { ThresholdName } from '#lib/scoring/threshold-names.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** In the order in which they are shown; what each opens. */
export const thresholds: { name: ThresholdName; effect: () => string }[] = [
	{ name: 'warm', effect: m.scoring_edit_warm_effect },
	{ name: 'hot', effect: m.scoring_edit_hot_effect },
	{ name: 'mql', effect: m.scoring_edit_mql_effect },
	{ name: 'eql', effect: m.scoring_edit_eql_effect },
	{ name: 'sql', effect: m.scoring_edit_sql_effect }
];
