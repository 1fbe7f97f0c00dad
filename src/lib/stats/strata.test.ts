import { describe, expect, it } from 'vitest';
import { againstOthers, type Stratum } from './strata.ts';
import { tail } from './tail.ts';

/** From the unit's own leads and events and those of the others. */
const strata = (...rows: [n: number, o: number, m: number, k: number][]): Stratum[] =>
	rows.map(([n, o, m, k]) => ({ leads: n, events: o, allLeads: n + m, allEvents: o + k }));

describe('againstOthers', () => {
	it('compares within each stratum', () => {
		const result = againstOthers(strata([40, 2, 160, 6], [25, 6, 75, 15], [10, 4, 30, 9], [1, 1, 9, 3]));
		expect(result.observed).toBe(13);
		// R 4.2.2: mantelhaen.test(correct = FALSE); Sato 1989
		expect(result.expected).toBeCloseTo(10.5, 12);
		expect(result.variance).toBeCloseTo(6.30452032891731, 12);
		expect((result.observed - result.expected) ** 2 / result.variance).toBeCloseTo(0.991352184452917, 12);
		expect(result.difference).toBeCloseTo(0.0422654268808115, 12);
		expect(result.interval[0]).toBeCloseTo(-0.0456346080809544, 9);
		expect(result.interval[1]).toBeCloseTo(0.130165461842577, 9);
		// 40 × 6/160 + 25 × 15/75 + 10 × 9/30 + 1 × 3/9
		expect(result.others).toBeCloseTo(9 + 5 / 6, 12);
		expect(result.few).toBe(false);
		expect(result.chance).toBeCloseTo(2 * tail(13, 10.5, result.variance).atLeast, 12);
	});

	it('judges a unit that has many events where few were expected, and the other way round', () => {
		expect(againstOthers(strata([60, 24, 940, 76]))).toMatchObject({ expected: 6, few: false });
		const none = againstOthers(strata([100, 0, 900, 110]));
		expect(none).toMatchObject({ expected: 11, few: false });
		expect(none.chance).toBeLessThan(1e-4);
		expect(againstOthers(strata([90, 9, 910, 90]))).toMatchObject({ few: true, chance: null });
	});

	it('judges a unit of which just enough are expected, however the parts are rounded', () => {
		const tenths = againstOthers(
			strata(...Array.from({ length: 100 }, (): [number, number, number, number] => [1, 0, 9, 1]))
		);
		expect(tenths.expected).toBeLessThan(10);
		expect(tenths.few).toBe(false);
	});

	it('has nothing to compare with where nobody else has leads', () => {
		expect(againstOthers(strata([40, 20, 0, 0]))).toEqual({
			observed: 20,
			expected: 20,
			variance: 0,
			others: 0,
			difference: null,
			interval: [null, null],
			few: true,
			chance: null
		});
	});

	it('leaves a stratum without others out of the difference, not out of what is observed', () => {
		const both = againstOthers(strata([40, 20, 0, 0], [40, 10, 160, 40]));
		const one = againstOthers(strata([40, 10, 160, 40]));
		expect(both).toMatchObject({
			observed: 30,
			expected: 30,
			difference: one.difference,
			others: one.others
		});
	});

	it('is the same by the leads that became nothing', () => {
		const up = againstOthers(strata([40, 12, 160, 36], [25, 9, 75, 15]));
		const down = againstOthers(strata([40, 28, 160, 124], [25, 16, 75, 60]));
		expect(down.variance).toBeCloseTo(up.variance, 12);
		expect(down.difference).toBeCloseTo(-up.difference!, 12);
		expect(down.interval[0]).toBeCloseTo(-up.interval[1]!, 12);
	});

	it('is nothing for nobody', () => {
		expect(againstOthers([])).toMatchObject({ observed: 0, expected: 0, difference: null, few: true });
	});
});
