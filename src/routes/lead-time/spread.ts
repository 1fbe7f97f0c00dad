/**
 * Places for labels that belong at `wanted`, at least `gap` apart and within `ends`, each as near as it can be without
 * changing their order. What does not fit stands at the upper end.
 */
export function spread(
	wanted: readonly number[],
	gap: number,
	[lo, hi]: readonly [number, number]
): number[] {
	const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
	const places = wanted.map((place) => Math.min(hi, Math.max(lo, place)));
	for (const [i, at] of order.entries())
		if (i > 0) places[at] = Math.max(places[at]!, places[order[i - 1]!]! + gap);
	for (const [i, at] of order.toReversed().entries()) {
		const above = i === 0 ? hi : places[order[order.length - i]!]! - gap;
		places[at] = Math.min(places[at]!, above);
	}
	return places;
}
