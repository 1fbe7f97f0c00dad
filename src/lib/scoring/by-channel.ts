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
 * Counts by the group of each lead (`group[place in the table]`, below `groups`) whom a gate lets through; `passes` and
 * `isClient` are by the place in the cohort. What does not depend on the gate is counted once.
 */
export function gateCounter(
	leads: Uint32Array,
	group: ArrayLike<number>,
	groups: number,
	isClient: Uint8Array
): (passes: Uint8Array) => GateCount[] {
	const of = Uint32Array.from(leads, (lead) => group[lead]!);
	const n = new Uint32Array(groups);
	const clients = new Uint32Array(groups);
	for (let i = 0; i < of.length; i++) {
		n[of[i]!]!++;
		clients[of[i]!]! += isClient[i]!;
	}
	return (passes) => {
		const flagged = new Uint32Array(groups);
		const caught = new Uint32Array(groups);
		for (let i = 0; i < of.length; i++) {
			if (!passes[i]) continue;
			flagged[of[i]!]!++;
			caught[of[i]!]! += isClient[i]!;
		}
		return Array.from({ length: groups }, (_, g) => ({
			n: n[g]!,
			clients: clients[g]!,
			flagged: flagged[g]!,
			caught: caught[g]!
		}));
	};
}
