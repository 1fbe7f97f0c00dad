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
	const n = new Uint32Array(9);
	const clients = new Uint32Array(9);
	for (let i = 0; i < isClient.length; i++) {
		const cell = third(scores.fit[i]!, fitCap) * 3 + third(scores.engagement[i]!, engagementCap);
		n[cell]!++;
		clients[cell]! += isClient[i]!;
	}
	return { cells: cells(n, clients), fitCap, engagementCap };
}

export function capsOf({ groups }: ScoreModel): { fitCap: number; engagementCap: number } {
	const sum = (kind: string) => groups.reduce((all, group) => all + (group.kind === kind ? group.cap : 0), 0);
	return { fitCap: sum('fit'), engagementCap: sum('engagement') };
}

/** 0 is the best third. Multiplied rather than divided: two thirds of 30 are 20 exactly. */
export const third = (value: number, cap: number): 0 | 1 | 2 =>
	cap > 0 && value * 3 >= cap * 2 ? 0 : cap > 0 && value * 3 >= cap ? 1 : 2;
