import { expect, it } from 'vitest';
import { gateCurve } from './gate-curve.ts';
import { third } from './matrix.ts';
import { parseModel, type ScoreModel } from './model.ts';
import { structureOf, type StructureHits } from './structure.ts';
import { tallyOf } from './tally.ts';
import { workbench, type WorkbenchOptions } from './workbench.ts';

const DAY = 86_400_000;
const monday = Date.parse('2026-01-05T00:00:00Z');

const model = (more: object = {}): ScoreModel =>
	parseModel({
		name: 'm',
		groups: [
			{ key: 'fit', label: '', kind: 'fit', cap: 30 },
			{ key: 'web', label: '', kind: 'engagement', cap: 30 }
		],
		rules: [
			{ key: 'city', label: '', group: 'fit', points: 20, when: { attribute: 'City', op: 'exists' } },
			{ key: 'click', label: '', group: 'web', points: 10, max: 3, when: { activity: 'click' } }
		],
		thresholds: { warm: 10, hot: 40, mql: 30 },
		...more
	});

/** Four leads: nothing; city; two clicks; city and three clicks, the last of which comes after its decision. */
function table(of = model()): StructureHits {
	return {
		structure: structureOf(of),
		facts: {
			createdAt: Float64Array.of(monday, monday + DAY, monday + 14 * DAY, monday + 15 * DAY),
			decidedAfter: Float64Array.of(Infinity, Infinity, 5 * DAY, 6 * DAY),
			outcome: Uint8Array.of(0, 0, 1, 1),
			outcomeAfter: Float64Array.of(NaN, NaN, 5 * DAY, 6 * DAY),
			accepted: Uint8Array.of(0, 0, 1, 1),
			channel: Uint16Array.of(0, 1, 0, 0),
			channels: ['Web', null]
		},
		hits: {
			start: Uint32Array.of(0, 0, 1, 3, 7),
			what: Uint16Array.of(0, 2, 2, 0, 2, 2, 2),
			after: Float64Array.from([0, 1, 2, 0, 1, 2, 6], (day) => day * DAY)
		},
		knockOuts: {
			start: Uint32Array.of(0, 0, 0, 0, of.disqualify.length),
			what: Uint16Array.from(of.disqualify, (_, i) => i * 2),
			after: new Float64Array(of.disqualify.length).fill(5 * DAY)
		}
	};
}
const options: WorkbenchOptions = {
	horizonDays: 90,
	delayDays: 14,
	asOf: monday + 200 * DAY,
	channels: null,
	timezone: 'UTC'
};

it('counts what a draft and the live model make of the same leads', () => {
	const live = model({ thresholds: { warm: 30, hot: 50, mql: 20 } });
	const bench = workbench(table());
	expect(bench.judge('cost', false)).toBeNull();
	const { draft, changes, ...all } = bench.compare(model(), live, options);
	expect([all.n, all.clients, all.leftOut]).toEqual([4, 2, 0]);
	expect(draft.curve).toEqual([
		{ threshold: 0, flagged: 4, clients: 2 },
		{ threshold: 20, flagged: 3, clients: 2 },
		{ threshold: 40, flagged: 1, clients: 1 },
		{ threshold: 41, flagged: 0, clients: 0 }
	]);
	expect(draft.gate).toEqual({ threshold: 30, flagged: 1, clients: 1 });
	expect(all.live!.gate).toEqual({ threshold: 20, flagged: 3, clients: 2 });
	expect(bench.judge('cost', false)).toMatchObject({ auc: 0.875, gini: 0.75, ks: 0.5 });
	expect(draft.rules).toEqual([
		{ n: 2, clients: 1 },
		{ n: 2, clients: 2 }
	]);
	const none = { n: 0, clients: 0 };
	expect(draft.matrix).toEqual({
		fitCap: 30,
		engagementCap: 30,
		cells: [
			[{ n: 1, clients: 1 }, none, { n: 1, clients: 0 }],
			[none, none, none],
			[{ n: 1, clients: 1 }, none, { n: 1, clients: 0 }]
		]
	});
	expect(draft.classes).toEqual([
		{ n: 1, clients: 0 },
		{ n: 2, clients: 1 },
		{ n: 1, clients: 1 }
	]);
	expect(changes).toEqual([
		[{ n: 1, clients: 0 }, none, none],
		[{ n: 2, clients: 1 }, none, none],
		[none, { n: 1, clients: 1 }, none]
	]);
	expect(draft.channels).toEqual([
		{ n: 3, clients: 2, flagged: 1, caught: 1 },
		{ n: 1, clients: 0, flagged: 0, caught: 0 }
	]);
	expect(draft.weeks).toEqual([
		{ monday: '2026-01-05', n: 2, clients: 0, flagged: 0, caught: 0 },
		{ monday: '2026-01-12', n: 0, clients: 0, flagged: 0, caught: 0 },
		{ monday: '2026-01-19', n: 2, clients: 2, flagged: 1, caught: 1 }
	]);
});

