/** Classes of leads by score: cold, warm or hot by the thresholds of a model, and cells of fit by interest. */
import { compileModel } from './compile.ts';
import type { ScoreModel } from './model.ts';
import type { ScoreBoard } from './score-board.ts';

/**
 * Writes the class of each lead of a board, by its number as in lead rows: 0 cold, 1 warm, 2 hot. `knockedOut`: 1 for
 * those that are cold whatever their score. `spare` is an array of the same length to work in.
 */
export function classesOf(
	board: ScoreBoard,
	model: ScoreModel,
	knockedOut: Uint8Array,
	into: Uint8Array,
	spare: Uint8Array
): void {
	const { thresholds } = compileModel(model);
	board.passing(thresholds.warm!, into);
	board.passing(thresholds.hot!, spare);
	for (let i = 0; i < into.length; i++) {
		if (spare[i]) into[i] = 2;
		if (knockedOut[i]) into[i] = 0;
	}
}

/** How many leads, and how many of them are clients. */
export interface Cell {
	n: number;
	clients: number;
}

/** Leads by their class in two models: `[a][b]`. */
export function classChanges(a: Uint8Array, b: Uint8Array, isClient: Uint8Array): Cell[][] {
	const counts = new Uint32Array(18);
	for (let i = 0; i < a.length; i++) counts[(a[i]! * 3 + b[i]!) * 2 + isClient[i]!]!++;
	return cells(counts);
}

/** Three by three; `counts`: for each cell, row by row, the leads that are no clients and those that are. */
export const cells = (counts: Uint32Array): Cell[][] =>
	[0, 1, 2].map((row) =>
		[0, 1, 2].map((column) => {
			const at = (row * 3 + column) * 2;
			return { n: counts[at]! + counts[at + 1]!, clients: counts[at + 1]! };
		})
	);
