import { expect, it } from 'vitest';
import { dayScale, placeOf } from './step-scale.ts';

it('goes from 0 to beyond the longest time', () => {
	const scale = dayScale([2, 100, 40]);
	expect(scale.top).toBe(130);
	expect(scale.ticks).toEqual([0, 3, 14, 30, 60, 90]);
	expect(placeOf(scale, 0)).toBe(0);
	expect(placeOf(scale, 130 / 4)).toBe(0.5);
	expect(placeOf(scale, 500)).toBe(1);
});

it('shows hours where no step takes longer', () => {
	expect(dayScale([]).ticks).toEqual([0, 1 / 24]);
	expect(dayScale([0.5]).ticks).toEqual([0, 1 / 24, 0.25]);
});
