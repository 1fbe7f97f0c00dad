import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runSteps } from '../../../tests/support/run-steps.ts';
import { attribute, decayShares, placeShare, type TimedPath } from './attribution.ts';
import { mostMarkovKeys } from './markov.ts';
import { isAlone, type TouchPath } from './paths.ts';

const [a, b, c] = [0, 1, 2];
const path = (keys: number[], clients: number, others: number, revenue = 0): TouchPath => ({
	keys,
	clients,
	others,
	revenue
});
const given = (paths: TouchPath[], timed: TimedPath[] = [], size = 3) =>
	runSteps(attribute(paths, timed, size));

const close = (actual: ArrayLike<number>, wanted: number[]) => {
	expect(actual).toHaveLength(wanted.length);
	wanted.forEach((value, i) => expect(Math.abs(actual[i]! - value)).toBeLessThan(1e-9));
};

/** Fixture attribution-markov of METHODS. */
const fixture = [
	path([a], 10, 40),
	path([a, b], 6, 20),
	path([b, a, a], 4, 6),
	path([c, b], 3, 30),
	path([c], 0, 50),
	path([a, c, b, b], 2, 3)
];

describe('the chain of touches', () => {
	it('gives what would be lost without each, and credit in proportion to it', () => {
		const { markov } = given(fixture);
		close(markov!.removalEffects, [0.7274324324324325, 0.5015384615384615, 0.26789002162496145]);
		close(markov!.clients, [12.149298990528848, 8.376504061147426, 4.474196948323727]);
	});

	it('does not mind repeats', () => {
		const repeated = fixture.map((one) => ({ ...one, keys: one.keys.flatMap((key) => [key, key]) }));
		close(given(repeated).markov!.clients, [...given(fixture).markov!.clients]);
	});

	it('loses with a key that stands alone what it brings alone', () => {
		const { markov } = given([path([a], 2, 8), path([b], 1, 9), path([b, c], 1, 0)]);
		close(markov!.removalEffects, [2 / 4, 2 / 4, 1 / 4]);
		close(markov!.clients, [1.6, 1.6, 0.8]);
	});

	it('gives nothing where nobody became a client, and where there are no paths', () => {
		for (const paths of [[path([a, b], 0, 5), path([c, c], 0, 2)], []]) {
			const { markov } = given(paths);
			expect([...markov!.clients, ...markov!.removalEffects]).toEqual([0, 0, 0, 0, 0, 0]);
		}
		expect(given([], [], 0).markov!.revenue).toEqual([]);
	});

	it('gives all to the only key, round which it goes', () => {
		const { markov } = given([path([a, a, a], 1, 3, 700)], [], 1);
		expect([...markov!.clients, ...markov!.removalEffects, ...markov!.revenue]).toEqual([1, 1, 700]);
	});

	it('is not computed for more keys than it can take', () => {
		expect(given([path([a], 1, 0)], [], mostMarkovKeys + 1).markov).toBeNull();
	});
});

describe('shares by place', () => {
	const shares = (model: 'first' | 'last' | 'linear' | 'position', n: number) =>
		Array.from({ length: n }, (_, i) => placeShare(model, i, n));

	it('are those of the model', () => {
		expect(shares('first', 3)).toEqual([1, 0, 0]);
		expect(shares('last', 3)).toEqual([0, 0, 1]);
		expect(shares('linear', 4)).toEqual([0.25, 0.25, 0.25, 0.25]);
		expect(shares('position', 1)).toEqual([1]);
		expect(shares('position', 2)).toEqual([0.5, 0.5]);
		expect(shares('position', 4)).toEqual([0.4, 0.1, 0.1, 0.4]);
	});
});

describe('shares by time', () => {
	it('halve every seven days', () => {
		// Fixture attribution-time-decay of METHODS, without its touch after the conversion.
		const [first, second, third] = decayShares([30, 10, 2]);
		close([first! + third!, second!], [0.7011526735533357, 0.29884732644666445]);
	});

	it('are found however long ago the touches were', () => {
		close(decayShares([36_500, 36_507]), [2 / 3, 1 / 3]);
		expect(decayShares([0, 36_500])).toEqual([1, 0]);
	});
});

/** Clients with the days of their touches; those of the same path are one path, as the report has them. */
const anyClients = fc.array(
	fc.record({
		touches: fc.array(fc.record({ key: fc.nat(4), days: fc.double({ min: 0, max: 3650, noNaN: true }) }), {
			minLength: 1,
			maxLength: 6
		}),
		isClient: fc.boolean(),
		revenue: fc.nat(1_000_000)
	}),
	{ maxLength: 20 }
);

describe('every model', () => {
	it('gives away all clients, and their money to the cent', () => {
		fc.assert(
			fc.property(anyClients, (leads) => {
				const paths = leads.map(({ touches, isClient, revenue }) =>
					path(
						touches.map(({ key }) => key),
						Number(isClient),
						Number(!isClient),
						isClient ? revenue : 0
					)
				);
				const timed = leads
					.map(({ touches, isClient, revenue }) => ({
						keys: touches.map(({ key }) => key),
						daysBefore: touches.map(({ days }) => days),
						revenue,
						isClient
					}))
					.filter(({ keys, isClient }) => isClient && !isAlone(keys));
				const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, one) => total + one, 0);
				for (const credit of Object.values(given(paths, timed, 5))) {
					expect(sum(credit!.clients)).toBeCloseTo(sum(paths.map(({ clients }) => clients)), 9);
					expect(sum(credit!.revenue)).toBe(sum(paths.map(({ revenue }) => revenue)));
					expect(credit!.revenue.every(Number.isInteger)).toBe(true);
				}
			}),
			{ numRuns: 300 }
		);
	});
});
