/**
 * What each channel adds to paths that are taken as a Markov chain of order 1: start → touches → client or none.
 * Counts of transitions over all paths; exact absorption by one inversion (METHODS, section 3).
 */
import type { TouchPath } from './paths.ts';

/** More keys than these are not computed: time grows with their cube, and so few leads have each that it says little. */
export const mostMarkovKeys = 1000;

/**
 * The share of clients that would be lost without each of `size` keys; 0 for all where nobody became a client, and for
 * a key that no path has. Yields now and then, so that whoever runs it can do other work in between.
 */
export function* removalEffects(paths: readonly TouchPath[], size: number): Generator<void, Float64Array> {
	const effects = new Float64Array(size);
	const { start, moves, leaving, toClient } = yield* countMoves(paths, size);
	const visits = yield* invert(moves, leaving, size);
	let clients = 0;
	const reached = new Float64Array(size);
	const becomes = new Float64Array(size);
	for (let from = 0; from < size; from++) {
		for (let to = 0; to < size; to++) {
			const visit = visits[from * size + to]!;
			reached[to]! += start[from]! * visit;
			becomes[from]! += visit * toClient[to]!;
		}
		clients += start[from]! * becomes[from]!;
		if (from % 64 === 63) yield;
	}
	if (clients === 0) return effects;
	for (let key = 0; key < size; key++) {
		const own = visits[key * size + key]!;
		effects[key] = (reached[key]! / own) * (becomes[key]! / clients);
	}
	return effects;
}

/**
 * Leads by their first key, moves between different keys, leads that leave each key, and those who become clients
 * right after it. A repeat of a key is a loop that moves nobody: leaving it out changes no probability.
 */
function* countMoves(paths: readonly TouchPath[], size: number) {
	const start = new Float64Array(size);
	const moves = new Float64Array(size * size);
	const leaving = new Float64Array(size);
	const toClient = new Float64Array(size);
	let total = 0;
	for (let p = 0; p < paths.length; p++) {
		const { keys, clients, others } = paths[p]!;
		const leads = clients + others;
		let from = keys[0]!;
		start[from]! += leads;
		for (let i = 1; i < keys.length; i++) {
			const to = keys[i]!;
			if (to === from) continue;
			moves[from * size + to]! += leads;
			leaving[from]! += leads;
			from = to;
		}
		leaving[from]! += leads;
		toClient[from]! += clients;
		total += leads;
		if (p % 8192 === 8191) yield;
	}
	for (let key = 0; key < size; key++) {
		start[key]! /= total || 1;
		toClient[key]! /= leaving[key]! || 1;
	}
	return { start, moves, leaving, toClient };
}

/**
 * Expected visits of each key from each key: the inverse of I − (shares of moves), by Gauss–Jordan in place. Its rows
 * are diagonally dominant, so that no pivot has to be looked for. A key without leads is left with one visit to itself.
 */
function* invert(moves: Float64Array, leaving: Float64Array, size: number): Generator<void, Float64Array> {
	const inverse = new Float64Array(size * size);
	for (let from = 0; from < size; from++)
		for (let to = 0; to < size; to++)
			inverse[from * size + to] = from === to ? 1 : -moves[from * size + to]! / (leaving[from]! || 1);
	for (let p = 0; p < size; p++) {
		const pivot = inverse[p * size + p]!;
		inverse[p * size + p] = 1;
		for (let j = 0; j < size; j++) inverse[p * size + j]! /= pivot;
		for (let i = 0; i < size; i++) {
			const factor = inverse[i * size + p]!;
			if (i === p || factor === 0) continue;
			inverse[i * size + p] = 0;
			for (let j = 0; j < size; j++) inverse[i * size + j]! -= factor * inverse[p * size + j]!;
		}
		if (p % 8 === 7) yield;
	}
	return inverse;
}
