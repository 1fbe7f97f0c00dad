import { describe, expect, it } from 'vitest';
import { filtersSchema } from '#lib/filters/filters.ts';
import type { Funnel, FunnelReport, FunnelStage, LossReason } from './report.ts';
import { funnelSentence } from './sentence.ts';
import { stages, type Stage } from './stages.ts';

type Row = [stage: Stage, reached: number, open?: number, refused?: number, unfit?: number, junk?: number];

/** A funnel of the rows given; every other stage is not recorded. */
function funnel(rows: Row[], reasons: LossReason[] = []): Funnel {
	const given = new Map(rows.map((row) => [row[0], row]));
	return {
		leads: rows[0]![1],
		groups: [],
		maturity: null,
		reasons,
		stages: stages.map((stage): FunnelStage => {
			const [, reached, open = 0, refused = 0, unfit = 0, junk = 0] = given.get(stage) ?? [stage, 0];
			return {
				stage,
				recorded: given.has(stage),
				reached,
				fromPrevious: null,
				fromFirst: null,
				interval: [null, null],
				implied: 0,
				outOfOrder: 0,
				medianDays: null,
				p90Days: null,
				timed: 0,
				open,
				refused,
				unfit,
				junk,
				returned: 0,
				amount: 0
			};
		})
	};
}

const report = (now: Funnel, then: Funnel | null = null, filters = {}): FunnelReport => ({
	...now,
	filters: filtersSchema.parse(filters),
	asOf: '2024-06-25T23:59:59.999Z',
	model: null,
	dataVersion: 1,
	excluded: 0,
	timezone: 'UTC',
	currency: 'EUR',
	behindSeconds: 0,
	leftOut: { young: 0, undated: 0 },
	afterAsOf: { leads: 0, outcomes: 0 },
	comparison: then && { ...then, from: '2022-06-25', to: '2023-06-25' }
});

const school = funnel(
	[
		['lead', 21593],
		['iql', 21593, 2277, 4427, 352, 2832],
		['mql', 11705, 1940, 2812, 1270, 428],
		['sal', 5255, 511, 2252, 87, 82],
		['sql', 2323, 264, 1136, 27, 38],
		['client', 858]
	],
	[
		{ lostFrom: 'iql', outcome: 'junk', reason: 'Duplicate', count: 1746 },
		{ lostFrom: 'iql', outcome: 'refused', reason: null, count: 3000 },
		{ lostFrom: 'iql', outcome: 'refused', reason: "Doesn't Answer", count: 2000 },
		{ lostFrom: 'sal', outcome: 'refused', reason: 'Expensive', count: 2100 }
	]
);

describe('without a comparison', () => {
	it('gives shares of 100, where most are lost, and how many are open', () => {
		expect(funnelSentence(report(school))).toEqual([
			{
				kind: 'shares',
				base: 100,
				exact: false,
				window: null,
				counts: [
					{ stage: 'mql', count: 54 },
					{ stage: 'sal', count: 24 },
					{ stage: 'sql', count: 11 },
					{ stage: 'client', count: 4 }
				]
			},
			{
				kind: 'largestLoss',
				from: 'iql',
				to: 'mql',
				lost: 7611,
				reached: 21593,
				reason: { text: "Doesn't Answer", count: 2000 }
			},
			{ kind: 'open', open: 4992 }
		]);
	});

	it('says nothing of no leads', () => {
		expect(funnelSentence(report(funnel([['lead', 0]])))).toEqual([]);
	});

	it('takes 1,000 leads, or all, where the clients would round to nothing', () => {
		const few = (leads: number, clients: number) =>
			funnelSentence(
				report(
					funnel([
						['lead', leads],
						['client', clients]
					])
				)
			)[0];
		expect(few(20000, 40)).toMatchObject({ base: 1000, counts: [{ stage: 'client', count: 2 }] });
		expect(few(20000, 3)).toMatchObject({
			base: 20000,
			exact: true,
			counts: [{ stage: 'client', count: 3 }]
		});
		expect(few(37, 2)).toMatchObject({ base: 37, exact: true, counts: [{ stage: 'client', count: 2 }] });
		expect(few(500, 0)).toMatchObject({ base: 100, counts: [{ stage: 'client', count: 0 }] });
	});

	it('speaks of the window, and of no open leads then', () => {
		const parts = funnelSentence(report(school, null, { window: '30' }));
		expect(parts[0]).toMatchObject({ kind: 'shares', window: 30 });
		expect(parts.map(({ kind }) => kind)).toEqual(['shares', 'largestLoss']);
	});

	it('stops at the first stage that nobody reached', () => {
		const [first] = funnelSentence(
			report(
				funnel([
					['lead', 200],
					['mql', 9],
					['sal', 0],
					['client', 0]
				])
			)
		);
		expect(first).toMatchObject({
			counts: [
				{ stage: 'mql', count: 5 },
				{ stage: 'sal', count: 0 }
			]
		});
	});

	it('counts events in period mode, without a share', () => {
		const [first, second] = funnelSentence(report(school, null, { mode: 'period' }));
		expect(first).toMatchObject({
			kind: 'events',
			counts: [{ stage: 'lead', count: 21593 }, { stage: 'iql' }, {}, {}, {}, {}]
		});
		expect(second).toMatchObject({ kind: 'largestLoss', lost: 7611, reached: null });
	});
});

describe('with a comparison', () => {
	const then = funnel([
		['lead', 4000],
		['sal', 2000, 100, 1900],
		['client', 400]
	]);
	const change = (now: Row[]) => funnelSentence(report(funnel(now), then, { compare: 'year' }))[1];

	it('names the step whose old rate would add most clients', () => {
		// Acceptance fell from 50 to 40 %: 100 more accepted, of whom 20 % become clients.
		expect(
			change([
				['lead', 1000, 0, 600],
				['sal', 400, 20, 300],
				['client', 80]
			])
		).toEqual({
			kind: 'worse',
			to: 'sal',
			points: expect.closeTo(10, 9),
			clients: 20
		});
	});

	it('says that a small fall could be chance', () => {
		expect(
			change([
				['lead', 100, 0, 53],
				['sal', 47, 2, 35],
				['client', 10]
			])
		).toMatchObject({
			kind: 'chance',
			to: 'sal'
		});
	});

	it('makes no claim while the leads that are open could make up for it', () => {
		expect(
			change([
				['lead', 1000, 200, 400],
				['sal', 400, 20, 300],
				['client', 80]
			])
		).toEqual({
			kind: 'young',
			to: 'sal',
			points: expect.closeTo(10, 9),
			open: 200
		});
	});

	it('says when nothing fell', () => {
		expect(
			change([
				['lead', 1000, 0, 400],
				['sal', 600, 20, 400],
				['client', 180]
			])
		).toEqual({ kind: 'noFall' });
	});

	it('compares nothing with nobody', () => {
		const empty = report(school, funnel([['lead', 0]]), { compare: 'year' });
		expect(funnelSentence(empty)[1]).toMatchObject({ kind: 'largestLoss' });
	});
});
