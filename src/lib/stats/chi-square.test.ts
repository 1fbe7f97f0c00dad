import { expect, it } from 'vitest';
import { chiSquarePoint, chiSquareTail, normalPoint } from './chi-square.ts';

// R 4.2.2: pchisq(q, df, lower.tail = FALSE)
it.each([
	[3.841458820694124, 1, 0.05],
	[1.80652342282824, 1, 0.178925841355099],
	[5.18588231207905, 2, 0.0747997186001004],
	[60, 29, 0.0006176559733062],
	[0, 3, 1]
])('the tail beyond %s of %s degrees of freedom is %s', (value, df, chance) => {
	expect(chiSquareTail(value, df)).toBeCloseTo(chance, 12);
});

// R 4.2.2: qchisq(chance, df, lower.tail = FALSE)
it.each([
	[0.05, 1, 3.841458820694124],
	[0.001, 9, 27.877164871256568],
	[0.99, 3, 0.114831801899117]
])('beyond the point of %s with %s degrees of freedom', (chance, df, point) => {
	expect(chiSquarePoint(chance, df)).toBeCloseTo(point, 9);
});

it('the point of the normal distribution that 2.5 % exceed', () => {
	expect(normalPoint(0.025)).toBeCloseTo(1.959963984540054, 10);
});
