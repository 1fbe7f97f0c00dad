import { describe, expect, it } from 'vitest';
import { incidenceCurve, type IncidenceCell } from './incidence.ts';
import { canMature, maturity, maturityReference, toCome, type Cohort, type Reference } from './maturity.ts';

/** Fixture maturity of METHODS. */
const reference: Reference = {
	incidence: [0.01, 0.018, 0.025, 0.031, 0.036, 0.04, 0.043, 0.045, 0.046, 0.0465],
	open: [0.8, 0.7, 0.62, 0.56, 0.52, 0.49, 0.47, 0.455, 0.445, 0.44]
};

/** Leads of these ages; those of `openAges` are still open. */
const cohort = (ages: number[], clients: number, openAges: number[] = []): Cohort => ({
	ages: ages.map((age) => ({ day: Math.floor(age), leads: 1, fractions: age % 1 })),
	clients,
	openAges
});
const cell = (day: number, figures: Partial<IncidenceCell>): IncidenceCell => ({
	...{ day, open: 0, client: 0, lost: 0 },
	...figures
});

describe('the maturity of a cohort', () => {
	it('is that of five leads', () => {
		const found = maturity(reference, cohort([0.5, 1.25, 3, 6.5, 20], 1, [0.5, 3, 6.5]))!;
		expect(found.complete).toBeCloseTo(0.5591397849462366, 12);
		expect(found.expectedClients).toBeCloseTo(1.0912051971326164, 12);
		expect(found.expectedRange).toEqual([1, 2]);
		const { mean, variance } = toCome(reference, [0.5, 3, 6.5]);
		expect(mean).toBeCloseTo(0.0912051971326164, 12);
		expect(Math.sqrt(variance)).toBeCloseTo(0.2962565310793325, 12);
	});

	it('takes the leads of one day together, and each open lead by itself', () => {
		const apart = maturity(reference, cohort([3.25, 3.5, 3.75], 0, [3.25, 3.5, 3.75]))!;
		const together = maturity(reference, {
			ages: [{ day: 3, leads: 3, fractions: 1.5 }],
			clients: 0,
			openAges: [3.25, 3.5, 3.75]
		})!;
		expect(together.complete).toBeCloseTo(apart.complete, 12);
		expect(together.expectedClients).toBe(apart.expectedClients);
	});

	it('has a range as wide as the chances of many open leads', () => {
		const open = Array.from({ length: 1000 }, () => 3);
		const { expectedClients, expectedRange } = maturity(reference, cohort(open, 10, open))!;
		const chance = (0.0465 - 0.025) / 0.62;
		expect(expectedClients).toBeCloseTo(10 + 1000 * chance, 9);
		// R: 10 + qbinom(c(.025, .975), 1000, .0215 / .62)
		expect(expectedRange).toEqual([34, 56]);
	});

	it('starts at nothing, and is whole where all leads are older than the reference', () => {
		expect(maturity(reference, cohort([0], 0, [0]))).toMatchObject({ complete: 0, expectedClients: 0.0465 });
		expect(maturity(reference, cohort([10, 400.5], 1, [400.5]))).toEqual({
			complete: 1,
			days: 10,
			finalShare: 0.0465,
			expectedClients: 1,
			expectedRange: [1, 1]
		});
	});

	it('is that of one lead', () => {
		expect(maturity(reference, cohort([9.5], 0, [9.5]))!.complete).toBeCloseTo(0.04625 / 0.0465, 12);
		expect(maturity(reference, cohort([0.5], 1))).toMatchObject({
			expectedClients: 1,
			expectedRange: [1, 1]
		});
	});

	it('is none without a reference or leads', () => {
		expect(maturity(null, cohort([1], 0, [1]))).toBeNull();
		expect(maturity(reference, cohort([], 0))).toBeNull();
	});

	it('expects nobody more where all leads of the reference have left', () => {
		const left: Reference = { incidence: [0.5, 0.5], open: [0, 0] };
		expect(maturity(left, cohort([1.5], 0, [1.5]))).toMatchObject({ complete: 1, expectedClients: 0 });
		expect(maturity(left, cohort([0.5], 0, [0.5]))).toMatchObject({ complete: 0.5, expectedClients: 0.5 });
	});
});

describe('the reference', () => {
	it('ends on the last day with 50 leads and 5 % of all at risk, and is flat between its points', () => {
		const curve = incidenceCurve([
			cell(1, { client: 10, lost: 10 }),
			cell(4, { client: 5, open: 25 }),
			cell(6, { open: 5 }),
			cell(9, { client: 1, open: 48 })
		]);
		expect(curve.map(({ atRisk }) => atRisk)).toEqual([104, 84, 54, 49]);
		const found = maturityReference(curve)!;
		expect(found.incidence).toHaveLength(7);
		expect(found.incidence.map((share) => Math.round(share * 1e4) / 1e4)).toEqual([
			...[0, 0.0962, 0.0962, 0.0962, 0.1442, 0.1442, 0.1442]
		]);
		expect(found.open[0]).toBe(1);
		expect(found.open[3]).toBe(found.open[1]);
		expect(
			maturityReference(incidenceCurve([cell(0, { client: 1901 }), cell(2, { open: 99 })]))!.incidence
		).toHaveLength(1);
		expect(
			maturityReference(incidenceCurve([cell(0, { client: 1900 }), cell(2, { open: 100 })]))!.incidence
		).toHaveLength(3);
	});

	it('may be a single day', () => {
		expect(maturityReference(incidenceCurve([cell(0, { client: 30, open: 30 })]))).toEqual({
			incidence: [0.5],
			open: [0.5]
		});
	});

	it('is none with too few leads, or before the first client', () => {
		expect(maturityReference([])).toBeNull();
		expect(maturityReference(incidenceCurve([cell(3, { client: 49 })]))).toBeNull();
		expect(maturityReference(incidenceCurve([cell(0, { open: 100 }), cell(3, { lost: 60 })]))).toBeNull();
		expect(
			maturityReference(incidenceCurve([cell(0, { open: 100 }), cell(3, { client: 40, open: 9 })]))
		).toBeNull();
	});
});

describe('what is measured', () => {
	const values = {};
	it('is by arrival, whatever time leads had, and whatever became of them', () => {
		expect(canMature({ mode: 'cohort', window: undefined, values }, ['channel', 'month'])).toBe(true);
		expect(canMature({ mode: 'period', window: undefined, values }, [])).toBe(false);
		expect(canMature({ mode: 'cohort', window: 30, values }, [])).toBe(false);
		expect(canMature({ mode: 'cohort', window: undefined, values: { outcome: ['client'] } }, [])).toBe(false);
		expect(canMature({ mode: 'cohort', window: undefined, values }, ['stage'])).toBe(false);
	});
});
