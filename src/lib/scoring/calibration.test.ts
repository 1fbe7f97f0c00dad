import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from '#lib/stats/intervals.ts';
import { calibrate } from './calibration.ts';
import { fitLogistic } from './fit-logistic.ts';
import { olderPart } from './split.ts';
import { tallyOf } from './tally.ts';

const of = (score: number[], clients: number[]) =>
	calibrate(Float64Array.from(score), Uint8Array.from(clients));
const often = <T>(times: number, list: T[]): T[] => Array.from({ length: times }, () => list).flat();

/** Leads with 0, 10, …, 90 points; of 20 with s points s / 5 + 1 are clients. */
const score = Array.from({ length: 200 }, (_, i) => (i % 10) * 10);
const clients = score.map((points, i) => Number(Math.floor(i / 10) < points / 5 + 1));

describe('the fit', () => {
	it('is where the likelihood has its maximum', () => {
		const drawn = fc.array(fc.tuple(fc.integer({ min: -40, max: 40 }), fc.boolean()), { maxLength: 60 });
		fc.assert(
			fc.property(drawn, (leads) => {
				const x = leads.map(([points]) => points / 4);
				const y = leads.map(([, isClient]) => Number(isClient));
				const { a, b, problem } = fitLogistic(tallyOf(Float64Array.from(x), Uint8Array.from(y)));
				if (problem !== null) return;
				const errors = x.map((at, i) => 1 / (1 + Math.exp(-(a + b * at))) - y[i]!);
				const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
				expect(sum(errors)).toBeCloseTo(0, 6);
				expect(sum(errors.map((error, i) => error * x[i]!))).toBeCloseTo(0, 5);
			})
		);
	});

	it('is the odds of two scores where there are two', () => {
		// 1 of 4 with no points, 3 of 4 with ten: odds 1/3 and 3.
		const { a, b } = fitLogistic(
			tallyOf(Float64Array.from([0, 0, 0, 0, 10, 10, 10, 10]), Uint8Array.from([1, 0, 0, 0, 1, 1, 1, 0]))
		);
		expect(a).toBeCloseTo(-Math.log(3), 10);
		expect(b).toBeCloseTo(Math.log(9) / 10, 10);
	});

	it.each([
		['oneKind', [], []],
		['oneKind', [1, 2], [0, 0]],
		['oneKind', [1, 2], [1, 1]],
		['oneScore', [5, 5], [0, 1]],
		['parted', [1, 2, 3], [0, 0, 1]],
		['parted', [1, 2, 3], [1, 0, 0]],
		['parted', [1, 2, 2, 3], [0, 0, 1, 1]]
	])('says why there is none: %s', (problem, x, y) => {
		const fitted = fitLogistic(tallyOf(Float64Array.from(x), Uint8Array.from(y)));
		expect(fitted).toEqual({ problem, a: null, b: null });
	});
});

describe('the bands', () => {
	it('are ten of as many leads, held against what the older leads foretell', () => {
		const found = of(often(10, score), often(10, clients));
		expect(found.problem).toBeNull();
		// 600 newer leads with ten distinct scores, as often each.
		expect(found.bands.map(({ from, to, leads }) => [from, to, leads])).toEqual(
			Array.from({ length: 10 }, (_, i) => [i * 10, i * 10, 60])
		);
		for (const { from, expected, rate, leads, clients, interval } of found.bands) {
			expect(expected).toBeCloseTo(1 / (1 + Math.exp(-(found.a! + found.b! * from))), 12);
			expect(rate).toBe(clients / leads);
			expect(interval).toEqual(wilson(clients, leads));
		}
		expect(found.bands.some(({ off }) => off)).toBe(false);
	});

	it('keep ties together and never hold fewer than 50 leads', () => {
		const whole = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.boolean()), {
			minLength: 200,
			maxLength: 900
		});
		fc.assert(
			fc.property(whole, (leads) => {
				const found = of(
					leads.map(([points]) => points ** 2),
					leads.map(([, isClient]) => Number(isClient))
				);
				if (found.problem !== null) return;
				const newer = leads.length - olderPart(leads.length);
				expect(found.bands.reduce((sum, band) => sum + band.leads, 0)).toBe(newer);
				expect(found.bands.length).toBeLessThanOrEqual(10);
				found.bands.forEach((band, i) => {
					expect(band.leads).toBeGreaterThanOrEqual(50);
					if (i > 0) expect(band.from).toBeGreaterThan(found.bands[i - 1]!.to);
					for (const value of Object.values(band).flat()) expect(value).not.toBeNaN();
				});
			}),
			{ numRuns: 30 }
		);
	});

	it('are off where the newer leads are more than chance away', () => {
		const older = often(7, score).map((points, i) => [points, often(7, clients)[i]!] as const);
		const newer = often(3, score).map((points) => [points, Number(points === 0)] as const);
		const found = of(
			[...older, ...newer].map(([points]) => points),
			[...older, ...newer].map(([, isClient]) => isClient)
		);
		expect(found.bands[0]).toMatchObject({ from: 0, rate: 1, off: true });
		expect(found.bands.at(-1)).toMatchObject({ to: 90, rate: 0, off: true });
	});

	it('allow for the number of bands', () => {
		// One band of 60 leads: 95 %. Ten of them: 99.5 %.
		const found = of(often(10, score), often(10, clients));
		const z = 2.8070337683438114;
		for (const { clients, leads, expected, off } of found.bands) {
			const [lo, hi] = wilson(clients, leads, z);
			expect(off).toBe(expected < lo! || expected > hi!);
		}
	});

	it('do not come of fewer than 50 newer leads', () => {
		expect(of(score.slice(0, 160), clients.slice(0, 160))).toEqual({
			problem: 'few',
			a: null,
			b: null,
			bands: []
		});
	});
});
