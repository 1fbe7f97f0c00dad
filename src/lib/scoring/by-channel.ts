/** What a gate does channel by channel. */

export interface GateCount {
	n: number;
	/** Of all. */
	clients: number;
	/** Handed over, and the clients among them. */
	flagged: number;
	caught: number;
}

/**
 * Counts by the group of each lead (`group[place in the table]`, below `groups`); `passes` and `isClient` are by the
 * place in the cohort.
 */
export function countGates(
	leads: Uint32Array,
	group: ArrayLike<number>,
	groups: number,
	isClient: Uint8Array,
	passes: Uint8Array
): GateCount[] {
	const sums = new Uint32Array(groups * 4);
	for (let i = 0; i < leads.length; i++) {
		const at = group[leads[i]!]! * 4;
		sums[at]!++;
		sums[at + 1]! += isClient[i]!;
		if (!passes[i]) continue;
		sums[at + 2]!++;
		sums[at + 3]! += isClient[i]!;
	}
	return Array.from({ length: groups }, (_, g) => ({
		n: sums[g * 4]!,
		clients: sums[g * 4 + 1]!,
		flagged: sums[g * 4 + 2]!,
		caught: sums[g * 4 + 3]!
	}));
}
