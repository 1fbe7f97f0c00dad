/** How often sales took a lead, and what came of each time. */
import type { Move } from './replay.ts';
import { stageIndex, type Stage } from './stages.ts';

export interface SalVisits {
	/** How often it came to SAL or, past it, deeper. */
	count: number;
	/** How many of the visits it went on from. */
	passes: number;
	/** Whether it went on from the first and from the last visit; null: none, or it is still there. */
	first: boolean | null;
	last: boolean | null;
}

const SAL = stageIndex.sal;

/** The visits to SAL in the moves of a lead: one ends with the next stage (passed), or with a return or a loss (not). */
export function salVisits(moves: readonly Move[]): SalVisits {
	const ends: (boolean | null)[] = [];
	let isIn = false;
	for (const { to } of moves) {
		const index = stageIndex[to as Stage] as number | undefined;
		if (index === undefined || index < SAL) {
			if (isIn && ends.at(-1) === null) ends[ends.length - 1] = false;
			isIn = false;
		} else {
			if (!isIn) ends.push(null);
			isIn = true;
			if (index > SAL) ends[ends.length - 1] = true;
		}
	}
	return {
		count: ends.length,
		passes: ends.filter((end) => end === true).length,
		first: ends[0] ?? null,
		last: ends.at(-1) ?? null
	};
}
