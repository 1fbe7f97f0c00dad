/** The instant up to which the data are judged (DESIGN: As-of date). */

const GAP = 14 * 86_400_000;
const TAIL = 0.001;
const ENOUGH = 1000;

/** How many of the newest exact events `asOf` must see when there are `total`. */
export const asOfDepth = (total: number) => (total < ENOUGH ? 1 : Math.floor(total * TAIL) + 1);

/**
 * The newest exact event time (ms), or null without events. With at least 1,000 exact events a tail of at most 0.1 %
 * of them behind a gap of 14 days or more does not count; of several such gaps the earliest.
 * `newest`: the `asOfDepth(total)` newest times, the newest first.
 */
export function asOf(newest: number[], total: number): number | null {
	let index = 0;
	for (let i = 1; i < Math.min(newest.length, asOfDepth(total)); i++)
		if (newest[i - 1]! - newest[i]! >= GAP) index = i;
	return newest[index] ?? null;
}
