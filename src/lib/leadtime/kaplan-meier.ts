/** When half of those who are under way have arrived, though some are still under way (METHODS, section 5). */

/**
 * The Kaplan–Meier median: the first time at which S ≤ 1/2, where S falls by d/Y at each time with d arrivals among the
 * Y who were still followed. Null while fewer than half are known to have arrived.
 * `events`: times of the arrivals; `open`: how long the others have been followed; both in any order, in one unit. At
 * equal times arrivals come first. `weight`: how many each arrival stands for.
 */
export function kaplanMeierMedian(
	events: readonly number[] | Float64Array,
	open: readonly number[] | Float64Array,
	weight = 1
): number | null {
	const arrived = Float64Array.from(events).sort();
	const followed = Float64Array.from(open).sort();
	let left = 1;
	let gone = 0;
	for (let i = 0; i < arrived.length;) {
		const time = arrived[i]!;
		let next = i;
		while (next < arrived.length && arrived[next] === time) next++;
		while (gone < followed.length && followed[gone]! < time) gone++;
		const atRisk = weight * (arrived.length - i) + (followed.length - gone);
		left *= 1 - (weight * (next - i)) / atRisk;
		if (left <= HALF) return time;
		i = next;
	}
	return null;
}

/** A half that rounding leaves a hair above one is one. */
const HALF = 0.5 + 1e-12;
