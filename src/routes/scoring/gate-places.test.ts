import { expect, test } from 'vitest';
import { bandPath, between, linePath, marksApart, scalesOf } from './gate-places.ts';

const scales = scalesOf({ left: 10, right: 110, top: 20, bottom: 220 });
const whole = { n: 10, clients: 4 };
const stops = [
	{ threshold: 0, flagged: 8, clients: 4 },
	{ threshold: 3, flagged: 5, clients: 3 },
	{ threshold: 4, flagged: 0, clients: 0 }
];
type Stop = (typeof stops)[number];

test('shares become places, and a place beyond the axis the nearest end', () => {
	expect([scales.x(0.25), scales.y(0.25)]).toEqual([35, 170]);
	expect([scales.shareAt(35), scales.shareAt(-5), scales.shareAt(400)]).toEqual([0.25, 0, 1]);
});

test('the curve goes from everybody to nobody', () => {
	expect(linePath(stops, whole, scales)).toBe('M110,20L90,20L60,70L10,220L10,220');
	expect(linePath([], whole, scales)).toBe('M110,20L10,220');
});

test('a part of the curve has no ends added, and one point alone is no line', () => {
	expect(linePath(between(stops, [1, 4]), whole, scales, false)).toBe('M60,70L10,220');
	expect(linePath(between(stops, [3, 3]), whole, scales, false)).toBe('');
});

test('a mark that nobody reaches is not drawn, and marks in one place share it', () => {
	const [all, some, nobody] = stops as [Stop, Stop, Stop];
	const near = { ...some, flagged: 6 };
	const marks = [
		{ name: 'Warm 3', point: some },
		{ name: 'SQL 3', point: near },
		{ name: 'Engaged 0', point: all },
		{ name: 'Hot 9', point: nobody }
	];
	expect(marksApart(marks, whole, scales, 16)).toEqual([
		{ name: 'Warm 3 · SQL 3', point: some },
		{ name: 'Engaged 0', point: all }
	]);
	expect(marksApart(marks, whole, scales, 1)).toHaveLength(3);
});

test('the likely range is an area round the curve: Wilson of 3 of 4 is 30.1–95.4 %', () => {
	expect(bandPath(stops, whole, scales)).toBe('M90,118L60,159.9L10,220L10,122L60,29.1L90,20Z');
	expect(bandPath(stops.slice(0, 1), whole, scales)).toBe('');
});
