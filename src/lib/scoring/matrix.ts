/** Leads by fit and interest: A1 is the best of both, C3 the least. */
import { cells, type Cell } from './classes.ts';
import type { ScoreModel } from './model.ts';
import type { Scores } from './score-table.ts';

/** A: at least two thirds of what the fit groups can give together, B: at least one, C: less. 1 to 3: interest so. */
export interface Matrix {
	/** `[letter][digit]`: `cells[0][0]` is A1. */
	cells: Cell[][];
	/** Sums of the caps; 0 where there is no group of the kind, and everybody is in the last third. */
	fitCap: number;
	engagementCap: number;
}

export function matrixOf(scores: Scores, model: ScoreModel, isClient: Uint8Array): Matrix {
	const { fitCap, engagementCap } = capsOf(model);
	const { fit, engagement } = scores;
	const counts = new Uint32Array(18);
	for (let i = 0; i < isClient.length; i++) {
		const cell = third(fit[i]!, fitCap) * 3 + third(engagement[i]!, engagementCap);
		counts[cell * 2 + isClient[i]!]!++;
	}
	return { cells: cells(counts), fitCap, engagementCap };
}

export function capsOf({ groups }: ScoreModel): { fitCap: number; engagementCap: number } {
	const sum = (kind: string) => groups.reduce((all, group) => all + (group.kind === kind ? group.cap : 0), 0);
	return { fitCap: sum('fit'), engagementCap: sum('engagement') };
}

/**
 * 0 is the best third. Multiplied rather than divided: two thirds of 30 are 20 exactly. Added up rather than chosen: a
 * branch that cannot be foretold takes most of the time of a move.
 */
export const third = (value: number, cap: number): 0 | 1 | 2 =>
	(cap > 0 ? 2 - Number(value * 3 >= cap) - Number(value * 3 >= cap * 2) : 2) as 0 | 1 | 2;
