import { describe, expect, it } from 'vitest';
import { incidenceOf } from '#lib/leadtime/exits.ts';
import { chartSpans, curveView, firstSpan, placeOf, sampledDays } from './curve-view.ts';
import { spread } from './spread.ts';

describe('the days that are sent', () => {
	it('are all of them at first, then fewer, and the last', () => {
		expect(sampledDays(3, 400)).toEqual([0, 1, 2, 3]);
		expect(sampledDays(48, 4)).toEqual([0, 1, 2, 3, 4, 9, 14, 19, 33, 47, 48]);
		expect(sampledDays(0, 4)).toEqual([0]);
	});
});

describe('a curve for the charts', () => {
	const whole = incidenceOf([
		{ exit: 'client', day: 1, leads: 10 },
		{ exit: 'lost', day: 2, leads: 30 },
		{ exit: 'open', day: 4, leads: 60 }
	]);

	it('has its shares by the end of each day', () => {
		const view = curveView(whole, [0, 1, 2, 3, 4]);
		expect(view.client).toEqual([0, 0.1, 0.1, 0.1, 0.1]);
		expect(view.lost).toEqual([0, 0, 0.3, 0.3, 0.3]);
		expect(view.atRisk).toEqual([100, 100, 90, 60, 60]);
		expect(view.lo[0]).toBeNull();
		expect(view.lo[1]!).toBeLessThan(0.1);
		expect(view).toMatchObject({ firmUntil: 4, end: 4 });
	});

	it('finds the point for a day under the pointer', () => {
		expect([0, 4, 6, 99].map((day) => placeOf({ days: [0, 5, 10] }, day))).toEqual([0, 0, 1, 2]);
	});
});

describe('what the charts end with', () => {
	it('is a month, a quarter, a year or all, and a year at first', () => {
		expect(chartSpans(700)).toEqual([30, 90, 365, 700]);
		expect(chartSpans(90)).toEqual([30, 90]);
		expect(chartSpans(0)).toEqual([0]);
		expect([700, 90].map(firstSpan)).toEqual([365, 90]);
	});
});

describe('labels', () => {
	const rounded = (places: number[]) => places.map((place) => Number(place.toFixed(2)));

	it('stand where they belong, or a gap apart', () => {
		expect(rounded(spread([0.9, 0.5, 0.1], 0.1, [0, 1]))).toEqual([0.9, 0.5, 0.1]);
		expect(rounded(spread([0.5, 0.5, 0.52], 0.1, [0, 1]))).toEqual([0.5, 0.6, 0.7]);
	});

	it('stay within the ends', () => {
		expect(rounded(spread([1, 1, 0.99], 0.1, [0, 1]))).toEqual([0.9, 1, 0.8]);
		expect(rounded(spread([-0.2], 0.1, [0.04, 0.96]))).toEqual([0.04]);
	});
});
