/**
 * The quantile `p` (0..1) of values in ascending order, linear between neighbours (type 7, the same as PostgreSQL's
 * `percentile_cont`). Null for no values.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number | null {
	if (sorted.length === 0) return null;
	const place = (sorted.length - 1) * p;
	const below = Math.floor(place);
	const lo = sorted[below]!;
	const hi = sorted[Math.min(below + 1, sorted.length - 1)]!;
	return lo + (hi - lo) * (place - below);
}
