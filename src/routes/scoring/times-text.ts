import { missing } from '#lib/ui/format.ts';
import * as m from '#lib/ui/paraglide/messages.js';

/** Beyond it a ratio is only said to be so large: a few leads more or less would change it by a lot. */
const mostTimes = 100;

/** How many times as often: "more than 100", "49", "2.7", "0.13", "less than 0.01". */
export const timesText = (ratio: number | null | undefined): string =>
	ratio == null
		? missing
		: ratio > mostTimes
			? m.scoring_times_more_than({ times: String(mostTimes) })
			: ratio < 1 / mostTimes
				? m.scoring_times_less_than({ times: String(1 / mostTimes) })
				: ratio >= 10
					? ratio.toFixed(0)
					: ratio >= 0.95
						? ratio.toFixed(1)
						: Number(ratio.toPrecision(2)).toString();

/** "1.9–3.8", "38 to more than 100". */
export function timesRangeText({ lo, hi }: { lo: number; hi: number }): string {
	const isPlain = lo >= 1 / mostTimes && hi <= mostTimes;
	return isPlain
		? `${timesText(lo)}–${timesText(hi)}`
		: m.scoring_times_range({ lo: timesText(lo), hi: timesText(hi) });
}
