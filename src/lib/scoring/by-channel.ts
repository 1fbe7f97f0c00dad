/** What a gate does channel by channel. */

export interface GateCount {
	n: number;
	/** Of all. */
	clients: number;
	/** Handed over, and the clients among them. */
	flagged: number;
	caught: number;
}

type Four = [number, number, number, number];

/**
 * Counts by the group of each lead (`group[place in the table]`, below `groups`) whom a gate lets through; `passes` and
 * `isClient` are by the place in the cohort.
 */
export function gateCounter(
	leads: Uint32Array,
	group: ArrayLike<number>,
	groups: number,
	isClient: Uint8Array
): (passes: Uint8Array) => GateCount[] {
	/** Where a lead is counted that is not handed over; one further on where it is. */
	const kept = new Uint32Array(leads.length);
	for (let i = 0; i < kept.length; i++) kept[i] = group[leads[i]!]! * 4 + isClient[i]! * 2;
	return (passes) => {
		const counts = new Uint32Array(groups * 4);
		for (let i = 0; i < kept.length; i++) counts[kept[i]! + passes[i]!]!++;
		return Array.from({ length: groups }, (_, g) => {
			const [others, flaggedOthers, missed, caught] = counts.subarray(g * 4, g * 4 + 4) as unknown as Four;
			const clients = missed + caught;
			return { n: others + flaggedOthers + clients, clients, flagged: flaggedOthers + caught, caught };
		});
	};
}
