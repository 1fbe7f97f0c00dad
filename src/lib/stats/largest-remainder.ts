/** Remainders that are closer than this are taken as equal: sums of shares are not exact. */
const tie = 1e-6;

/**
 * Parts as whole numbers that add up to `total`, their sum or that rounded: each is rounded down, and what is missing
 * goes to the largest remainders, of equal ones to the earlier. Throws RangeError if the parts do not add up to the total.
 */
export function largestRemainder(parts: ArrayLike<number>, total: number): number[] {
	const whole = Array.from(parts, Math.floor);
	const left = total - whole.reduce((sum, part) => sum + part, 0);
	const remainders = whole.map((part, i) => Math.round((parts[i]! - part) / tie));
	const order = whole.map((_, i) => i).sort((a, b) => remainders[b]! - remainders[a]! || a - b);
	// Of very large sums the parts may be inexact by more than one unit each.
	if (Math.abs(left) > whole.length + Math.abs(total) * 1e-9)
		throw new RangeError(`The parts of ${total} add up to ${total - left}.`);
	for (let k = 0; k < left && order.length; k++) whole[order[k % order.length]!]!++;
	for (let k = 0; k < -left && order.length; k++) whole[order.at(-1 - (k % order.length))!]!--;
	return whole;
}
