import { describe, expect, it } from 'vitest';
import { verdicts, type VerdictCell } from './verdicts.ts';

/** Weeks of leads and clients by channel. */
const weeks = (rows: Record<string, [leads: number, clients: number][]>): VerdictCell[] =>
	Object.entries(rows).flatMap(([key, cells]) =>
		cells.map(([leads, clients], week) => ({ key, stratum: `2026-W${week + 10}`, leads, clients }))
	);
const judged = (cells: VerdictCell[]) =>
	Object.fromEntries([...verdicts(cells)].map(([key, { verdict }]) => [key, verdict]));

describe('verdicts', () => {
	it('are better, worse, same and few', () => {
		expect(
			judged(
				weeks({
					'"Ads"': [[500, 25]],
					'"Fair"': [[500, 60]],
					'"Mail"': [[500, 2]],
					null: [[500, 28]],
					'"Radio"': [[20, 0]]
				})
			)
		).toEqual({ '"Ads"': 'same', '"Fair"': 'better', '"Mail"': 'worse', null: 'same', '"Radio"': 'few' });
	});

	it('compare with the same weeks: young leads are no worse than young leads', () => {
		// The new channel has only leads of the last week, which have not had the time to become clients.
		const old: [number, number][] = [
			[400, 40],
			[400, 40],
			[400, 12]
		];
		const cells = weeks({
			'"Old"': old,
			'"New"': [
				[0, 0],
				[0, 0],
				[500, 15]
			]
		});
		const { expected, others, verdict } = verdicts(cells).get('"New"')!;
		expect(verdict).toBe('same');
		expect(expected).toBe(15);
		expect(others).toBe(15);
		const atOnce = cells.map((cell) => ({ ...cell, stratum: 'all' }));
		expect(judged(atOnce)['"New"']).toBe('worse');
	});

	it('take the many comparisons into account', () => {
		const twelve = (clients: number) =>
			judged(
				weeks(
					Object.fromEntries(
						Array.from({ length: 12 }, (_, i) => [
							`"c${i}"`,
							[[1000, i === 0 ? clients : 50]] as [number, number][]
						])
					)
				)
			)['"c0"'];
		// 68 of 1,000 where the others have 50: one comparison alone would call it better.
		expect(judged(weeks({ '"c0"': [[1000, 68]], '"rest"': [[11_000, 550]] }))['"c0"']).toBe('better');
		expect(twelve(68)).toBe('same');
		expect(twelve(80)).toBe('better');
	});

	it('say how far from the others, with a range', () => {
		const { difference, differenceInterval } = verdicts(
			weeks({ '"Ads"': [[100, 10]], '"Rest"': [[300, 15]] })
		).get('"Ads"')!;
		expect(difference).toBeCloseTo(0.05, 12);
		// Of one stratum Sato's variance is that of two rates.
		const half = 1.959963984540054 * Math.sqrt((0.1 * 0.9) / 100 + (0.05 * 0.95) / 300);
		expect(differenceInterval[0]).toBeCloseTo(0.05 - half, 3);
		expect(differenceInterval[1]).toBeCloseTo(0.05 + half, 3);
	});

	it('add cells of the same row and week', () => {
		const parts = weeks({ '"Ads"': [[60, 4]], '"Rest"': [[300, 15]] });
		const more = weeks({ '"Ads"': [[40, 6]] });
		expect(verdicts([...parts, ...more])).toEqual(
			verdicts(weeks({ '"Ads"': [[100, 10]], '"Rest"': [[300, 15]] }))
		);
	});

	it('of one channel alone, or of leads without clients, are few', () => {
		expect(judged(weeks({ '"Ads"': [[500, 25]] }))).toEqual({ '"Ads"': 'few' });
		expect(judged(weeks({ '"Ads"': [[500, 0]], '"Mail"': [[500, 0]] }))).toEqual({
			'"Ads"': 'few',
			'"Mail"': 'few'
		});
		expect(verdicts([])).toEqual(new Map());
	});
});
