import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortScores } from './sort-scores.ts';

it('sorts as a comparison would', () => {
	const score = fc.oneof(
		fc.integer({ min: -5, max: 5 }).map((one) => one || 0),
		fc.double({ min: -100, max: 100, noNaN: true }).map((one) => one || 0),
		fc.constantFrom(1, 1 + Number.EPSILON, 1e9, 1e9, -Infinity)
	);
	fc.assert(
		fc.property(fc.array(score, { maxLength: 80 }), (values) => {
			expect([...sortScores(Float64Array.from(values))]).toEqual(values.toSorted((a, b) => a - b));
		})
	);
});
