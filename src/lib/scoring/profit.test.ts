import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bestThreshold, profitRange } from './profit.ts';

const best = (score: number[], clients: number[], perClient = 100, perLead = 10) =>
	bestThreshold(Float64Array.from(score), Uint8Array.from(clients), { perClient, perLead });

/** The same few leads many times over, so that both parts hold some of each. */
const often = <T>(times: number, list: T[]): T[] => Array.from({ length: times }, () => list).flat();

it('hands over whom it pays to hand over, judged on the newer part', () => {
	// Of those with 30 points every lead becomes a client, with 20 every fourth, with 10 nobody.
	const score = often(100, [30, 20, 20, 20, 20, 10, 10, 10, 10, 10]);
	const clients = often(100, [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
	const found = best(score, clients)!;
	expect(found).toMatchObject({
		...{ threshold: 20, from: 20, to: 20 },
		older: { leads: 700, flagged: 350, clients: 140, profit: 10_500 },
		newer: { leads: 300, flagged: 150, clients: 60, profit: 4500 }
	});
	// 60 clients bring 90 each, 90 others cost 10.
	const half = 1.959963984540054 * Math.sqrt(60 * 90 ** 2 + 90 * 10 ** 2 - 4500 ** 2 / 300);
	expect(found.newer.interval[0]).toBeCloseTo(4500 - half, 9);
	expect(found.newer.interval[1]).toBeCloseTo(4500 + half, 9);
});

it('widens to the thresholds that could as well be the best', () => {
	// A lead with 20 points brings in what it costs, more or less.
	const score = often(100, [30, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 10]);
	const clients = often(100, [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
	expect(best(score, clients)).toMatchObject({ threshold: 20, from: 20, to: 30 });
});

it('hands over nobody where no lead pays, and everybody where leads cost nothing', () => {
	const [score, clients] = [often(50, [10, 20]), often(50, [0, 0])];
	expect(best(score, clients)).toMatchObject({
		threshold: 21,
		newer: { flagged: 0, profit: 0, interval: [0, 0] }
	});
	expect(best(score, often(50, [1, 1]), 100, 0)).toMatchObject({ threshold: 10, older: { flagged: 70 } });
});

it('says nothing where a part has no leads', () => {
	expect(best([], [])).toBeNull();
	expect(best([5], [1])).toBeNull();
});

it('is no worse than any other threshold, and its range holds it', () => {
	const leads = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.boolean()), {
		minLength: 2,
		maxLength: 60
	});
	fc.assert(
		fc.property(leads, fc.integer({ min: 0, max: 50 }), (drawn, perLead) => {
			const score = drawn.map(([points]) => points);
			const found = best(
				score,
				drawn.map(([, isClient]) => Number(isClient)),
				40,
				perLead
			)!;
			const older = drawn.slice(0, found.older.leads);
			for (const threshold of [-3, -2, -1, 0, 1, 2, 3, 4]) {
				const flagged = older.filter(([points]) => points >= threshold);
				const profit = 40 * flagged.filter(([, isClient]) => isClient).length - perLead * flagged.length;
				expect(profit).toBeLessThanOrEqual(found.older.profit);
			}
			expect(found.from).toBeLessThanOrEqual(found.threshold);
			expect(found.to).toBeGreaterThanOrEqual(found.threshold);
			for (const value of found.newer.interval) expect(value).not.toBeNaN();
		})
	);
});

it('has no range of nothing', () => {
	expect(profitRange({ flagged: 0, clients: 0 }, 10, { perClient: 5, perLead: 1 })).toEqual([0, 0]);
});
