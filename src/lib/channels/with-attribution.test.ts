import { expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import { channelFigures, noCounts } from './figures.ts';
import { unjudged, withoutLeads } from './judged.ts';
import type { Attribution, ChannelRow, ChannelsReport } from './report.ts';
import { withAttribution } from './with-attribution.ts';

const settings = { digits: 2, margin: 1, minutesPerLead: 20, intervals: true };
const figures = channelFigures({ ...noCounts(0), leads: 10, clients: 3, revenue: 3010 }, settings);
const report = (filters: object = {}): ChannelsReport => ({
	filters: filtersSchema.parse(filters),
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
	rows: [
		{ key: 'SMM', ...figures, ...withoutLeads },
		{ key: 'Radio', ...channelFigures({ ...noCounts(0), cost: 500 }, settings), ...withoutLeads }
	],
	total: figures,
	comparison: null
});
const credit = (key: string | null, first: number, last: number, markov: number | null) => ({
	key,
	clients: { first, last, linear: 0, position: 0, 'time-decay': 0, markov },
	revenue: { first: first * 10.1, last: last * 10.1, linear: 0, position: 0, 'time-decay': 0, markov },
	...{ alone: 0, starts: 0, finishes: 0, between: 0, removalEffect: null }
});
const attribution: Attribution = {
	...{ lookBackDays: 90, clients: 3, revenue: 30.3, untouched: 1, paths: [] },
	rows: [credit('SMM', 2, 1, null), credit('Mail', 0, 1, null), credit(null, 1, 1, null)]
};
const credits = (rows: ChannelRow[]) =>
	rows.map((row) => [row.key, row.attributedClients, row.attributedRevenue]);

it('gives each row its credit by the model of the filters, and rows to those who have nothing else', () => {
	const first = withAttribution(report(), attribution);
	expect(credits(first.rows)).toEqual([
		['SMM', 2, 20.2],
		['Radio', 0, 0],
		[null, 1, 10.1]
	]);
	expect([first.total.attributedClients, first.total.attributedRevenue]).toEqual([3, 30.3]);
	const last = withAttribution(report({ attribution: 'last' }), attribution);
	expect(credits(last.rows)).toEqual([
		['SMM', 1, 10.1],
		['Radio', 0, 0],
		['Mail', 1, 10.1],
		[null, 1, 10.1]
	]);
	expect(last.rows[2]).toMatchObject({ leads: 0, cost: 0, cac: null, verdict: 'few' });
	expect([last.total.attributedClients, last.total.attributedRevenue]).toEqual([3, 30.3]);
	expect(last.attribution).toBe(attribution);
});

it('credits nothing by a model that could not be computed', () => {
	const { rows, total } = withAttribution(report({ attribution: 'markov' }), attribution);
	expect(credits(rows)).toEqual([
		['SMM', null, null],
		['Radio', null, null]
	]);
	expect([total.attributedClients, total.attributedRevenue]).toEqual([null, null]);
});

it('leaves rows alone that are no touches', () => {
	const plain = withAttribution(report(), null);
	expect(plain).toEqual({ ...report(), attribution: null });
});

it('does not judge what it adds where nothing is judged, and knows no cost where none is known', () => {
	const period = { ...report({ mode: 'period' }), noCosts: { reason: 'none' as const } };
	expect(withAttribution(period, attribution).rows.at(-1)).toMatchObject({
		...unjudged,
		key: null,
		cost: null
	});
});
