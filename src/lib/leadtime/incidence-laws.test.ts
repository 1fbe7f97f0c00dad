/** Laws of the incidence that hold for any leads. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { curveUpTo, incidenceCurve, type IncidenceCell } from './incidence.ts';

const count = fc.integer({ min: 0, max: 40 });
const cell = fc.record({ day: fc.integer({ min: 0, max: 60 }), open: count, client: count, lost: count });
const cells = fc.array(cell, { maxLength: 30 });
const leftOut = fc.record({ clients: count, lost: count });
const near = (actual: number, wanted: number) => expect(Math.abs(actual - wanted)).toBeLessThan(1e-9);

it('shares add up to 1 and only grow, and the range holds the incidence', () => {
	fc.assert(
		fc.property(cells, leftOut, (of, out) => {
			let [incidence, lost] = [0, 0];
			for (const point of incidenceCurve(of, out)) {
				near(point.incidence + point.lostIncidence + point.open, 1);
				expect(point.incidence).toBeGreaterThanOrEqual(incidence);
				expect(point.lostIncidence).toBeGreaterThanOrEqual(lost);
				[incidence, lost] = [point.incidence, point.lostIncidence];
				if (point.lo === null) expect(incidence).toBe(0);
				else {
					expect(point.lo).toBeLessThanOrEqual(incidence);
					expect(point.hi).toBeGreaterThanOrEqual(Math.min(1, incidence));
				}
			}
		})
	);
});

it('neither the order of the cells matters, nor whether a day is one of them or several', () => {
	const shuffled = cells.chain((of) =>
		fc.tuple(fc.constant(of), fc.shuffledSubarray(of, { minLength: of.length }))
	);
	fc.assert(
		fc.property(shuffled, leftOut, ([of, other], out) => {
			const parts = other.flatMap((one): IncidenceCell[] => [
				{ ...one, open: 0, client: 0 },
				{ ...one, lost: 0 }
			]);
			expect(incidenceCurve(parts, out)).toEqual(incidenceCurve(of, out));
		})
	);
});

it('without censoring it is the plain share, with its binomial error', () => {
	const ended = cells.map((of) => of.map((one) => ({ ...one, open: 0 })));
	fc.assert(
		fc.property(ended, (of) => {
			const leads = of.reduce((sum, { client, lost }) => sum + client + lost, 0);
			for (const { day, incidence, se } of incidenceCurve(of)) {
				const clients = of.reduce((sum, one) => sum + (one.day <= day ? one.client : 0), 0);
				near(incidence, clients / leads);
				near(se ?? 0, Math.sqrt((incidence * Math.max(0, 1 - incidence)) / leads));
			}
		})
	);
});

it('what comes after a day does not matter up to it', () => {
	fc.assert(
		fc.property(cells, leftOut, fc.integer({ min: 0, max: 60 }), (of, out, day) => {
			const later = of.map((one) => (one.day > day ? { ...one, day: one.day + 100 } : one));
			expect(curveUpTo(incidenceCurve(later, out), day)).toEqual(curveUpTo(incidenceCurve(of, out), day));
		})
	);
});
