import { describe, expect, it } from 'vitest';
import { costPerResult } from '#lib/stats/cost-per-result.ts';
import { wilson } from '#lib/stats/intervals.ts';
import { channelFigures, noCounts, sumCounts, type ChannelCounts } from './figures.ts';

const settings = { digits: 2, margin: 1, minutesPerLead: 20, intervals: true };
const counts = (some: Partial<ChannelCounts>): ChannelCounts => ({ ...noCounts(0), ...some });
const figures = (some: Partial<ChannelCounts>, more: Partial<typeof settings> = {}) =>
	channelFigures(counts(some), { ...settings, ...more });

describe('channelFigures', () => {
	it('has every ratio', () => {
		const smm = {
			...{ leads: 200, mql: 100, sal: 60, sql: 40, clients: 10, junk: 15, unfit: 5 },
			...{ revenue: 1_500_000, cost: 100_000, clicks: 800, impressions: 40_000 },
			...{ newRequests: 180, returningRequests: 30, clientRequests: 4 }
		};
		expect(figures(smm)).toMatchObject({
			leads: 200,
			requests: 214,
			conversion: 0.05,
			interval: wilson(10, 200),
			targetShare: 0.9,
			hoursLost: 20 / 3,
			ctr: 0.02,
			cpc: 1.25,
			clickToLead: 0.25,
			cost: 1000,
			cpl: 5,
			cplInterval: costPerResult(1000, 200).interval,
			costPerMql: 10,
			costPerMqlInterval: costPerResult(1000, 100).interval,
			costPerSql: 25,
			costPerSqlInterval: costPerResult(1000, 40).interval,
			cac: 100,
			cacInterval: costPerResult(1000, 10).interval,
			revenue: 15_000,
			averageSale: 1500,
			roi: 14,
			spendShare: 1 / 15
		});
	});

	it('counts profit, not turnover, with a margin', () => {
		expect(figures({ revenue: 100_000, cost: 50_000 }, { margin: 0.4 }).roi).toBeCloseTo(-0.2, 12);
	});

	it('buys at the cost of a client, as a range', () => {
		const { next1000, cacInterval } = figures({ cost: 100_000, clients: 4 });
		expect(next1000).toEqual([1000 / cacInterval[1]!, 1000 / cacInterval[0]!]);
		expect(next1000[0]).toBeCloseTo(1000 / 642.8710585610769, 9);
		expect(next1000[1]).toBeCloseTo(1000 / 97.22011773230587, 9);
	});

	it('may buy none where there is no client yet', () => {
		const { cac, cacInterval, next1000 } = figures({ leads: 30, cost: 100_000 });
		expect([cac, cacInterval[1], next1000[0]]).toEqual([null, null, 0]);
		expect(next1000[1]).toBeCloseTo(1000 / cacInterval[0]!, 12);
	});

	it('has costs without leads', () => {
		expect(figures({ cost: 30_000 })).toMatchObject({
			...{ leads: 0, cost: 300, cpl: null, cac: null, conversion: null, targetShare: null },
			...{ interval: [null, null], roi: -1, averageSale: null, spendShare: null, clickToLead: null }
		});
	});

	const noRatios = {
		...{ cpc: null, cpl: null, costPerMql: null, costPerSql: null, cac: null, roi: null },
		...{ cplInterval: [null, null], cacInterval: [null, null], next1000: [null, null] }
	};

	it('has no ratio to a cost of zero', () => {
		const free = figures({ leads: 10, mql: 5, sql: 3, clients: 2, revenue: 100, clicks: 7 });
		expect(free).toMatchObject({ ...noRatios, cost: 0, spendShare: 0 });
	});

	it('has no ratio to what was paid back', () => {
		const refund = { cost: -5000, refunds: -8000, leads: 10, clients: 2, revenue: 100, clicks: 7 };
		expect(figures(refund)).toMatchObject({ ...noRatios, cost: -50, refunds: -80, spendShare: null });
	});

	it('knows no cost where none are loaded', () => {
		expect(figures({ cost: null, leads: 10, clients: 2, revenue: 100 })).toMatchObject({
			...{ ...noRatios, cost: null, spendShare: null, conversion: 0.2, averageSale: 0.5 }
		});
	});

	it('has no range in period mode, where clients and leads are different people', () => {
		const { conversion, interval, targetShare } = figures(
			{ leads: 4, clients: 6, junk: 5 },
			{ intervals: false }
		);
		expect([conversion, interval, targetShare]).toEqual([1.5, [null, null], null]);
	});

	it('knows currencies without minor units', () => {
		expect(figures({ cost: 500, leads: 2 }, { digits: 0 })).toMatchObject({ cost: 500, cpl: 250 });
	});
});

describe('sumCounts', () => {
	it('adds up, exactly', () => {
		const rows = [
			counts({ leads: 1, cost: 10, refunds: -5, clicks: 3, claim: { leads: 1, amount: 100 } }),
			counts({ leads: 2, cost: 20, impressions: 9 }),
			counts({ newRequests: 4, revenue: 7, claim: { leads: 2, amount: 50 } })
		];
		expect(sumCounts(rows, 0)).toEqual(
			counts({
				...{ leads: 3, newRequests: 4, cost: 30, refunds: -5, revenue: 7 },
				...{ clicks: 3, impressions: 9, claim: { leads: 3, amount: 150 } }
			})
		);
		const cents = Array.from({ length: 3 }, () => counts({ cost: 10 }));
		expect(channelFigures(sumCounts(cents, 0), settings).cost).toBe(0.3);
	});

	it('of nothing is nothing', () => {
		expect(sumCounts([], null)).toEqual(noCounts(null));
		expect(sumCounts([noCounts(null)], null).cost).toBeNull();
	});
});
