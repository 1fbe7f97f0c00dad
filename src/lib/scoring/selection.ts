/** What is not known of leads that sales never took (METHODS: Scoring, Not taken). */

/** Leads of one kind by score. */
export interface SelectionBand {
	/** They would be handed over. */
	handed: boolean;
	/** Leads that sales took, or that became clients without it. */
	taken: number;
	/** Of the taken. */
	clients: number;
	notTaken: number;
}

/** Null where there is nothing to divide by. */
export interface SelectionBound {
	/** Of the leads handed over, the share that becomes clients. */
	precision: number | null;
	/** Of all clients, the share that is handed over. */
	recall: number | null;
}

export interface SelectionBounds {
	/** As if none of the leads that were not taken had become a client. */
	noneConverts: SelectionBound;
	/** As if they became clients as often as the taken of their band. */
	likeTheTaken: SelectionBound;
}

/**
 * `bands` from the highest to the lowest. A band of which sales took nobody converts like the next higher one of which it
 * did, else like the next lower one. Null if sales took no lead at all.
 */
export function selectionBounds(bands: readonly SelectionBand[]): SelectionBounds | null {
	if (bands.every(({ taken }) => taken === 0)) return null;
	const rateOf = (at: number): number => {
		const known =
			bands.slice(0, at + 1).findLast(({ taken }) => taken > 0) ?? bands.find(({ taken }) => taken > 0)!;
		return known.clients / known.taken;
	};
	return {
		noneConverts: boundOf(bands, () => 0),
		likeTheTaken: boundOf(bands, rateOf)
	};
}

function boundOf(bands: readonly SelectionBand[], rateOf: (at: number) => number): SelectionBound {
	let [leads, clients, all] = [0, 0, 0];
	bands.forEach((band, at) => {
		const made = band.clients + (band.notTaken > 0 ? band.notTaken * rateOf(at) : 0);
		all += made;
		if (!band.handed) return;
		leads += band.taken + band.notTaken;
		clients += made;
	});
	return { precision: leads > 0 ? clients / leads : null, recall: all > 0 ? clients / all : null };
}
