/**
 * Parts rounded to whole numbers that add up to `sum`, the rounded sum of the parts: each is rounded down, and what is
 * missing goes to those that lost most, of equals the first.
 */
export function largestRemainder(parts: readonly number[], sum: number): number[] {
	const rounded = parts.map(Math.floor);
	const missing = sum - rounded.reduce((total, part) => total + part, 0);
	const order = parts.map((part, i) => ({ i, lost: part - rounded[i]! })).sort((a, b) => b.lost - a.lost);
	for (const { i } of order.slice(0, Math.max(0, missing))) rounded[i]!++;
	return rounded;
}
