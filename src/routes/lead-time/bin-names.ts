import type { binStarts } from '#lib/leadtime/step-times.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** What the bins of the distribution are called, by where they begin. */
export const binNames: Record<(typeof binStarts)[number], () => string> = {
	0: m.steps_bin_0,
	1: m.steps_bin_1,
	2: m.steps_bin_2,
	4: m.steps_bin_4,
	8: m.steps_bin_8,
	15: m.steps_bin_15,
	31: m.steps_bin_31,
	91: m.steps_bin_91
};
