import * as m from '#lib/ui/paraglide/messages.js';

/** What each threshold of a model opens. */
export const thresholdWords = {
	warm: m.scoring_gate_warm,
	hot: m.scoring_gate_hot,
	eql: m.scoring_gate_eql,
	mql: m.scoring_gate_mql,
	sql: m.scoring_gate_sql
};
