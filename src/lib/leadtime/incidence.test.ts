import { describe, expect, it } from 'vitest';
import { halfTimeDays, incidenceCurve, type IncidenceCell } from './incidence.ts';

/** Fixtures aalen-johansen-20 and aalen-johansen-20-weighted of METHODS (R's survfit). */
const days = [0, 0, 1, 1, 2, 2, 2, 3, 5, 5, 5, 8, 8, 9, 13, 13, 20, 20, 21, 30];
const outcomes = [1, 2, 2, 0, 1, 2, 0, 0, 1, 1, 0, 2, 0, 1, 0, 2, 1, 0, 0, 0];
const cells: IncidenceCell[] = days.map((day, i) => ({
	day,
	open: Number(outcomes[i] === 0),
	client: Number(outcomes[i] === 1),
	lost: Number(outcomes[i] === 2)
}));
const atRisk = [20, 18, 16, 13, 12, 9, 7, 6, 4, 2, 1];

const close = (actual: number[], wanted: number[]) => {
	expect(actual).toHaveLength(wanted.length);
	actual.forEach((value, i) => expect(Math.abs(value - wanted[i]!)).toBeLessThan(1e-9));
};

describe('the incidence of clients', () => {
	it('is that of 20 leads', () => {
		const curve = incidenceCurve(cells);
		expect(curve.map(({ day }) => day)).toEqual([0, 1, 2, 3, 5, 8, 9, 13, 20, 21, 30]);
		expect(curve.map((point) => point.atRisk)).toEqual(atRisk);
		expect(curve.map(({ client }) => client)).toEqual([1, 0, 1, 0, 2, 0, 1, 0, 1, 0, 0]);
		expect(curve.map(({ lost }) => lost)).toEqual([1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0]);
		close(
			curve.map(({ incidence }) => incidence),
			[
				...[0.05, 0.05, 0.103125, 0.103125, 0.227083333333333, 0.227083333333333, 0.305787037037037],
				...[0.305787037037037, 0.404166666666667, 0.404166666666667, 0.404166666666667]
			]
		);
		close(
			curve.map(({ lostIncidence }) => lostIncidence),
			[
				...[0.05, 0.1, 0.153125, 0.153125, 0.153125, 0.221990740740741, 0.221990740740741],
				...[0.300694444444444, 0.300694444444444, 0.300694444444444, 0.300694444444444]
			]
		);
		close(
			curve.map(({ open }) => open),
			[
				...[0.9, 0.85, 0.74375, 0.74375, 0.619791666666667, 0.550925925925926, 0.472222222222222],
				...[0.393518518518519, 0.295138888888889, 0.295138888888889, 0.295138888888889]
			]
		);
	});

	it('lets dated outcomes stand for those without a date', () => {
		const curve = incidenceCurve(cells, { clients: 3, lost: 1 });
		expect(curve.map((point) => point.atRisk)).toEqual(atRisk);
		close(
			curve.map(({ incidence }) => incidence),
			[
				...[0.0625, 0.0625, 0.128272251308901, 0.128272251308901, 0.278086823734729, 0.278086823734729],
				...[0.370210137266747, 0.370210137266747, 0.482805298250324, 0.482805298250324, 0.482805298250324]
			]
		);
	});

	it('is the plain share where all leave on one day', () => {
		expect(incidenceCurve([{ day: 0, open: 1, client: 2, lost: 1 }])[0]!.incidence).toBe(0.5);
	});

	it('has no points without leads, and stays 0 without a dated client', () => {
		expect(incidenceCurve([])).toEqual([]);
		const none = incidenceCurve([{ day: 3, open: 1, client: 0, lost: 2 }], { clients: 5, lost: 0 });
		expect(none.map(({ incidence }) => incidence)).toEqual([0]);
	});
});

describe('the half time', () => {
	it('is the first day with half of the incidence at the end', () => {
		expect(halfTimeDays(incidenceCurve(cells))).toBe(5);
		expect(halfTimeDays(incidenceCurve([{ day: 7, open: 0, client: 1, lost: 0 }]))).toBe(7);
	});

	it('is none without clients', () => {
		expect(halfTimeDays(incidenceCurve([{ day: 7, open: 1, client: 0, lost: 0 }]))).toBeNull();
		expect(halfTimeDays([])).toBeNull();
	});
});