it('counts weeks up to the last whose leads are old enough: later ones hold only leads without a date', () => {
	const { facts } = table();
	const undated = {
		...table(),
		facts: {
			...facts,
			createdAt: facts.createdAt.map((at, i) => (i === 3 ? monday + 70 * DAY : at)),
			outcomeAfter: Float64Array.of(NaN, NaN, 5 * DAY, NaN)
		}
	};
	const young = { ...options, asOf: monday + 110 * DAY };
	const { n, draft } = workbench(undated).compare(model(), null, young);
	expect(n).toBe(4);
	expect(draft.weeks.map(({ monday, n }) => [monday, n])).toEqual([
		['2026-01-05', 2],
		['2026-01-12', 0],
		['2026-01-19', 1]
	]);
	const allYoung = workbench(table()).compare(model(), null, { ...options, asOf: monday + DAY });
	expect(allYoung.draft.weeks).toEqual([]);
});

it('follows every kind of change, and back', () => {
	const bench = workbench(table());
	const begin = bench.compare(model(), null, options).draft;
	const changed = [
		model({ groups: model().groups.map((group) => ({ ...group, cap: 0 })) }),
		model({ rules: model().rules.map((rule) => ({ ...rule, points: -rule.points })) }),
		model({ rules: model().rules.map((rule) => ({ ...rule, max: 1, halfLifeDays: 0 })) }),
		model({ thresholds: { warm: 10, hot: 40, mql: { score: 10, minEngagement: 10, require: ['city'] } } }),
		model({ thresholds: { warm: 10, hot: 40, mql: 1000 } })
	];
	for (const draft of changed)
		expect(bench.compare(draft, null, options).draft).toEqual(
			workbench(table()).compare(draft, null, options).draft
		);
	expect(bench.compare(model(), null, options).draft).toEqual(begin);
	expect(bench.compare(model(), null, { ...options, channels: [1] })).toMatchObject({
		n: 1,
		clients: 0,
		leftOut: 0
	});
	expect(bench.compare(model(), null, { ...options, delayDays: 0 }).draft.gate.flagged).toBe(0);
	expect(bench.compare(model(), null, { ...options, asOf: monday + 104 * DAY })).toMatchObject({
		n: 3,
		leftOut: 1
	});
});

it('hands over nobody who meets a knock-out rule', () => {
	const strict = model({ disqualify: [{ attribute: 'City', op: 'eq', value: 'Nowhere' }] });
	const { draft } = workbench(table(strict)).compare(strict, null, options);
	expect(draft.gate.flagged).toBe(0);
	expect(draft.curve.at(0)).toEqual({ threshold: 0, flagged: 3, clients: 1 });
	// One had 20 points, one 60: warm and hot, but for the rule.
	expect(draft.classes[2]!.n).toBe(0);
});

