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

/** All ids for `string_to_array(…, ',')::uuid[]`. */
export const idList = (ids: LeadIds): string => ids.toString('hex').replace(/.{32}(?!$)/g, '$&,');

/** The ids at `places`, in their order. */
export function idsInOrder(ids: LeadIds, places: Uint32Array): LeadIds {
	const from = wordsOf(ids);
	const into = new Int32Array(places.length * 4);
	for (let i = 0; i < places.length; i++)
		for (let k = 0; k < 4; k++) into[i * 4 + k] = from[places[i]! * 4 + k]!;
	return Buffer.from(into.buffer);
}

/** Four words each. */
function wordsOf(ids: LeadIds): Int32Array {
	const aligned = ids.byteOffset % 4 === 0 ? ids : Uint8Array.from(ids);
	return new Int32Array(aligned.buffer, aligned.byteOffset, ids.length / 4);
}

/** Says where ids stand. */
export interface PlaceFinder {
	/** Other ids for the leads at `places`; -1: ids that are none of theirs. */
	add(ids: LeadIds, places: Int32Array): void;
	/** The place of each id; -1: none. */
	places(ids: LeadIds): Int32Array;
}

/** Leads between two turns. */
const TURN = 16_384;

/**
 * The leads at their places, with room for `more` ids of theirs; yields now and then. A table with open addressing: ids
 * are random enough to be their own hash, and no text is made of them.
 */
export function* placeFinder(leads: LeadIds, more = 0): Generator<void, PlaceFinder> {
	let size = 16;
	while (size < (leadCount(leads) + more) * 2) size *= 2;
	const mask = size - 1;
	/** Place + 2 (0: free), then the words of the id. */
	const table = new Int32Array(size * 5);
	const slotAt = (words: Int32Array, i: number): number => {
		const [a, b, c, d] = [words[i]!, words[i + 1]!, words[i + 2]!, words[i + 3]!];
		let slot = (a ^ d) & mask;
		for (; ; slot = (slot + 1) & mask) {
			const at = slot * 5;
			if (table[at] === 0) return at;
			if (table[at + 1] === a && table[at + 2] === b && table[at + 3] === c && table[at + 4] === d) return at;
		}
	};
	const put = (words: Int32Array, i: number, place: number) => {
		const at = slotAt(words, i);
		table[at] = place + 2;
		for (let k = 0; k < 4; k++) table[at + 1 + k] = words[i + k]!;
	};
	yield;
	const words = wordsOf(leads);
	for (let place = 0; place < leadCount(leads); place++) {
		put(words, place * 4, place);
		if (place % TURN === TURN - 1) yield;
	}
	return {
		add(ids, places) {
			const words = wordsOf(ids);
			for (let i = 0; i < places.length; i++) put(words, i * 4, places[i]!);
		},
		places(ids) {
			const words = wordsOf(ids);
			const found = new Int32Array(leadCount(ids));
			for (let i = 0; i < found.length; i++) found[i] = Math.max(-1, table[slotAt(words, i * 4)]! - 2);
			return found;
		}
	};
}
