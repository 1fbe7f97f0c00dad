/** A draft as it is changed step by step, to be undone and done again. */
import type { ScoreModel } from '#lib/scoring/model.ts';

export interface DraftHistory {
	readonly past: readonly ScoreModel[];
	readonly now: ScoreModel;
	readonly future: readonly ScoreModel[];
	/** What is being moved: as long as the same is, it is one step. Null: nothing. */
	readonly moving: string | null;
}

/** More steps than this are forgotten, the oldest first. */
export const mostSteps = 500;

export const beginHistory = (model: ScoreModel): DraftHistory => ({
	past: [],
	now: model,
	future: [],
	moving: null
});

/** The draft becomes `next`. `what` names the control, so that a slider that is moved makes one step. */
export function change(history: DraftHistory, next: ScoreModel, what: string): DraftHistory {
	if (JSON.stringify(next) === JSON.stringify(history.now)) return history;
	const goesOn = history.moving === what;
	return {
		past: goesOn ? history.past : [...history.past, history.now].slice(-mostSteps),
		now: next,
		future: [],
		moving: what
	};
}

/** The control was let go: its next move is a step of its own. */
export const rest = (history: DraftHistory): DraftHistory =>
	history.moving === null ? history : { ...history, moving: null };

export function undo({ past, now, future }: DraftHistory): DraftHistory {
	const before = past.at(-1);
	return before
		? { past: past.slice(0, -1), now: before, future: [now, ...future], moving: null }
		: { past, now, future, moving: null };
}

export function redo({ past, now, future }: DraftHistory): DraftHistory {
	const [after, ...rest] = future;
	return after
		? { past: [...past, now], now: after, future: rest, moving: null }
		: { past, now, future, moving: null };
}