it('judges a knock-out rule by what was known at the decision, whatever the delay', () => {
	const strict = model({ disqualify: [{ attribute: 'City', op: 'eq', value: 'Nowhere' }] });
	const bench = workbench(table(strict));
	const gate = (delayDays: number) =>
		bench.compare(strict, null, { ...options, delayDays }).draft.gate.flagged;
	// It is met after five days, and sales decided after six.
	expect([gate(4), gate(5), gate(6)]).toEqual([1, 1, 0]);
	expect(bench.judge('cost', false)!.gate).toMatchObject({ flagged: 0, barred: 1 });
	bench.compare(strict, null, { ...options, delayDays: 4 });
	expect(bench.judge('cost', false)!.gate).toMatchObject({ flagged: 1, barred: 0 });
});

it('gives the leads behind a figure, the newest first', () => {
	const bench = workbench(table());
	const none = { total: 0, places: [], scores: [] };
	expect(bench.pick({ of: 'gate', model: 'draft', passes: true }, 50)).toEqual(none);
	bench.compare(model(), null, options);
	expect(bench.pick({ of: 'gate', model: 'draft', passes: false }, 2)).toEqual({
		total: 3,
		places: [2, 1],
		scores: [
			{ fit: 0, engagement: 20, score: 20, class: 1, isClient: true },
			{ fit: 20, engagement: 0, score: 20, class: 1, isClient: false }
		]
	});
	expect(bench.pick({ of: 'gate', model: 'draft', passes: false, isClient: true }, 9).places).toEqual([2]);
	expect(bench.pick({ of: 'gate', model: 'draft', passes: false, week: '2026-01-05' }, 9).places).toEqual([
		1, 0
	]);
	expect(bench.pick({ of: 'gate', model: 'draft', passes: false, channel: 1 }, 9).places).toEqual([1]);
	expect(bench.pick({ of: 'matrix', model: 'draft', row: 0, column: 2 }, 9).places).toEqual([1]);
	expect(bench.pick({ of: 'rule', model: 'draft', rule: 1 }, 9).places).toEqual([3, 2]);
	expect(bench.pick({ of: 'gate', model: 'live', passes: false }, 9)).toEqual(none);
	expect(bench.pick({ of: 'change', draft: 0, live: 0 }, 9)).toEqual(none);
	bench.compare(model(), model(), options);
	expect(bench.pick({ of: 'change', draft: 1, live: 1 }, 9).places).toEqual([2, 1]);
});

it('has an answer for no leads, no clients and all clients', () => {
	const bench = workbench(table());
	const empty = bench.compare(model(), null, { ...options, channels: [] });
	expect(empty).toMatchObject({ n: 0, clients: 0, draft: { curve: [], weeks: [], gate: { flagged: 0 } } });
	const unknown = { auc: null, gini: null, ks: null };
	bench.compare(model(), null, { ...options, horizonDays: 1 });
	expect(bench.judge('cost', false)).toMatchObject(unknown);
	const all = table();
	all.facts.outcome.fill(1);
	all.facts.outcomeAfter.fill(0);
	const clients = workbench(all);
	expect(clients.compare(model(), null, options).clients).toBe(4);
	expect(clients.judge('cost', false)).toMatchObject(unknown);
});

it('parts caps into thirds, and puts everybody into the last where there is no cap', () => {
	expect([20, 19.9, 10, 9.9, -5].map((value) => third(value, 30))).toEqual([0, 1, 1, 2, 2]);
	expect([0, 5].map((value) => third(value, 0))).toEqual([2, 2]);
});

it('keeps a long curve within its points, both ends among them', () => {
	const score = Float64Array.from({ length: 5000 }, (_, i) => (i * 7) % 3001);
	const curve = gateCurve(tallyOf(score, new Uint8Array(5000)), 400);
	expect(curve.length).toBeLessThanOrEqual(400);
	expect(curve.length).toBeGreaterThan(300);
	expect(curve[0]).toEqual({ threshold: 0, flagged: 5000, clients: 0 });
	expect(curve.at(-1)).toEqual({ threshold: 3001, flagged: 0, clients: 0 });
	for (const { threshold, flagged } of curve)
		expect(score.filter((one) => one >= threshold).length).toBe(flagged);
});
