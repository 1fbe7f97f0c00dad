import { describe, expect, it } from 'vitest';
import {
	activityEffects,
	baseChances,
	eagernessOf,
	reachChance,
	responseFactor,
	solveQuality,
	stepChances,
	usualClientChance,
	withManagers
} from './odds.ts';

const fit = [0.2, 0.5, 0.3];
const interest = [0.2, 0.5, 0.3];
const rate = (quality: number) =>
	fit
		.flatMap((f, i) => interest.map((g, j) => f * g * usualClientChance(quality, i, j)))
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

	it('rise with what a lead did at first, against others as interested', () => {
		const eager = eagernessOf(new Set(['pricing_view', 'demo_request']), 1);
		const idle = eagernessOf(new Set(), 1);
		expect(eager - idle).toBeCloseTo(activityEffects.pricing_view! + activityEffects.demo_request!, 12);
		expect(eagernessOf(new Set(['unsubscribe']), 2)).toBeLessThan(eagernessOf(new Set(), 2));
		// Hot leads do all of it so often that it tells less of them.
		expect(eagernessOf(new Set(), 0)).toBeLessThan(idle);
		const [before, after] = [stepChances(0, 1, 1, idle), stepChances(0, 1, 1, eager)];
		for (const step of [0, 1, 2, 3] as const) expect(after[step]).toBeGreaterThan(before[step]);
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
