/** The changes of stage and outcome of a lead as one short text, so that equal ways are counted together. */
import type { State } from './move-kinds.ts';
import type { Move } from './replay.ts';

const letters: [letter: string, state: State][] = [
	['L', 'lead'],
	['I', 'iql'],
	['E', 'eql'],
	['M', 'mql'],
	['S', 'sal'],
	['Q', 'sql'],
	['C', 'client'],
	['R', 'refused'],
	['U', 'unfit'],
	['J', 'junk']
];
const letterOf = new Map(letters.map(([letter, state]) => [state, letter]));
const stateOf = new Map(letters.map(([letter, state]) => [letter, state]));

/** The letter of a state in a path. */
export const letterOfMove = (state: State): string => letterOf.get(state)!;

/** Where the lead came to, one letter a move: `LMSC` arrived, became an MQL, was accepted and became a client. */
export const movePath = (moves: readonly Pick<Move, 'to'>[]): string =>
	moves.map(({ to }) => letterOf.get(to)!).join('');

/** The states of a path, from the arrival on. */
export const readMovePath = (path: string): State[] => [...path].map((letter) => stateOf.get(letter)!);

/** What a path holds if the lead moved straight from one state to the other. */
export const moveInPath = (from: State, to: State): string => letterOf.get(from)! + letterOf.get(to)!;
