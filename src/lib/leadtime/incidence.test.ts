import { describe, expect, it } from 'vitest';
import { curveUpTo, halfTimeDays, incidenceCurve, type IncidenceCell } from './incidence.ts';

/** Fixtures aalen-johansen-20, aalen-johansen-20-weighted and aalen-johansen-day0 of METHODS (R's survfit). */
const days = [0, 0, 1, 1, 2, 2, 2, 3, 5, 5, 5, 8, 8, 9, 13, 13, 20, 20, 21, 30];
const outcomes = [1, 2, 2, 0, 1, 2, 0, 0, 1, 1, 0, 2, 0, 1, 0, 2, 1, 0, 0, 0];
const cells: IncidenceCell[] = days.map((day, i) => ({
	day,
	open: Number(outcomes[i] === 0),
	client: Number(outcomes[i] === 1),
	lost: Number(outcomes[i] === 2)
}));
const atRisk = [20, 18, 16, 13, 12, 9, 7, 6, 4, 2, 1];

const close = (actual: (number | null)[], wanted: number[]) => {
	expect(actual).toHaveLength(wanted.length);
	actual.forEach((value, i) => expect(Math.abs(value! - wanted[i]!)).toBeLessThan(1e-9));
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
		close(
			curve.map(({ se }) => se),
			[
				0.0487339717240449, 0.0487339717240449, 0.069138638742656, 0.069138638742656, 0.10064067050743,
				0.10064067050743, 0.116684010267724, 0.116684010267724, 0.133334258007362, 0.133334258007362,
				0.133334258007362
			]
		);
		close(
			curve.map(({ lo }) => lo),
			[
				0.00740152764467123, 0.00740152764467123, 0.0277133108126608, 0.0277133108126608, 0.0952670501609854,
				0.0952670501609854, 0.144748008009419, 0.144748008009419, 0.211714102894278, 0.211714102894278,
				0.211714102894278
			]
		);
		close(
			curve.map(({ hi }) => hi),
			[
				0.337768109506405, 0.337768109506405, 0.383742155417299, 0.383742155417299, 0.541287257143351,
				0.541287257143351, 0.64598962918927, 0.64598962918927, 0.771562650816963, 0.771562650816963,
				0.771562650816963
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
		close(
			curve.map(({ se }) => se),
			[
				0.0601613228380577, 0.0601613228380577, 0.0837239273425968, 0.0837239273425968, 0.115436251180314,
				0.115436251180314, 0.128544495133052, 0.128544495133052, 0.137571465428382, 0.137571465428382,
				0.137571465428382
			]
		);
		close(
			curve.map(({ lo }) => lo),
			[
				0.00947391412656306, 0.00947391412656306, 0.0356902258704663, 0.0356902258704663, 0.123264855885021,
				0.123264855885021, 0.187453608468129, 0.187453608468129, 0.276203406800702, 0.276203406800702,
				0.276203406800702
			]
		);
		close(
			curve.map(({ hi }) => hi),
			[
				0.412316382417655, 0.412316382417655, 0.461016148106512, 0.461016148106512, 0.627366827143371,
				0.627366827143371, 0.731143811287934, 0.731143811287934, 0.843946708400963, 0.843946708400963,
				0.843946708400963
			]
		);
	});

	it('is the plain share where all leave on one day', () => {
		const [point] = incidenceCurve([{ day: 0, open: 1, client: 2, lost: 1 }]);
		expect(point).toMatchObject({ incidence: 0.5, lostIncidence: 0.25, open: 0.25, hi: 1 });
		close([point!.se, point!.lo], [0.25, 0.187658928706588]);
	});

	it('has no points without leads, and stays 0 without a dated client', () => {
		expect(incidenceCurve([])).toEqual([]);
		const none = incidenceCurve([{ day: 3, open: 1, client: 0, lost: 2 }], { clients: 5, lost: 0 });
		expect(none.map(({ incidence, se, lo, hi }) => [incidence, se, lo, hi])).toEqual([[0, null, null, null]]);
	});

	it('is certain where every lead is a client', () => {
		const all = incidenceCurve([{ day: 4, open: 0, client: 9, lost: 0 }]);
		expect(all).toEqual([
			{ day: 4, atRisk: 9, client: 9, lost: 0, incidence: 1, lostIncidence: 0, open: 0, se: 0, lo: 1, hi: 1 }
		]);
		const one = incidenceCurve([{ day: 0, open: 0, client: 1, lost: 0 }]);
		expect(one).toMatchObject([{ atRisk: 1, incidence: 1, open: 0 }]);
	});

	it('needs no open leads, and no losses', () => {
		const curve = incidenceCurve([
			{ day: 0, open: 0, client: 1, lost: 1 },
			{ day: 3650, open: 0, client: 2, lost: 0 }
		]);
		expect(curve.map(({ day, incidence, open }) => [day, incidence, open])).toEqual([
			[0, 0.25, 0.5],
			[3650, 0.75, 0]
		]);
		// All are followed to their end: the binomial standard error.
		close([curve[1]!.se], [Math.sqrt((0.75 * 0.25) / 4)]);
	});
});

describe('a curve up to a day', () => {
	const curve = incidenceCurve(cells);

	it('counts who is left as open on that day', () => {
		const week = curveUpTo(curve, 7);
		expect(week.slice(0, -1)).toEqual(curve.slice(0, 5));
		expect(week.at(-1)).toEqual({ ...curve[4]!, day: 7, atRisk: 9, client: 0, lost: 0 });
		expect(curveUpTo(curve, 8)).toEqual(curve.slice(0, 6));
	});

	it('is the curve of leads that are followed so long', () => {
		const late = cells.map((cell) => (cell.day > 7 ? { day: 7, open: 1, client: 0, lost: 0 } : cell));
		const near = (value: unknown) => (typeof value === 'number' ? expect.closeTo(value, 12) : value);
		expect(curveUpTo(curve, 7)).toEqual(
			incidenceCurve(late).map((point) =>
				Object.fromEntries(Object.entries(point).map(([name, value]) => [name, near(value)]))
			)
		);
	});

	it('is whole where nobody leaves later, and starts with nothing', () => {
		expect(curveUpTo(curve, 30)).toEqual(curve);
		expect(curveUpTo(curve, 90)).toEqual(curve);
		expect(curveUpTo(curve.slice(2), 1)).toMatchObject([
			{ day: 1, atRisk: 16, incidence: 0, open: 1, lo: null }
		]);
		expect(curveUpTo([], 30)).toEqual([]);
	});
});

describe('the half time', () => {
	it('is the first day with half of the incidence at the end', () => {
		expect(halfTimeDays(incidenceCurve(cells))).toBe(5);
		expect(halfTimeDays(incidenceCurve([{ day: 7, open: 0, client: 1, lost: 0 }]))).toBe(7);
	});

	it('is that of the losses too', () => {
		expect(halfTimeDays(incidenceCurve(cells), 'lostIncidence')).toBe(2);
		expect(
			halfTimeDays(incidenceCurve([{ day: 7, open: 0, client: 1, lost: 0 }]), 'lostIncidence')
		).toBeNull();
	});

	it('is none without clients', () => {
		expect(halfTimeDays(incidenceCurve([{ day: 7, open: 1, client: 0, lost: 0 }]))).toBeNull();
		expect(halfTimeDays([])).toBeNull();
	});
});
