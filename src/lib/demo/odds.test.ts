import { describe, expect, it } from 'vitest';
import {
	baseChances,
	clientChance,
	reachChance,
	responseFactor,
	solveQuality,
	stepChances,
	withManagers
} from './odds.ts';

const fit = [0.2, 0.5, 0.3];
const interest = [0.2, 0.5, 0.3];
const rate = (quality: number) =>
	fit
		.flatMap((f, i) => interest.map((g, j) => f * g * clientChance(stepChances(quality, i, j))))
		.reduce((sum, x) => sum + x, 0);

describe('odds', () => {
	it('are the base chances for a fair, warm lead of an ordinary campaign', () => {
		const [mql, sal, sql, client] = stepChances(0, 1, 1);
		expect([mql, sal, sql, client].map((x) => Math.round(x * 1e9) / 1e9)).toEqual([
			baseChances.mql,
			baseChances.sal,
			baseChances.sql,
			baseChances.client
		]);
	});

	it('of reaching a lead count five calls', () => {
		expect(reachChance).toBeCloseTo(1 - 0.1 * 0.85 ** 5 - 0.9 * 0.27 ** 5, 12);
	});

	it('solve the quality that gives the wanted share of clients', () => {
		const quality = solveQuality(0.045, 0.8, fit, interest);
		expect(0.8 * rate(quality)).toBeCloseTo(0.045, 9);
	});

	it('rise with skill by its factor, half of it on each of two steps', () => {
		const plain = stepChances(0, 1, 1);
		const skilled = withManagers(plain, 1, 1.44, 1);
		expect(skilled[2] / plain[2]).toBeCloseTo(1.2, 9);
		expect(skilled[3] / plain[3]).toBeCloseTo(1.2, 9);
		expect(withManagers(plain, 0.25, 1, 1)[0]).toBeCloseTo(plain[0] / 2, 9);
		expect(withManagers(plain, 1, 100, 1)[3]).toBe(0.97);
	});

	it('fall with every hour until the first call', () => {
		expect([0, 5, 59, 60, 1439, 4320].map(responseFactor)).toEqual([1.25, 1.15, 1.15, 1.05, 0.97, 0.75]);
	});
});
