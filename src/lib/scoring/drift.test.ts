import { describe, expect, it } from 'vitest';
import { countBins, decileEnds, driftOf } from './drift.ts';

describe('driftOf', () => {
	const base = [1200, 900, 800, 700, 600, 500, 400, 300, 350, 250];
	const month = [40, 45, 38, 30, 34, 22, 25, 12, 30, 24];

	// R 4.2.2.
	it('is the same as an independent implementation', () => {
		expect(driftOf(base, month, 0.05).psi).toBeCloseTo(0.08655321856292623, 12);
		expect(driftOf(base, month, 0.05).limit).toBeCloseTo(0.05921642161617157, 12);
		expect(driftOf(base, month, 0.001).limit).toBeCloseTo(0.09757007704939799, 12);
	});

	it('flags what is more than chance and more than a tenth', () => {
		expect(driftOf(base, month, 0.05).change).toBeNull();
		expect(driftOf([500, 500], [300, 700], 0.05).change).toBe('some');
		expect(driftOf([500, 500], [100, 900], 0.05).change).toBe('large');
		expect(driftOf([5, 5], [1, 9], 0.05).change).toBeNull();
	});
});

describe('bins', () => {
	it('are the deciles of the base, with equal ones merged', () => {
		const values = [0, 0, 0, 0, 0, 0, 0, 5, 10, 20, 20];
		expect(decileEnds(values)).toEqual([0, 5, 10]);
		expect(countBins(values, [0, 5, 10])).toEqual([7, 1, 1, 2]);
		expect(countBins([-1, 3, 99], [0, 5, 10])).toEqual([1, 1, 0, 1]);
	});

	it('are two for what is met or not, however often: a bin that the base leaves empty would look like a change', () => {
		const metBy = (share: number) => Array.from({ length: 200 }, (_, i) => (i < 200 * (1 - share) ? 0 : 1));
		expect([0.05, 0.1, 0.11, 0.5, 0.95].map((share) => decileEnds(metBy(share)))).toEqual(
			Array.from({ length: 5 }, () => [0])
		);
		// The last decile is .1, between 0 and 1.
		const tenth = metBy(0.1).slice(1, 200);
		expect(countBins(tenth, decileEnds(tenth))).toEqual([179, 20]);
		const [before, now] = [metBy(0.11), metBy(0.11).filter((_, i) => i % 4 === 0)];
		const { psi } = driftOf(countBins(before, decileEnds(before)), countBins(now, decileEnds(before)), 0.05);
		expect(psi).toBeCloseTo(0.0001716339432, 12);
	});

	it('leave room for what never was before', () => {
		const ends = decileEnds([0, 0, 0]);
		expect(countBins([0, 1], ends)).toEqual([1, 1]);
	});

	it('tell that what all leads had is gone', () => {
		expect(countBins([0, 1, 1], decileEnds([1, 1, 1]))).toEqual([1, 2]);
		expect(countBins([0, 2, 3], decileEnds([0, ...new Array<number>(20).fill(3)]))).toEqual([1, 2]);
	});
});
