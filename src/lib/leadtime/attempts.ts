/** The attempts to reach leads: how many it takes, and what becomes of those reached and of those tried in vain. */
import type { Attempts } from './report.ts';
import { share } from './response.ts';

/** Leads that are alike; cells of one kind add up. */
export interface AttemptCell {
	/** Attempts up to the contact, or without one: all. */
	attempts: number;
	reached: boolean;
	leads: number;
	clients: number;
}

/** A row for each number of attempts up to the largest. */
export function attemptFigures(cells: readonly AttemptCell[]): Attempts {
	const sum = (is: (cell: AttemptCell) => boolean, what: 'leads' | 'clients' = 'leads') =>
		cells.reduce((all, cell) => all + (is(cell) ? cell[what] : 0), 0);
	const isReached = (cell: AttemptCell) => cell.reached;
	const isMissed = (cell: AttemptCell) => !cell.reached && cell.attempts > 0;
	const isUntried = (cell: AttemptCell) => !cell.reached && cell.attempts === 0;
	const converted = (is: (cell: AttemptCell) => boolean) => share(sum(is, 'clients'), sum(is));
	const tried = sum(isReached) + sum(isMissed);
	let sofar = 0;
	const rows = Array.from({ length: Math.max(0, ...cells.map(({ attempts }) => attempts)) }, (_, i) => {
		const reached = sum((cell) => isReached(cell) && cell.attempts === i + 1);
		const had = sum((cell) => cell.attempts > i);
		sofar += reached;
		return {
			attempts: i + 1,
			reached: share(reached, had),
			cumulative: sofar / tried,
			missed: sum((cell) => isMissed(cell) && cell.attempts === i + 1)
		};
	});
	return {
		tried,
		reach: share(sum(isReached), tried),
		conversion: {
			reached: converted(isReached),
			missed: converted(isMissed),
			untried: converted(isUntried)
		},
		rows
	};
}
