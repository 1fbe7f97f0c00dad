/** How much an answer tells of becoming a client (METHODS, section 7: weight of evidence, information value). */
import { chiSquarePoint } from '#lib/stats/chi-square.ts';

export interface EvidenceBin {
	clients: number;
	others: number;
}

export interface Evidence {
	/** Of each bin: ln(its share of the clients / its share of the others). */
	woe: number[];
	iv: number;
	/** What answers without any relation stay below, 19 times of 20; null for fewer than two bins. */
	limit: number | null;
}

/** .5 is added in every bin. Null without clients, or without others. */
export function evidenceOf(bins: readonly EvidenceBin[]): Evidence | null {
	const clients = bins.reduce((sum, bin) => sum + bin.clients, 0);
	const others = bins.reduce((sum, bin) => sum + bin.others, 0);
	if (clients === 0 || others === 0) return null;
	const b = bins.length;
	const shares = bins.map((bin) => ({
		client: (bin.clients + 0.5) / (clients + 0.5 * b),
		other: (bin.others + 0.5) / (others + 0.5 * b)
	}));
	const woe = shares.map(({ client, other }) => Math.log(client / other));
	return {
		woe,
		iv: shares.reduce((sum, { client, other }, i) => sum + (client - other) * woe[i]!, 0),
		limit: b < 2 ? null : chiSquarePoint(0.05, b - 1) * (1 / clients + 1 / others)
	};
}
