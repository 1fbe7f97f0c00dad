/** How many clients and others have each score: what the figures about a score are counted from. */

import { sortScores } from './sort-scores.ts';

export interface Tally {
	/** The distinct scores, ascending. */
	score: Float64Array;
	/** Leads with exactly that score, by what became of them. */
	clients: Uint32Array;
	others: Uint32Array;
	/** Sums of the two. */
	allClients: number;
	allOthers: number;
}

/** Whole scores within so many points are counted; all others are sorted. */
const WIDEST = 1 << 16;

/** `score` and `isClient` of the same leads, in any order. */
export function tallyOf(score: Float64Array, isClient: Uint8Array): Tally {
	let [lo, hi, whole] = [Infinity, -Infinity, true];
	for (let i = 0; i < score.length; i++) {
		const value = score[i]!;
		if (value < lo) lo = value;
		if (value > hi) hi = value;
		if (!Number.isInteger(value)) whole = false;
	}
	return whole && hi - lo < WIDEST ? counted(score, isClient, lo, hi) : sorted(score, isClient);
}

/** The same of the scores rounded down to whole points, of the leads with 1 in `among`. */
export function tallyOfPoints(score: Float64Array, isClient: Uint8Array, among: Uint8Array): Tally {
	let [least, most] = [Infinity, -Infinity];
	for (let i = 0; i < score.length; i++) {
		if (score[i]! < least) least = score[i]!;
		if (score[i]! > most) most = score[i]!;
	}
	const lo = Math.floor(least);
	const width = score.length === 0 ? 0 : Math.floor(most) - lo + 1;
	if (width > WIDEST) {
		const isAmong = (_: number, i: number) => among[i] === 1;
		return sorted(score.map(Math.floor).filter(isAmong), isClient.filter(isAmong));
	}
	/** The same of those not among them, further on: quicker than to ask of each. */
	const counts = new Uint32Array(width * 4);
	const aside = width * 2;
	for (let i = 0; i < score.length; i++)
		counts[(1 - among[i]!) * aside + (Math.floor(score[i]!) - lo) * 2 + isClient[i]!]!++;
	return tallyOfCounts(counts.subarray(0, aside), lo);
}

function counted(score: Float64Array, isClient: Uint8Array, lo: number, hi: number): Tally {
	const width = score.length === 0 ? 0 : hi - lo + 1;
	const counts = new Uint32Array(width * 2);
	for (let i = 0; i < score.length; i++) counts[(score[i]! - lo) * 2 + isClient[i]!]!++;
	return tallyOfCounts(counts, lo);
}

/** `counts`: for each score from `lo` on the others, then the clients. */
function tallyOfCounts(counts: Uint32Array, lo: number): Tally {
	const tally = emptyTally(counts.length / 2);
	let size = 0;
	for (let at = 0; at < counts.length; at += 2)
		if (counts[at]! + counts[at + 1]! > 0) put(tally, size++, lo + at / 2, counts[at + 1]!, counts[at]!);
	return cut(tally, size);
}

function sorted(score: Float64Array, isClient: Uint8Array): Tally {
	const parts = parted(score, isClient);
	const [clients, others] = [sortScores(parts.clients), sortScores(parts.others)];
	const tally = emptyTally(score.length);
	let size = 0;
	for (let c = 0, o = 0; c < clients.length || o < others.length;) {
		const value = Math.min(clients[c] ?? Infinity, others[o] ?? Infinity);
		const [fromC, fromO] = [c, o];
		while (c < clients.length && clients[c] === value) c++;
		while (o < others.length && others[o] === value) o++;
		put(tally, size++, value, c - fromC, o - fromO);
	}
	return cut(tally, size);
}

function parted(score: Float64Array, isClient: Uint8Array) {
	const both = new Float64Array(score.length);
	let [clients, others] = [0, score.length];
	for (let i = 0; i < score.length; i++) both[isClient[i] === 1 ? clients++ : --others] = score[i]!;
	return { clients: both.subarray(0, clients), others: both.subarray(clients) };
}

const emptyTally = (size: number): Tally => ({
	score: new Float64Array(size),
	clients: new Uint32Array(size),
	others: new Uint32Array(size),
	allClients: 0,
	allOthers: 0
});

function put(tally: Tally, at: number, score: number, clients: number, others: number): void {
	// Never −0, which is the same score.
	tally.score[at] = score + 0;
	tally.clients[at] = clients;
	tally.others[at] = others;
	tally.allClients += clients;
	tally.allOthers += others;
}

const cut = ({ score, clients, others, ...sums }: Tally, size: number): Tally => ({
	score: score.slice(0, size),
	clients: clients.slice(0, size),
	others: others.slice(0, size),
	...sums
});

/** The place in the tally of each score that it was made of. */
export function placesIn({ score: known }: Tally, score: Float64Array): Uint32Array {
	const places = new Uint32Array(score.length);
	const lo = known[0] ?? 0;
	const width = (known.at(-1) ?? 0) - lo;
	if (width < WIDEST && known.every(Number.isInteger)) {
		const at = new Uint32Array(width + 1);
		known.forEach((value, place) => (at[value - lo] = place));
		for (let i = 0; i < score.length; i++) places[i] = at[score[i]! - lo]!;
	} else for (let i = 0; i < score.length; i++) places[i] = placeOf(known, score[i]!);
	return places;
}

function placeOf(known: Float64Array, value: number): number {
	let [lo, hi] = [0, known.length - 1];
	while (lo < hi) {
		const middle = (lo + hi) >> 1;
		if (known[middle]! < value) lo = middle + 1;
		else hi = middle;
	}
	return lo;
}
