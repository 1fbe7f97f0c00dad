import { expect, test } from 'vitest';
import { tallyOf, tallyOfPoints } from './tally.ts';

const floors = (score: number[], isClient: number[], among: number[]) => {
	const kept = (_: number, i: number) => among[i] === 1;
	return tallyOf(Float64Array.from(score, Math.floor).filter(kept), Uint8Array.from(isClient).filter(kept));
};

test.each([
	['near each other', [1.9, -0.5, 1, 7.25, 1.1], [1, 0, 0, 1, 1], [1, 1, 1, 0, 1]],
	['far from each other', [-70_000.5, 12.3, 12.9, 5e6], [1, 0, 1, 0], [1, 1, 1, 1]],
	['of nobody', [1.5, 2.5], [1, 0], [0, 0]],
	['of no leads', [], [], []]
])('scores %s are counted by whole points', (_, score, isClient, among) => {
	const tally = tallyOfPoints(Float64Array.from(score), Uint8Array.from(isClient), Uint8Array.from(among));
	expect(tally).toEqual(floors(score, isClient, among));
});
