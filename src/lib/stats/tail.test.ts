import { describe, expect, it } from 'vitest';
import { tail } from './tail.ts';

describe('tail', () => {
	// R 4.2.2: pbeta (variance below the mean), ppois (equal), pnbinom(size = mean^2/(variance-mean), mu = mean) (above)
	it.each([
		[36, 36, 22.2, 0.545468243944496, 0.538960192008696],
		[25, 36, 22.2, 0.0115381175397899, 0.993733777447714],
		[50, 36, 22.2, 0.998786789731615, 0.00236017020679218],
		[0, 12, 9, 1.00679405587011e-6, 1],
		[5, 12, 12, 0.0203410294169284, 0.992399609318933],
		[1, 37.4, 148.44839556, 2.99729194971098e-7, 0.999999971242195],
		[50, 25.1, 73.24987681, 0.993593016256229, 0.00798018507671523],
		// pbinom: 300 trials with p = 0.1
		[20, 30, 27, 0.0286789629327495, 0.982881867277072]
	])('of %f where %f are expected with variance %f', (observed, mean, variance, atMost, atLeast) => {
		const tails = tail(observed, mean, variance);
		expect(tails.atMost / atMost).toBeCloseTo(1, 9);
		expect(tails.atLeast / atLeast).toBeCloseTo(1, 9);
	});

	it('joins without a step where the variance passes the mean', () => {
		const { atMost } = tail(25, 36, 36);
		for (const share of [1e-4, 1e-7, 1e-9, 1e-11, 1e-13, 0])
			for (const sign of [-1, 1])
				expect(Math.abs(tail(25, 36, 36 * (1 + sign * share)).atMost / atMost - 1)).toBeLessThan(
					5 * share + 2e-8
				);
	});

	it('counts the whole range once', () => {
		for (const variance of [5, 12, 40])
			for (const k of [1, 7, 12, 14])
				expect(tail(k - 1, 12, variance).atMost + tail(k, 12, variance).atLeast).toBeCloseTo(1, 12);
	});

	it('is certain beyond the ends: below 0, above the number of trials', () => {
		expect(tail(-1, 12, 9)).toEqual({ atMost: 0, atLeast: 1 });
		// 48 trials
		expect(tail(48, 12, 9).atMost).toBe(1);
		expect(tail(49, 12, 9)).toEqual({ atMost: 1, atLeast: 0 });
	});
});
