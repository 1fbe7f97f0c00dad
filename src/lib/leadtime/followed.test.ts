import { describe, expect, it } from 'vitest';
import { curveDays } from './curve-days.ts';
import { incidenceOf } from './exits.ts';
import { atRiskOn, followedPoints, lastFollowedDay, pointAt } from './followed.ts';
import { timesRows } from './times-rows.ts';

const whole = incidenceOf([
	{ exit: 'client', day: 2, leads: 40 },
	{ exit: 'lost', day: 10, leads: 800 },
	{ exit: 'lost', day: 20, leads: 100 },
	{ exit: 'open', day: 40, leads: 1020 },
	{ exit: 'open', day: 90, leads: 40 }
]);
const { curve } = whole;

describe('how far a curve can be read', () => {
	it('is the last day with 5 % of the leads, 50 at least, at risk', () => {
		expect(followedPoints(curve).map(({ day }) => day)).toEqual([2, 10, 20, 40]);
		expect(lastFollowedDay(curve)).toBe(40);
	});

	it('has no end where nobody is open, and is none where leads are few', () => {
		expect(lastFollowedDay(incidenceOf([{ exit: 'client', day: 3, leads: 1 }]).curve)).toBe(Infinity);
		expect(lastFollowedDay(incidenceOf([{ exit: 'open', day: 3, leads: 49 }]).curve)).toBeNull();
		expect(lastFollowedDay([])).toBeNull();
	});

	it('gives the share by the end of a day and the leads at its start', () => {
		expect(pointAt(curve, 1)).toBeNull();
		expect(pointAt(curve, 9)!.incidence).toBeCloseTo(0.02, 12);
		expect([0, 2, 3, 40, 41, 91].map((day) => atRiskOn(curve, day))).toEqual([2000, 2000, 1960, 1060, 40, 0]);
	});
});

describe('the curve as a table', () => {
	it('has some days, and the last', () => {
		const rows = curveDays(whole);
		expect(rows.map(({ day }) => day)).toEqual([0, 1, 3, 7, 14, 30, 60, 90]);
		expect(rows[0]).toEqual({
			...{ day: 0, atRisk: 2000, clients: 0, lost: 0, incidence: 0, lostIncidence: 0, open: 1 },
			...{ lo: null, hi: null, firm: true }
		});
		expect(rows[5]).toMatchObject({ day: 30, atRisk: 1060, clients: 40, lost: 900, firm: true });
		expect(rows[6]).toMatchObject({ day: 60, atRisk: 40, firm: false });
		for (const { incidence, lostIncidence, open } of rows)
			expect(incidence + lostIncidence + open).toBeCloseTo(1, 12);
	});
});

describe('time to client and to loss', () => {
	it('are half times of all and quantiles of those that came to it', () => {
		const [client, lost] = timesRows(whole);
		expect(client).toMatchObject({ leads: 40, half: 2, quantiles: [2, 2, 2, 2], undated: 0 });
		expect(client!.end).toBeCloseTo(0.02, 12);
		expect(lost).toMatchObject({ leads: 900, half: 10, quantiles: [10, 10, 10, 20], range: null });
	});

	it('are missing where nobody came to it', () => {
		const [client, lost] = timesRows(incidenceOf([]));
		expect(client).toMatchObject({ end: null, half: null, quantiles: [null, null, null, null], range: null });
		expect(lost).toMatchObject({ end: null, quantiles: [null, null, null, null] });
	});
});
