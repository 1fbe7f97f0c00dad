/** Ids of many leads: 16 bytes each, by place. */

export type LeadIds = Buffer;

export const leadCount = (ids: LeadIds): number => ids.length / 16;

/** As text. */
export const idAt = (ids: LeadIds, place: number): string =>
	ids.toString('hex', place * 16, place * 16 + 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** Ids of the leads at `places`; a place that there is not is left out. */
export const idsAt = (ids: LeadIds, places: Iterable<number>): string[] =>
	Array.from(places)
		.filter((place) => place * 16 < ids.length)
		.map((place) => idAt(ids, place));

/** Says where ids stand. */
export interface PlaceFinder {
	/** Other ids for the leads at `places`; -1: ids that are none of theirs. */
	add(ids: LeadIds, places: Int32Array): void;
	/** The place of each id; -1: none. */
	places(ids: LeadIds): Int32Array;
}

/**
 * The leads at their places, with room for `more` ids of theirs. A table with open addressing: ids are random enough to be
 * their own hash, and no text is made of them.
 */
export function placeFinder(leads: LeadIds, more = 0): PlaceFinder {
	let size = 16;
	while (size < (leadCount(leads) + more) * 2) size *= 2;
	const mask = size - 1;
	/** Place + 2; 0: free. */
	const taken = new Uint32Array(size);
	const words = new Int32Array(size * 4);
	const slotAt = (ids: LeadIds, at: number): number => {
		const a = ids.readInt32LE(at);
		const b = ids.readInt32LE(at + 4);
		const c = ids.readInt32LE(at + 8);
		const d = ids.readInt32LE(at + 12);
		let slot = (a ^ d) & mask;
		for (; taken[slot] !== 0; slot = (slot + 1) & mask) {
			const i = slot * 4;
			if (words[i] === a && words[i + 1] === b && words[i + 2] === c && words[i + 3] === d) break;
		}
		return slot;
	};
	const put = (ids: LeadIds, at: number, place: number) => {
		const slot = slotAt(ids, at);
		taken[slot] = place + 2;
		for (let i = 0; i < 4; i++) words[slot * 4 + i] = ids.readInt32LE(at + i * 4);
	};
	for (let i = 0; i < leadCount(leads); i++) put(leads, i * 16, i);
	return {
		add(ids, places) {
			for (let i = 0; i < places.length; i++) put(ids, i * 16, places[i]!);
		},
		places(ids) {
			const found = new Int32Array(leadCount(ids));
			for (let i = 0; i < found.length; i++) found[i] = Math.max(-1, taken[slotAt(ids, i * 16)]! - 2);
			return found;
		}
	};
}
