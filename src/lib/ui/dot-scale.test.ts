import { describe, expect, it } from 'vitest';
import { dotScale, placeOn, type Dot } from './dot-scale.ts';

const dot = (value: number | null, lo: number | null, hi: number | null): Dot => ({ value, range: [lo, hi] });

describe('dotScale', () => {
	it('begins at 0 and holds dots and ranges', () => {
		const scale = dotScale([dot(80, 65, 98), dot(334, 288, 388)])!;
		expect(scale).toEqual({ log: false, from: 0, to: 388, ticks: [0, 100, 200, 300] });
		expect(placeOn(scale, 194)).toBe(0.5);
	});

	it('cuts ranges that would squeeze the dots', () => {
		const scale = dotScale([dot(100, 80, 120), dot(200, 60, 2000), dot(null, 50, null)])!;
		expect(scale.to).toBe(320);
		expect(placeOn(scale, 2000)).toBe(1);
	});

	it('is logarithmic where the dots are further apart than 25 times', () => {
		expect(dotScale([dot(10, 8, 12), dot(240, 200, 290)])!.log).toBe(false);
		const scale = dotScale([dot(10, 8, 12), dot(null, 1000, null)])!;
		expect(scale).toEqual({
			log: true,
			from: 4,
			to: 1050,
			ticks: [10, 30, 100, 300, 1000]
		});
		expect(placeOn(scale, 4)).toBe(0);
		expect(placeOn(scale, 1)).toBe(0);
		expect(placeOn(scale, Math.sqrt(4 * 1050))).toBeCloseTo(0.5, 10);
	});

	it('has fewer ticks on a long axis, and is not stretched by ranges without a dot', () => {
		const scale = dotScale([dot(34183, 6034, 193647), dot(231, 140, 380), dot(null, 0.5, null)])!;
		expect([scale.from, scale.ticks]).toEqual([80, [100, 1000, 10000]]);
	});

	it('has no axis without a positive value', () => {
		expect(dotScale([])).toBeNull();
		expect(dotScale([dot(null, null, null), dot(0, 0, 0)])).toBeNull();
	});

	it('holds the ranges where all dots are 0', () =>
		expect(dotScale([dot(0, 0, 0.3), dot(0, 0, 0.2)])).toMatchObject({ from: 0, to: 0.3 }));

	it('has round steps for small values too', () =>
		expect(dotScale([dot(0.041, 0.036, 0.048)])!.ticks).toEqual([0, 0.01, 0.02, 0.03, 0.04]));
});
