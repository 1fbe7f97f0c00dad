import { expect, it } from 'vitest';
import { evidenceOf } from './woe.ts';

const bins = (clients: number[], others: number[]) =>
	clients.map((count, i) => ({ clients: count, others: others[i]! }));

// R 4.2.2.
it('tells the evidence of counts 0, 1, 2 and more, and of a missing answer', () => {
	const { woe, iv, limit } = evidenceOf(bins([30, 55, 12, 3], [400, 300, 250, 50]))!;
	const expected = [-0.2902066145345091, 0.5957157351376656, -0.712949807856125, -0.38442989942540695];
	expected.forEach((value, i) => expect(woe[i]).toBeCloseTo(value, 12));
	expect(iv).toBeCloseTo(0.27175235572370443, 12);
	expect(limit).toBeCloseTo(0.08596200693576296, 12);
});

it('has nothing to tell without clients or others, and no limit for one bin', () => {
	expect(evidenceOf(bins([0, 0], [5, 6]))).toBeNull();
	expect(evidenceOf(bins([5, 6], [0, 0]))).toBeNull();
	expect(evidenceOf(bins([5], [6]))).toEqual({ woe: [0], iv: 0, limit: null });
});
