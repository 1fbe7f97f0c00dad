import { expect, it } from 'vitest';
import { benjaminiHochberg, holm } from './adjust.ts';

// R 4.2.2: p.adjust
const chances = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251];
const byHolm = [0.012, 0.088, 0.39, 0.39, 0.39, 0.42, 0.444, 1, 1, 1, 1, 1];
const byHochberg = [
	0.012, 0.048, 0.1008, 0.1008, 0.1008, 0.12, 0.126857142857143, 0.242181818181818, 0.242181818181818,
	0.242181818181818, 0.242181818181818, 0.251
];

/** The same places of another list. */
const order = [7, 0, 11, 4, 3, 2, 9, 1, 10, 5, 8, 6];
const shuffled = (values: number[]) => order.map((i) => values[i]!);

it.each([
	['benjaminiHochberg', benjaminiHochberg, byHochberg],
	['holm', holm, byHolm]
] as const)('%s, in whatever order', (_, adjust, expected) => {
	adjust(chances).forEach((p, i) => expect(p).toBeCloseTo(expected[i]!, 12));
	adjust(shuffled(chances)).forEach((p, i) => expect(p).toBeCloseTo(shuffled(expected)[i]!, 12));
});

it('leaves one alone as it is, and none', () => {
	expect(benjaminiHochberg([0.04])).toEqual([0.04]);
	expect(holm([0.04])).toEqual([0.04]);
	expect(benjaminiHochberg([])).toEqual([]);
	expect(holm([])).toEqual([]);
});
