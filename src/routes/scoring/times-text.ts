import { missing } from '#lib/ui/format.ts';

/** How many times as often: "49", "2.7", "0.13". */
export const timesText = (ratio: number | null | undefined): string =>
	ratio == null
		? missing
		: ratio >= 10
			? ratio.toFixed(0)
			: ratio >= 0.95
				? ratio.toFixed(1)
				: Number(ratio.toPrecision(2)).toString();
