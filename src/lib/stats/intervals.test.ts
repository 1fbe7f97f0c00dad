import { describe, expect, it } from 'vitest';
import { newcombe, wilson } from './intervals.ts';

describe('wilson', () => {
	// R 4.2.2: prop.test(k, n, correct = FALSE)
	it.each([
		[7, 100, 0.0343192610672727, 0.137495147390735],
		[0, 20, 0, 0.161125158052819],
		[20, 20, 0.838874841947181, 1],
		[1, 3, 0.0614919447203963, 0.792340399197952]
	])('%i of %i', (k, n, lo, hi) => {
		const interval = wilson(k, n);
		expect(interval[0]).toBeCloseTo(lo, 9);
		expect(interval[1]).toBeCloseTo(hi, 9);
	});

	it('is exactly 0 or 1 at its closed ends', () => {
		expect(wilson(0, 7)[0]).toBe(0);
		expect(wilson(21593, 21593)[1]).toBe(1);
	});

	it('has no range without a rate', () => {
		expect(wilson(0, 0)).toEqual([null, null]);
		expect(wilson(5, 4)).toEqual([null, null]);
	});
});

describe('newcombe', () => {
	// statsmodels 0.13.5: confint_proportions_2indep(method='newcomb'); the first is in Newcombe 1998
	it.each([
		[56, 70, 48, 80, 0.05243147240236498, 0.33387265403690614],
		[9, 10, 3, 10, 0.1705227239345029, 0.809017973535488],
		[10, 10, 0, 20, 0.6790860371419145, 1],
		[0, 10, 0, 20, -0.1611251580528194, 0.27753279986288926],
		[26, 379, 832, 21214, 0.00785341535913239, 0.059505209989168965]
	])('%i of %i against %i of %i', (k1, n1, k2, n2, lo, hi) => {
		const interval = newcombe(k1, n1, k2, n2);
		expect(interval[0]).toBeCloseTo(lo, 9);
		expect(interval[1]).toBeCloseTo(hi, 9);
	});

	it('has no range when one side is empty', () => {
		expect(newcombe(1, 2, 0, 0)).toEqual([null, null]);
		expect(newcombe(0, 0, 1, 2)).toEqual([null, null]);
	});
});
