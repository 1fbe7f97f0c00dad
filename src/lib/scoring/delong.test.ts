import { expect, it } from 'vitest';
import { delong } from './delong.ts';
import { quality } from './quality.ts';

// methods.json, delong-paired-40
const isClient = Uint8Array.from([
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0
]);
const a = Float64Array.from([
	-5, 30, 0, 5, -10, 10, 10, 5, 10, 15, 5, 0, 5, 10, 0, -5, 10, 5, 5, -5, 0, 20, 10, -5, -10, -5, 0, 0, 0, 5,
	5, 20, -5, -10, -5, -5, 5, -5, 10, -10
]);
const b = Float64Array.from([
	0, 25, 10, -5, -5, 20, 5, 15, 25, 15, 10, 5, 15, 35, -10, 0, 15, -10, 0, 0, 5, 30, 20, -5, 0, 5, 20, -20,
	10, 15, 0, 25, -10, -10, -5, -10, -10, -10, 15, -10
]);
const wanted = {
	aucA: 0.68543956043956,
	aucB: 0.725274725274725,
	varA: 0.00796435073801938,
	varB: 0.00636900504398391,
	cov: 0.00523271529822671,
	difference: -0.0398351648351648,
	se: 0.0621926457513255
};

it('compares two scores of the same leads', () => {
	const found = delong(isClient, a, b)!;
	for (const [name, value] of Object.entries(wanted))
		expect(found[name as keyof typeof wanted], name).toBeCloseTo(value, 12);
	expect(found.interval[0]).toBeCloseTo(-0.161730510611021, 12);
	expect(found.interval[1]).toBeCloseTo(0.0820601809406912, 12);
	const { gini, ks } = quality(a, isClient);
	expect(gini).toBeCloseTo(0.370879120879121, 12);
	expect(ks).toBeCloseTo(0.32967032967033, 12);
});

it('says the same of scores that are not whole, and the other way round with the scores exchanged', () => {
	const found = delong(isClient, a, b)!;
	const scaled = delong(
		isClient,
		a.map((score) => score / 7),
		b
	)!;
	expect(scaled.se).toBeCloseTo(found.se, 12);
	const turned = delong(isClient, b, a)!;
	expect(turned.difference).toBeCloseTo(-found.difference, 12);
	expect(turned.se).toBeCloseTo(found.se, 12);
});

it('finds no difference between a score and itself', () => {
	expect(delong(isClient, a, a)).toMatchObject({ difference: 0, se: 0, interval: [0, 0] });
});

it('says nothing with fewer than two clients or two others', () => {
	expect(delong(new Uint8Array(40), a, b)).toBeNull();
	expect(delong(new Uint8Array(40).fill(1), a, b)).toBeNull();
	expect(delong(Uint8Array.from([1, 0, 0]), a.slice(0, 3), b.slice(0, 3))).toBeNull();
	expect(delong(new Uint8Array(), new Float64Array(), new Float64Array())).toBeNull();
});
