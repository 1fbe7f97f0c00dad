/** Classes of leads by score: cold, warm or hot by the thresholds of a model, and cells of fit by interest. */
import { compileModel } from './compile.ts';
import type { ScoreModel } from './model.ts';
import type { ScoreBoard } from './score-board.ts';

/**
 * Writes the class of each lead of a board, by its number as in lead rows: 0 cold, 1 warm, 2 hot.
 * `spare` is an array of the same length to work in.
 */
export function classesOf(board: ScoreBoard, model: ScoreModel, into: Uint8Array, spare: Uint8Array): void {
	const { thresholds } = compileModel(model);
	board.passing(thresholds.warm!, into);
	board.passing(thresholds.hot!, spare);
	for (let i = 0; i < into.length; i++) if (spare[i]) into[i] = 2;
}

/** How many leads, and how many of them are clients. */
export interface Cell {
	n: number;
	clients: number;
}

/** Leads by their class in two models: `[a][b]`. */
export function classChanges(a: Uint8Array, b: Uint8Array, isClient: Uint8Array): Cell[][] {
	const n = new Uint32Array(9);
	const clients = new Uint32Array(9);
	for (let i = 0; i < a.length; i++) {
		const cell = a[i]! * 3 + b[i]!;
		n[cell]!++;
		clients[cell]! += isClient[i]!;
	}
	return cells(n, clients);
}

/** Three by three. */
export const cells = (n: ArrayLike<number>, clients: ArrayLike<number>): Cell[][] =>
	[0, 1, 2].map((row) =>
		[0, 1, 2].map((column) => ({ n: n[row * 3 + column]!, clients: clients[row * 3 + column]! }))
	);
