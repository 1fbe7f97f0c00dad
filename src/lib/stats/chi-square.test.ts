import { expect, it } from 'vitest';
import { chiSquareTail } from './chi-square.ts';

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
