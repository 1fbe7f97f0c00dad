import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { attributionTable, changedTable, pathTable, rowTable, totalTable } from './channel-table.ts';
import { channelFigures, noCounts, type ChannelCounts } from './figures.ts';
import type { ChannelKey, ChannelRow, ChannelsReport } from './report.ts';
import { whatChanged } from './what-changed.ts';

const settings = { digits: 2, margin: 1, minutesPerLead: 20, intervals: true };
const counts = (some: Partial<ChannelCounts>) => ({ ...noCounts(0), ...some });
const smm = counts({ leads: 10, clients: 2, cost: 5000, claim: { leads: 1, amount: 250 } });
const row = (key: ChannelKey, of: ChannelCounts): ChannelRow => ({
	key,
	...channelFigures(of, settings),
	...{ expected: 1.5, others: 1, difference: 0.1, differenceInterval: [-0.1, 0.3], verdict: 'few' }
});
const report: ChannelsReport = {
	filters: filtersSchema.parse({}),
	asOf: null,
	model: null,
	dataVersion: 1,
	excluded: 0,
	leads: 10,
	timezone: 'UTC',
	currency: 'EUR',
	behindSeconds: 0,
	by: ['channel'],
	recorded: ['lead', 'client'],
	noCosts: null,
	unratedCosts: 0,
	margin: 1,
	minutesPerLead: 20,
	rows: [row('SMM', smm), row(null, noCounts(0))],
	total: channelFigures(smm, settings),
	comparison: null
};
/** The first row of a table by the names of its columns. */
const named = ({ header, rows }: { header: string[]; rows: unknown[][] }) => {
	expect(rows.every((row) => row.length === header.length)).toBe(true);
	expect(new Set(header).size).toBe(header.length);
	return Object.fromEntries(header.map((name, i) => [name, rows[0]![i]]));
};

describe('rowTable', () => {
	it('has every figure of the JSON, ranges as two columns', () => {
		const first = named(rowTable(report));
		expect(first).toMatchObject({
			...{ channel: 'SMM', leads: 10, conversion: 0.2, cost: 50, cac: 25, verdict: 'few' },
			...{ intervalLow: report.rows[0]!.interval[0], intervalHigh: report.rows[0]!.interval[1] },
			...{
				claimLeads: 1,
				claimAmount: 2.5,
				differenceIntervalLow: -0.1,
				next1000Low: expect.any(Number) as number
			}
		});
		const columns = Object.keys(first).map((name) => name.replace(/(Low|High|Leads|Amount)$/, ''));
		expect(new Set(columns)).toEqual(
			new Set([
				...Object.keys(report.rows[0]!).filter((name) => name !== 'key' && name !== 'maturity'),
				...['channel', 'complete', 'expectedClients', 'expectedRange']
			])
		);
		expect(rowTable(report).rows[1]!.slice(0, 2)).toEqual([null, 0]);
	});

	it('has a column for each part of a key', () => {
		const pairs = { ...report, by: ['month', 'channel'], rows: [row(['2026-01-01', null], smm)] };
		expect(named(rowTable(pairs))).toMatchObject({ month: '2026-01-01', channel: null, leads: 10 });
	});

	it('puts the comparison beside, where there is one', () => {
		const then = { rows: [row('SMM', counts({ leads: 4, clients: 1 }))], total: report.total, changed: null };
		const table = rowTable({ ...report, comparison: { ...then, from: '2025-01-01', to: '2025-02-01' } });
		expect(named(table)).toMatchObject({
			...{ leads: 10, comparedFrom: '2025-01-01', comparedTo: '2025-02-01', comparedLeads: 4 },
			...{ comparedConversion: 0.25, comparedCost: 0, comparedCac: null }
		});
		expect(table.rows[1]!.slice(-6)).toEqual([null, null, null, null, null, null]);
	});
});

it('totals are one row', () => {
	expect(named(totalTable(report))).toMatchObject({ leads: 10, cost: 50 });
});

it('what changed is a row a channel, and nothing without a comparison', () => {
	expect(changedTable(report)).toBeNull();
	const changed = whatChanged(
		[{ key: 'SMM', leads: 8, clients: 4 }],
		[{ key: 'SMM', leads: 10, clients: 2 }]
	);
	const comparison = { from: '2025-01-01', to: '2025-02-01', rows: [], total: report.total, changed };
	expect(named(changedTable({ by: ['channel'], comparison })!)).toMatchObject({
		...{ channel: 'SMM', beforeLeads: 8, beforeClients: 4, afterLeads: 10, afterClients: 2, mix: 0 },
		...{ rate: changed.rate, rateIntervalLow: changed.rows[0]!.rateInterval[0], clear: false, young: false }
	});
});

const each = (value: number) => ({
	...{ first: value, last: value + 1, linear: 0, position: 0, 'time-decay': 0.5, markov: null }
});

it('attribution is a row a channel with each model', () => {
	const rows = [
		{
			key: 'SMM',
			clients: each(1),
			revenue: each(100),
			alone: 1,
			starts: 2,
			finishes: 3,
			between: 4,
			removalEffect: 0.5
		},
		{
			key: null,
			clients: each(0),
			revenue: each(0),
			alone: 0,
			starts: 0,
			finishes: 0,
			between: 0,
			removalEffect: 0
		}
	];
	expect(named(attributionTable({ rows }, ['channel']))).toEqual({
		...{ channel: 'SMM', clientsFirst: 1, clientsLast: 2, clientsLinear: 0, clientsPosition: 0 },
		...{ clientsTimeDecay: 0.5, clientsMarkov: null, revenueFirst: 100, revenueLast: 101, revenueLinear: 0 },
		...{ revenuePosition: 0, revenueTimeDecay: 0.5, revenueMarkov: null },
		...{ alone: 1, starts: 2, finishes: 3, between: 4, removalEffect: 0.5 }
	});
	expect(attributionTable({ rows }, ['channel', 'campaign']).rows[1]!.slice(0, 3)).toEqual([null, null, 0]);
});

it('a path is one cell', () => {
	const path = {
		leads: 9,
		clients: 3,
		conversion: 1 / 3,
		interval: [0.1, 0.6] as [number, number],
		halfTimeDays: 12
	};
	const table = pathTable({ paths: [{ path: ['SMM', null, ['Google', 'Brand']], ...path }] });
	expect(named(table)).toMatchObject({
		path: 'SMM >  > Google / Brand',
		leads: 9,
		intervalHigh: 0.6,
		halfTimeDays: 12
	});
});
