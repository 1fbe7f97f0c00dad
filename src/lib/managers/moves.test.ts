import { describe, expect, it } from 'vitest';
import { moveKind } from '#lib/funnel/move-kinds.ts';
import type { Stage } from '#lib/funnel/stages.ts';
import { compareMoves, countMoves, type ComparedPath } from './moves.ts';

const recorded = new Set<Stage>(['lead', 'mql', 'sal', 'client']);

describe('a move', () => {
	it.each([
		['lead', 'mql', 'on'],
		['mql', 'sal', 'on'],
		['lead', 'sal', 'over'],
		['sal', 'client', 'on'],
		['mql', 'client', 'over'],
		['sal', 'mql', 'back'],
		['sql', 'mql', 'back'],
		['mql', 'refused', 'lost'],
		['refused', 'mql', 'recalled'],
		['refused', 'client', 'recalled'],
		['refused', 'junk', 'renamed']
	] as const)('from %s to %s is %s', (from, to, kind) => {
		expect(moveKind(from, to, recorded)).toBe(kind);
	});
});

describe('the moves of leads', () => {
	it('count leads once, however often they moved so', () => {
		const found = countMoves(
			[
				{ path: 'L', leads: 5 },
				{ path: 'LMSMSM', leads: 2 },
				{ path: 'LMSC', leads: 3 }
			],
			recorded
		);
		expect(found).toMatchObject({ states: ['lead', 'mql', 'sal', 'client'], moved: 5, moves: 19 });
		expect(found.cells.map(({ from, to, leads, moves }) => [from, to, leads, moves])).toEqual([
			['lead', 'mql', 5, 5],
			['mql', 'sal', 5, 7],
			['sal', 'mql', 2, 4],
			['sal', 'client', 3, 3]
		]);
		expect(found.from).toEqual([
			{ from: 'lead', left: 5, moves: 5 },
			{ from: 'mql', left: 5, moves: 7 },
			{ from: 'sal', left: 5, moves: 7 }
		]);
	});

	it('are none without any', () => {
		expect(countMoves([], recorded)).toEqual({ states: [], cells: [], from: [], moved: 0, moves: 0 });
	});
});

describe('beside the others', () => {
	const path = (way: string, leads: number, ours: boolean, channel: string | null = 'A'): ComparedPath => ({
		...{ path: way, leads, channel, ours }
	});
	const compared = (paths: ComparedPath[]) =>
		Object.fromEntries(
			compareMoves(paths, countMoves(paths, recorded)).map((row) => [`${row.from}-${row.to}`, row])
		);

	it('stands out what is no chance', () => {
		const rows = compared([
			...[path('LSM', 40, true), path('LSC', 60, true)],
			...[path('LSM', 20, false), path('LSC', 380, false)]
		]);
		expect(rows['sal-mql']).toMatchObject({ leads: 40, left: 100, share: 0.4, verdict: 'more' });
		expect(rows['sal-mql']!.others).toEqual({ leads: 20, left: 400, share: 0.05 });
		expect(rows['sal-mql']!.difference).toBeCloseTo(0.35);
		expect(rows['sal-client']!.verdict).toBe('less');
		expect(rows['lead-sal']).toMatchObject({ share: 1, verdict: 'few' });
	});

	it('is not what only the channel makes', () => {
		const rows = compared([
			...[path('SM', 80, true, 'cold'), path('SC', 20, true, 'cold')],
			...[path('SM', 80, false, 'cold'), path('SC', 20, false, 'cold')],
			...[path('SM', 20, false, null), path('SC', 480, false, null)]
		]);
		expect(rows['sal-mql']).toMatchObject({ verdict: 'same', difference: 0, othersWouldMake: 80 });
		expect(rows['sal-mql']!.others.share).toBeCloseTo(1 / 6);
	});

	it('leaves out states that no lead of theirs left, and what is too few', () => {
		const rows = compared([path('LMS', 3, true), path('LMSC', 9, false)]);
		expect(Object.keys(rows)).toEqual(['lead-mql', 'mql-sal']);
		expect(rows['lead-mql']!.verdict).toBe('few');
	});
});
