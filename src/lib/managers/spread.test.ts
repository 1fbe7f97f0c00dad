import { expect, it } from 'vitest';
import { spreadLimit, spreadOf, winsorisedSquare } from './spread.ts';

it('has the constants of the simulations', () => {
	const sizes = [5, 10, 11, 16, 25, 50, 100];
	const close = (values: number[]) => values.map((value) => expect.closeTo(value, 12) as number);
	expect(sizes.map(winsorisedSquare)).toEqual(
		close([0.7307, 0.7047, 0.7023363636363636, 0.69495, 0.6891, 0.6839, 0.6813])
	);
	expect(sizes.map(spreadLimit)).toEqual(
		close([
			...[8.9920291572496, 14.145327554319922, 15.117287101675258, 19.8092, 27.8175],
			...[48.7200288425444, 88.22]
		])
	);
});

const managers = (...deviations: number[]) =>
	deviations.map((z) => ({ observed: 100 + 8 * z, expected: 100, variance: 64 }));

it('is not measured with fewer than five managers', () => {
	expect(spreadOf(managers(-5, 5, -5, 5))).toEqual({ dispersion: null, spread: 0 });
	const young = { observed: 30, expected: 9.9, variance: 8 };
	const alone = { observed: 50, expected: 50, variance: 0 };
	expect(spreadOf([...managers(-5, 5, -5, 5), young, alone])).toEqual({ dispersion: null, spread: 0 });
});

it('is nothing where luck explains the differences', () => {
	// 6.5 is below the limit of 8.99.
	const { dispersion, spread } = spreadOf(managers(-1.5, -1, 0, 1, 1.5));
	expect(dispersion).toBeCloseTo((2 * 1.3 ** 2 + 2) / (5 * 0.7307), 12);
	expect(spread).toBe(0);
});

it('is what the differences have beyond luck, and one outlier does not make it', () => {
	const { dispersion, spread } = spreadOf(managers(-4, -2, 0, 2, 4));
	const squares = 2 * 3.2 ** 2 + 2 * 2 ** 2;
	expect(dispersion).toBeCloseTo(squares / (5 * 0.7307), 12);
	const weight = 100 ** 2 / 64;
	expect(spread).toBeCloseTo(Math.sqrt((squares / 0.7307 - 4) / (5 * weight - weight)), 12);
	expect(spreadOf(managers(-10, -1, -1, -0.5, 0, 0, 0.5, 0.5, 1, 1, 1)).spread).toBe(0);
});
