import { expect, test } from 'vitest';
import { nearestStop, pointAt, stopFrom } from './gate-points.ts';

const point = (threshold: number, flagged: number, clients: number) => ({ threshold, flagged, clients });
const stops = [point(0, 10, 4), point(3, 6, 3), point(4, 2, 2), point(5, 0, 0)];

test('what is pointed at takes the nearest stop', () => {
	expect(nearestStop(stops, 9)).toEqual(point(0, 10, 4));
	expect(nearestStop(stops, 7)).toEqual(point(3, 6, 3));
	expect(nearestStop(stops, 0.5)).toEqual(point(5, 0, 0));
	expect(nearestStop([], 3)).toBeNull();
});

test('a step goes to the next stop, from between two from the one that hands over the same leads', () => {
	expect(stopFrom(stops, 3, 1)).toEqual(point(0, 10, 4));
	expect(stopFrom(stops, 2, -1)).toEqual(point(4, 2, 2));
	expect(stopFrom(stops, 3.5, 0)).toEqual(point(4, 2, 2));
	expect(stopFrom(stops, 4, -9)).toEqual(point(5, 0, 0));
	expect(stopFrom(stops, 99, 1)).toEqual(point(4, 2, 2));
	expect(stopFrom(stops, -50, 1)).toEqual(point(0, 10, 4));
	expect(stopFrom([], 3, 1)).toBeNull();
});

test('a threshold that nobody reaches hands over nobody', () => {
	expect(pointAt(stops, 2.5)).toEqual(point(3, 6, 3));
	expect(pointAt(stops, 77)).toEqual(point(77, 0, 0));
	expect(pointAt([], 9)).toBeNull();
});
