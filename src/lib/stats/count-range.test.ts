import { describe, expect, it } from 'vitest';
import { countRange } from './count-range.ts';

describe('the range of a count', () => {
	it('is that of R: qbinom(c(.025, .975), 40, .25), qpois and qnbinom', () => {
		expect(countRange(10, 7.5, 0.95)).toEqual([5, 16]);
		expect(countRange(10, 10, 0.8)).toEqual([6, 14]);
		expect(countRange(10, 20, 0.8)).toEqual([5, 16]);
	});

	it('holds the count that is certain', () => {
		expect(countRange(0, 0, 0.95)).toEqual([0, 0]);
		expect(countRange(3, 0, 0.95)).toEqual([3, 3]);
	});

	it('starts at none where few are expected', () => {
		expect(countRange(0.01, 0.0099, 0.95)).toEqual([0, 0]);
		expect(countRange(0.5, 0.4, 0.95)).toEqual([0, 2]);
	});
});
