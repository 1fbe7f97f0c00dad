import { expect, it } from 'vitest';
import { selectionBounds } from './selection.ts';

// methods.json, selection-bounds
const hot = { handed: true, taken: 200, clients: 60, notTaken: 20 };
const warm = { handed: false, taken: 300, clients: 30, notTaken: 150 };
const cold = { handed: false, taken: 100, clients: 2, notTaken: 900 };

it('counts the leads that were not taken as never, and as the taken of their band', () => {
	const { noneConverts, likeTheTaken } = selectionBounds([hot, warm, cold])!;
	expect(noneConverts.precision).toBeCloseTo(0.2727272727272727, 12);
	expect(noneConverts.recall).toBeCloseTo(0.6521739130434783, 12);
	expect(likeTheTaken.precision).toBeCloseTo(0.3, 12);
	expect(likeTheTaken.recall).toBeCloseTo(0.5038167938931297, 12);
});

it('is one figure where every lead was taken', () => {
	const { noneConverts, likeTheTaken } = selectionBounds(
		[hot, warm, cold].map((band) => ({ ...band, notTaken: 0 }))
	)!;
	expect(likeTheTaken).toEqual(noneConverts);
});

it('takes the rate of the next higher band that was taken, else of the next lower one', () => {
	const untaken = { handed: false, taken: 0, clients: 0, notTaken: 100 };
	expect(selectionBounds([hot, untaken])!.likeTheTaken.recall).toBeCloseTo(66 / (66 + 30), 12);
	expect(selectionBounds([untaken, hot])!.likeTheTaken.recall).toBeCloseTo(66 / (66 + 30), 12);
});

it('has no share where there is nothing to divide by, and says nothing where nobody was taken', () => {
	expect(selectionBounds([])).toBeNull();
	expect(selectionBounds([{ ...cold, taken: 0, clients: 0 }])).toBeNull();
	expect(selectionBounds([{ ...cold, clients: 0 }])).toEqual({
		noneConverts: { precision: null, recall: null },
		likeTheTaken: { precision: null, recall: null }
	});
});
