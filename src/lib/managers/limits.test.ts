import { describe, expect, it } from 'vitest';
import { tail } from '../stats/tail.ts';
import { limitsOf } from './limits.ts';

describe('limitsOf', () => {
	it('are where the tail is .025 and .001', () => {
		// R uniroot, divided by the mean.
		const { low95, high95, low998, high998 } = limitsOf(360, 36, 22.2);
		expect(low95 * 10).toBeCloseTo(0.733381746682584, 9);
		expect(high95 * 10).toBeCloseTo(1.27280162305759, 9);
		expect(low998 * 10).toBeCloseTo(0.594304777485341, 9);
		expect(high998 * 10).toBeCloseTo(1.42443764140595, 9);
	});

	it('leave out the counts that are an alert or an alarm, and no others', () => {
		for (const [leads, expected, variance] of [
			[300, 30, 27],
			[60, 10.5, 80],
			[40, 12, 8],
			[11, 10.5, 0.4],
			[500, 3, 14],
			[100, 20, 20]
		] as const) {
			const { low95, high95, low998, high998 } = limitsOf(leads, expected, variance);
			for (let made = 0; made <= leads; made++) {
				const { atMost, atLeast } = tail(made, expected, variance);
				expect([made / leads < low95, made / leads < low998]).toEqual([atMost < 0.025, atMost < 0.001]);
				expect([made / leads > high95, made / leads > high998]).toEqual([atLeast < 0.025, atLeast < 0.001]);
			}
		}
	});

	it('are 0 and 1 where no count is that unlikely', () => {
		expect(limitsOf(20, 10, 100)).toMatchObject({ low95: 0, low998: 0, high95: 1, high998: 1 });
		// 2 % of 50 leads; none at all is no surprise.
		const { low95, high95 } = limitsOf(50, 1, 0.98);
		expect(low95).toBe(0);
		expect(high95).toBeGreaterThan(0.02);
		expect(high95).toBeLessThan(0.2);
	});
});
