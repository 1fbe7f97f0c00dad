/** What a threshold of a score model is called. */
import type { ThresholdName } from '#lib/scoring/threshold-names.ts';
import * as m from './paraglide/messages.js';
import type { Words } from './words.ts';

export const thresholdWords: Words<ThresholdName> = {
	warm: m.threshold_warm,
	hot: m.threshold_hot,
	eql: m.threshold_eql,
	mql: m.threshold_mql,
	sql: m.threshold_sql
};
