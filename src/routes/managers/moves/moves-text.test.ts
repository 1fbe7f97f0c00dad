import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import { compareMoves, countMoves, type ComparedPath } from '#lib/managers/moves.ts';
import { movesNotes, movesSentence } from './moves-text.ts';

const recorded = new Set<Stage>(['lead', 'mql', 'sal', 'sql', 'client']);
const told = (paths: [path: string, leads: number][]) =>
	movesSentence(
		{
			...countMoves(
				paths.map(([path, leads]) => ({ path, leads })),
				recorded
			),
			comparison: null
		},
		recorded
	);

describe('moves, in words', () => {
	it('name those that went back, past a stage and back in work', () => {
		expect(
			told([
				['LMSQM', 23],
				['LMC', 4],
				['LRM', 1],
				['LMSQC', 100]
			])
		).toEqual([
			'23 leads went from SQL lead back to MQL.',
			'4 leads went from MQL to Client without SAL, SQL lead.',
			'1 lead that was “lost, refused” came back as MQL.'
		]);
	});

	it('say so where nothing stands out, or nothing moved', () => {
		expect(told([['LMSQC', 100]])).toEqual(['100 leads made 400 moves, none of them back or past a stage.']);
		expect(told([['L', 9]])).toEqual(['None of these leads has moved.']);
	});

	it('begin with what the chosen reps’ leads do otherwise than the others’', () => {
		const path = (way: string, leads: number, ours: boolean): ComparedPath => ({
			...{ path: way, leads, ours, channel: null }
		});
		const paths = [
			path('LMSM', 40, true),
			path('LMSQ', 60, true),
			path('LMSM', 20, false),
			path('LMSQ', 380, false)
		];
		const moves = countMoves(paths, recorded);
		expect(movesSentence({ ...moves, comparison: compareMoves(paths, moves) }, recorded)[0]).toBe(
			'Of 100 of these reps’ leads that left SAL, 40 went to MQL; of the others’ 5: not chance.'
		);
	});

	it('say what filters do here', () => {
		const notes = (filters: object) => movesNotes(filtersSchema.parse(filters));
		expect(notes({})).toEqual([]);
		expect(notes({ mode: 'period', from: '2026-01-01', window: 30, asOf: '2026-05-01' })).toHaveLength(3);
		expect(notes({ mode: 'period' })).toEqual([]);
	});
});
