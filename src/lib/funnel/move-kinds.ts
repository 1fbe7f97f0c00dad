/** What a move of a lead is: on, over a stage, back, out, or in again. */
import { losses, stageIndex, stages, type Outcome, type Stage } from './stages.ts';

export type State = Stage | Outcome;

/** In the order of the ladder, then how leads are lost. */
export const states = [...stages, ...losses] as const satisfies readonly State[];
export type MoveState = (typeof states)[number];

/** `over`: past a recorded stage; `recalled`: a lost lead is worked again; `renamed`: lost for another reason. */
export type MoveKind = 'on' | 'over' | 'back' | 'lost' | 'recalled' | 'renamed';

const stageOf = (state: State): number | undefined => (stageIndex as Partial<Record<State, number>>)[state];

/** `recorded`: a stage that the data do not record is nothing to pass over. */
export function moveKind(from: State, to: State, recorded: ReadonlySet<Stage>): MoveKind {
	const [start, end] = [stageOf(from), stageOf(to)];
	if (start === undefined) return end === undefined ? 'renamed' : 'recalled';
	if (end === undefined) return 'lost';
	if (end < start) return 'back';
	return passedOver(from, to, recorded).length > 0 ? 'over' : 'on';
}

/** The recorded stages between two. */
export function passedOver(from: State, to: State, recorded: ReadonlySet<Stage>): Stage[] {
	const [start, end] = [stageOf(from), stageOf(to)];
	if (start === undefined || end === undefined) return [];
	return stages.slice(start + 1, end).filter((stage) => stage !== 'eql' && recorded.has(stage));
}

/** A move from one state straight to another, or to any. */
export interface MovedChoice {
	from: MoveState;
	to: MoveState | 'any';
}

/** Reads `mql-sal`; null where it names no two states. */
export function readMoved(text: string): MovedChoice | null {
	const [from, to, ...more] = text.split('-');
	const stateOf = (name: string | undefined) => states.find((state) => state === name);
	const start = stateOf(from);
	const end = to === 'any' ? to : stateOf(to);
	return start && end && more.length === 0 ? { from: start, to: end } : null;
}
