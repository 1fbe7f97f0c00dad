import { describe, expect, it } from 'vitest';
import { dispersion, likelyCounts, outlook, predict, type LearnedWindow } from './forecast.ts';

describe('forecast', () => {
	// methods.json, forecast
	const cells = [
		{ stage: 'mql', age: '0-6', n: 120, y: 6, open: 30 },
		{ stage: 'mql', age: '7-29', n: 300, y: 6, open: 80 },
		{ stage: 'sql', age: '0-6', n: 40, y: 12, open: 10 },
		{ stage: 'sql', age: '7-29', n: 60, y: 9, open: 20 }
	];

	it('draws each cell to its stage, and tells how far it may go wrong', () => {
		const { p, expected, variance } = outlook(cells);
		const chances = [0.049187648456057005, 0.02015887231805615, 0.2903190319031903, 0.15483625285605482];
		p.forEach((chance, i) => expect(chance).toBeCloseTo(chances[i]!, 12));
		expect(expected).toBeCloseTo(9.088254615279201, 9);
		expect(variance).toBeCloseTo(9.675192122045662, 9);
		const phi = dispersion([1.2, -0.4, 0.9, -1.6, 0.3]);
		expect(phi).toBeCloseTo(1.0066666666666668, 12);
		expect(likelyCounts(expected, phi * variance)).toEqual([5, 13]);
	});

	it('never takes the leads for less erratic than chance', () => {
		expect(dispersion([])).toBe(1);
		expect(dispersion([0.1, 0.1, 0.1])).toBe(1);
		expect(dispersion([3, -3, 3])).toBeCloseTo(31 / 7, 12);
	});

	it('has a range for small, large and no expectations', () => {
		expect(likelyCounts(0, 0)).toEqual([0, 0]);
		expect(likelyCounts(0.05, 0.05)).toEqual([0, 0]);
		// R: qpois(c(.1, .9), 3), qpois(c(.1, .9), 40000)
		expect(likelyCounts(3, 3)).toEqual([1, 5]);
		expect(likelyCounts(40_000, 40_000)).toEqual([39_744, 40_256]);
		// qbinom(c(.1, .9), 10, .9): not more than there are.
		expect(likelyCounts(9, 0.9)).toEqual([8, 10]);
	});
});

describe('predict', () => {
	const stageOf = ['sal', 'sql'];
	const window = (n: number[], y: number[]): LearnedWindow => ({ n, y });

	it('knows nothing without earlier windows, and no range with fewer than three', () => {
		expect(predict([], [5, 5], stageOf)).toBeNull();
		const two = [window([10, 0], [2, 0]), window([10, 4], [0, 1])];
		const found = predict(two, [10, 0], stageOf)!;
		// 2 of 20, drawn to 2.5 of 21
		expect(found.expected).toBeCloseTo((10 * (2 + (5 * 2.5) / 21)) / 25, 12);
		expect(found.range).toEqual([null, null]);
	});

	it('widens its range by how badly windows are foretold from the others', () => {
		const steady = [3, 3, 3, 3].map((y) => window([30, 0], [y, 0]));
		const erratic = [0, 9, 0, 3].map((y) => window([30, 0], [y, 0]));
		const [a, b] = [predict(steady, [30, 0], stageOf)!, predict(erratic, [30, 0], stageOf)!];
		expect(a.expected).toBeCloseTo(b.expected, 12);
		expect(a.range).toEqual([1, 5]);
		// R: qnbinom(c(.1, .9), size = mean^2/(v - mean), mu = mean), mean 3.004, v = 7.607 × 3.352
		expect(b.range).toEqual([0, 9]);
	});

	it('holds a lead in a stage that was never seen for as likely as not', () => {
		const found = predict([window([10, 0], [2, 0])], [0, 1], stageOf)!;
		expect(found.expected).toBe(0.5);
	});

	it('expects nobody of no leads', () => {
		const windows = [1, 2, 3].map((y) => window([10, 1], [y, 0]));
		expect(predict(windows, [0, 0], stageOf)).toMatchObject({ expected: 0, range: [0, 0] });
	});
});
