import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quality, rocOf, thresholdsIn } from './quality.ts';
import { tallyOf } from './tally.ts';

const of = (score: number[], clients: number[]) =>
	[Float64Array.from(score), Uint8Array.from(clients)] as const;
const thresholdsOf = (score: Float64Array, isClient: Uint8Array) => thresholdsIn(tallyOf(score, isClient));

describe('without two kinds of leads, or with one score', () => {
	const none = { auc: null, gini: null, ks: null };

	it('has no figures without leads, without clients and without others', () => {
		expect(quality(...of([], []))).toEqual(none);
		expect(thresholdsOf(...of([], []))).toEqual([]);
		expect(quality(...of([1, 2], [0, 0]))).toEqual(none);
		expect(quality(...of([1, 2], [1, 1]))).toEqual(none);
		expect(rocOf(thresholdsOf(...of([1, 2], [1, 1])), 2, 2)).toEqual([]);
	});

	it('has shares as far as there are any', () => {
		expect(thresholdsOf(...of([1, 1], [0, 0]))).toEqual([
			{
				...{ threshold: 1, flagged: 2, clients: 0, precision: 0, recall: null, lift: null },
				precisionInterval: [0, expect.closeTo(0.6576, 4)],
				recallInterval: [null, null]
			}
		]);
		expect(thresholdsOf(...of([1, 1], [1, 1]))[0]).toMatchObject({ precision: 1, recall: 1, lift: 1 });
	});

	it('tells nobody apart by one score for all', () => {
		expect(quality(...of([5, 5, 5], [1, 0, 0]))).toEqual({ auc: 0.5, gini: 0, ks: 0 });
		expect(thresholdsOf(...of([5, 5, 5], [1, 0, 0]))).toMatchObject([
			{ threshold: 5, flagged: 3, recall: 1 }
		]);
	});
});

it('counts ties half', () => {
	expect(quality(...of([3, 2, 2, 1], [1, 1, 0, 0]))).toEqual({ auc: 0.875, gini: 0.75, ks: 0.5 });
});

it('rounds thresholds down, also below 0, and takes −0 for 0', () => {
	const rows = thresholdsOf(...of([-0.5, -1.2, -0, 0, 7.9, 7.1], [0, 0, 0, 1, 1, 0]));
	expect(rows.map(({ threshold, flagged, clients }) => [threshold, flagged, clients])).toEqual([
		...[[-2, 6, 2], [-1, 5, 2], [0, 4, 2], [7, 2, 1]] // prettier-ignore
	]);
	expect(thresholdsOf(...of([-5, -15, -15], [1, 0, 0])).map((row) => row.threshold)).toEqual([-15, -5]);
});

it('goes from nobody to everybody', () => {
	const [score, isClient] = of([3, 2, 2, 1], [1, 1, 0, 0]);
	expect(rocOf(thresholdsOf(score, isClient), 4, 2)).toEqual([
		{ threshold: null, clients: 0, others: 0 },
		{ threshold: 3, clients: 0.5, others: 0 },
		{ threshold: 2, clients: 1, others: 0.5 },
		{ threshold: 1, clients: 1, others: 1 }
	]);
});

const leads = (score: fc.Arbitrary<number>) =>
	fc.array(fc.record({ score, isClient: fc.boolean() }), { maxLength: 40 });
const anyLeads = fc.oneof(
	leads(fc.integer({ min: -5, max: 5 })),
	leads(fc.integer({ min: -20, max: 20 }).map((n) => n / 4)),
	leads(fc.constantFrom(-1e6, 0, 1e6))
);

it('equals the count of all pairs, and finds the greatest difference of shares', () => {
	fc.assert(
		fc.property(anyLeads, (drawn) => {
			const clients = drawn.filter((lead) => lead.isClient).map((lead) => lead.score);
			const others = drawn.filter((lead) => !lead.isClient).map((lead) => lead.score);
			const { auc, gini, ks } = quality(
				...of(
					drawn.map((lead) => lead.score),
					drawn.map((lead) => Number(lead.isClient))
				)
			);
			if (clients.length === 0 || others.length === 0) {
				expect([auc, gini, ks]).toEqual([null, null, null]);
				return;
			}
			let pairs = 0;
			for (const a of clients) for (const b of others) pairs += a > b ? 1 : a === b ? 0.5 : 0;
			expect(auc).toBeCloseTo(pairs / (clients.length * others.length), 12);
			expect(gini).toBeCloseTo(2 * auc! - 1, 12);
			const shares = drawn.map(({ score }) => {
				const share = (list: number[]) => list.filter((one) => one >= score).length / list.length;
				return Math.abs(share(clients) - share(others));
			});
			expect(ks).toBeCloseTo(Math.max(...shares), 12);
		})
	);
});

it('flags fewer leads with each threshold, everybody with the lowest, and nothing is NaN', () => {
	fc.assert(
		fc.property(anyLeads, (drawn) => {
			const score = Float64Array.from(drawn, (lead) => lead.score);
			const rows = thresholdsOf(
				score,
				Uint8Array.from(drawn, (lead) => Number(lead.isClient))
			);
			rows.forEach((row, i) => {
				expect(row.flagged).toBe(drawn.filter((lead) => lead.score >= row.threshold).length);
				if (i > 0) {
					expect(row.threshold).toBeGreaterThan(rows[i - 1]!.threshold);
					expect(row.flagged).toBeLessThan(rows[i - 1]!.flagged);
					expect(row.clients).toBeLessThanOrEqual(rows[i - 1]!.clients);
				}
				for (const value of Object.values(row).flat()) expect(value).not.toBeNaN();
			});
			if (rows.length) expect(rows[0]!.flagged).toBe(drawn.length);
			if (drawn.some((lead) => lead.isClient)) expect(rows[0]!.recall).toBe(1);
		})
	);
});
