/** What makes an open lead worth a call today. Which leads they are is told in `server/reports/todo-scope.ts`. */

/** The most urgent first. A lead is listed under the first that it has. */
export const todoReasons = [
	/** The lead called, nobody answered, and nobody has called back. */
	'missedCall',
	/** Hot at the as-of date, and nobody has tried to reach it. */
	'hot',
	/** Nobody has tried to reach it, for more than an hour of the working time. */
	'untouched',
	/** Without activity for longer than the limit of its stage. */
	'overdue',
	/** Nothing happened since it came to its sales rep, more than a day ago. */
	'quiet'
] as const;
export type TodoReason = (typeof todoReasons)[number];

/** Why a lead is to be worked. */
export interface Todo {
	/** The most urgent first. */
	reasons: TodoReason[];
	/** Since when the first of them holds, or (hot, untouched, overdue) since when the lead waits; ISO 8601. */
	since: string;
}

/** The reasons of a lead, whose bits they are. A hot one is not said once more to be untouched. */
export const reasonsOf = (bits: number): TodoReason[] =>
	todoReasons.filter(
		(reason, i) => (bits >> i) & 1 && !(reason === 'untouched' && (bits >> todoReasons.indexOf('hot')) & 1)
	);
