/** Clients among the leads with the highest scores. */
import { tallyOf } from './tally.ts';

/**
 * Clients among the `leads` highest scores. Of leads with the same score of which not all are taken, clients count in
 * proportion.
 */
export function clientsAmongTop(score: Float64Array, isClient: Uint8Array, leads: number): number {
	const { clients, others } = tallyOf(score, isClient);
	let [left, caught] = [leads, 0];
	for (let at = clients.length - 1; at >= 0 && left > 0; at--) {
		const all = clients[at]! + others[at]!;
		caught += clients[at]! * Math.min(1, left / all);
		left -= all;
	}
	return caught;
}
