import { describe, expect, it } from 'vitest';
import { runSteps } from '../../../tests/support/run-steps.ts';
import { clientsAmongTop } from './caught.ts';
import { parseModel, type ScoreModel } from './model.ts';
import type { Counts } from './score-table.ts';
import { suggestPoints, type Suggestion } from './suggest.ts';

/** Rules named by letters with these points, all in one group; `more` replaces fields of the model. */
const model = (points: Record<string, number>, more: object = {}): ScoreModel =>
	parseModel({
		name: 'Small',
		groups: [{ key: 'all', label: 'All', kind: 'fit', cap: 60 }],
		rules: Object.entries(points).map(([key, value]) => ({
			...{ key, label: key, group: 'all', points: value },
			when: { activity: key }
		})),
		thresholds: { warm: 20, hot: 40, mql: 40 },
		...more
	});

/** The same hundred leads again and again: those that meet each rule, and those that become clients. */
interface Kind {
	leads: number;
	clients: number;
	met: string;
}

const placesOf = (met: string, { rules }: ScoreModel) =>
	rules.flatMap(({ key }, place) => (met.includes(key) ? [place] : []));

/** Kinds of leads in turns, so that all parts of the time are alike. */
function leads(kinds: readonly Kind[], scored: ScoreModel, times: number) {
	const start = [0];
	const rule: number[] = [];
	const isClient: number[] = [];
	for (let turn = 0; turn < times; turn++)
		for (const { leads, clients, met } of kinds)
			for (let i = 0; i < leads; i++) {
				rule.push(...placesOf(met, scored));
				start.push(rule.length);
				isClient.push(i < clients ? 1 : 0);
			}
	const counts: Counts = {
		start: Uint32Array.from(start),
		rule: Uint16Array.from(rule),
		count: new Float64Array(rule.length).fill(1)
	};
	return { counts, isClient: Uint8Array.from(isClient) };
}

const kinds: Kind[] = [
	{ leads: 40, clients: 2, met: '' },
	{ leads: 20, clients: 8, met: 'a' },
	{ leads: 20, clients: 3, met: 'b' },
	{ leads: 20, clients: 14, met: 'ab' }
];

const suggest = (scored: ScoreModel, of = kinds, times = 40, locked: string[] = []): Suggestion => {
	const { counts, isClient } = leads(of, scored, times);
	return runSteps(suggestPoints(scored, counts, isClient, new Set(locked)));
};

const pointsOf = ({ rules }: Suggestion) => Object.fromEntries(rules.map(({ key, points }) => [key, points]));

describe('the points', () => {
	it('are whole, with as many leads at the gate as before', () => {
		const { found, rules, training, test } = suggest(model({ a: 10, b: 40 }));
		expect([training, test]).toEqual([
			{ leads: 2800, clients: 756 },
			{ leads: 1200, clients: 324 }
		]);
		expect(rules.map(({ hits, clients }) => [hits, clients])).toEqual([
			[1120, 616],
			[1120, 476]
		]);
		const [a, b] = found!.model.rules;
		expect(a!.points).toBeGreaterThan(b!.points);
		expect(a!.points).toBe(Math.round(a!.points));
		expect(found).toMatchObject({ verdict: 'better', scale: 'same', passed: 480, caughtBefore: 204 });
		expect(found!.caughtAfter).toBeCloseTo(264, 9);
		expect(found!.thresholds.find(({ name }) => name === 'mql')).toMatchObject({
			passedBefore: 480,
			passedAfter: 480
		});
	});

	it('move the thresholds where no scale lets as many pass', () => {
		// From 20 points on, whoever meets the better rule would pass, or nobody.
		const scored = model({ a: 2, b: 7 }, { thresholds: { warm: 2, hot: 9, mql: { score: 8, minFit: 2 } } });
		const { found, rules } = suggest(scored);
		expect(found!.scale).toBe('moved');
		expect(rules.map(({ points }) => points)).toEqual([7, 3]);
		expect(found!.model.thresholds).toEqual({
			warm: { score: 3 },
			hot: { score: 10 },
			mql: { score: 10, minFit: 3 }
		});
	});

	it('raise a cap that would cut them off', () => {
		const capped = model({ a: 10, b: 40 }, { groups: [{ key: 'all', label: 'All', kind: 'fit', cap: 15 }] });
		const { found, rules } = suggest(capped);
		const most = rules.reduce((sum, { points }) => sum + points, 0);
		expect(found!.raised).toEqual([{ key: 'all', label: 'All', before: 15, after: most }]);
		expect(found!.model.groups[0]!.cap).toBe(most);
		expect(
			suggest(model({ a: 1, b: 1 }, { groups: [{ key: 'all', label: 'All', kind: 'fit', cap: 900 }] })).found!
				.raised
		).toEqual([]);
	});

	it('have the signs of those before, where these have one', () => {
		const held = suggest(model({ a: 10, b: -5 }));
		expect(pointsOf(held).b).toBe(0);
		expect(held.rules.map((rule) => rule.held)).toEqual([false, true]);
		const free = suggest(model({ a: 0, b: 0 }));
		expect(pointsOf(free).a).toBeGreaterThan(0);
		expect(pointsOf(free).b).toBeGreaterThan(0);
	});

	it('are shared by rules that are met by the same leads', () => {
		const twice = kinds.map((kind) => ({ ...kind, met: kind.met.replace('a', 'ac') }));
		const points = pointsOf(suggest(model({ a: 10, b: 40, c: 0 }), twice));
		expect(points.c).toBe(points.a);
	});

	it('stay finite for a rule that parts clients from others', () => {
		const { found, rules } = suggest(model({ a: 0 }), [
			{ leads: 5, clients: 5, met: 'a' },
			{ leads: 15, clients: 0, met: '' }
		]);
		expect(rules[0]!.points).toBeGreaterThan(0);
		expect(rules[0]!.points).toBeLessThanOrEqual(100);
		expect(found!.comparison.aucA).toBe(1);
	});

	it('are found for a single rule and for negative ones alone', () => {
		expect(pointsOf(suggest(model({ a: 3 }))).a).toBeGreaterThan(0);
		const less = suggest(model({ b: -1, c: -2 }), [
			{ leads: 50, clients: 20, met: '' },
			{ leads: 30, clients: 6, met: 'b' },
			{ leads: 20, clients: 1, met: 'bc' }
		]);
		for (const points of Object.values(pointsOf(less))) expect(points).toBeLessThan(0);
	});

	it('of 200 rules are found', () => {
		const many = Object.fromEntries(
			Array.from({ length: 200 }, (_, i) => [String.fromCharCode(0x4e00 + i), 0])
		);
		const keys = Object.keys(many);
		const of = Array.from({ length: 100 }, (_, i) => ({
			leads: 4,
			clients: i % 3 === 0 ? 3 : 1,
			met: keys.filter((_, j) => (i * 7 + j) % 67 === 0).join('')
		}));
		const { found, rules } = suggest(model(many), of, 18);
		expect(found).not.toBeNull();
		expect(rules).toHaveLength(200);
	});
});

describe('rules that keep their points', () => {
	it('are met by fewer than 20 leads or by all', () => {
		const with3 = kinds.map((kind) => ({ ...kind, met: `${kind.met}d` }));
		const scored = model({ a: 10, b: 40, c: 7, d: 3 });
		const { rules } = suggest(scored, with3);
		expect(rules.map(({ role }) => role)).toEqual(['free', 'free', 'rare', 'same']);
		expect(pointsOf(suggest(scored, with3))).toMatchObject({ c: 7, d: 3 });
	});

	it('are locked: the others get theirs on the same scale', () => {
		const result = suggest(model({ a: 20, b: 0 }), kinds, 40, ['a']);
		expect(result.found!.scale).toBe('locked');
		const { a, b } = pointsOf(result) as { a: number; b: number };
		expect(a).toBe(20);
		// Those who meet b as well buy about half as much more often as a makes them.
		expect(b).toBeGreaterThan(5);
		expect(b).toBeLessThan(20);
	});
});

describe('nothing is suggested', () => {
	const refusal = (...given: Parameters<typeof suggest>) => {
		const { refusal, found, rules } = suggest(...given);
		expect(found).toBeNull();
		for (const { before, points } of rules) expect(points).toBe(before);
		return refusal;
	};

	it('without rules, or with none that is free', () => {
		expect(refusal(model({}))).toEqual({ reason: 'noRules' });
		expect(refusal(model({ a: 1, c: 2 }), kinds, 40, ['a'])).toEqual({
			...{ reason: 'nothingFree', locked: 1, rare: 1, same: 0 }
		});
	});

	it('with fewer than ten of the rarer outcome for a weight', () => {
		const few = [
			{ leads: 40, clients: 13, met: 'a' },
			{ leads: 160, clients: 0, met: 'b' }
		];
		expect(refusal(model({ a: 10, b: 40 }), few, 1)).toEqual({
			...{ reason: 'fewPerWeight', weights: 2, clients: 13, others: 127, needed: 20 }
		});
		const all = kinds.map((kind) => ({ ...kind, clients: kind.leads }));
		expect(refusal(model({ a: 10, b: 40 }), all)).toMatchObject({ reason: 'fewPerWeight', others: 0 });
		const nobody = kinds.map((kind) => ({ ...kind, clients: 0 }));
		expect(refusal(model({ a: 10, b: 40 }), nobody)).toMatchObject({ reason: 'fewPerWeight', clients: 0 });
		expect(refusal(model({ a: 10 }), [])).toMatchObject({ reason: 'nothingFree', rare: 1 });
	});

	it('with fewer than 20 clients to test it on', () => {
		const early = [
			{ leads: 35, clients: 15, met: 'a' },
			{ leads: 35, clients: 10, met: '' },
			{ leads: 30, clients: 7, met: 'a' }
		];
		expect(refusal(model({ a: 10 }), early, 1)).toEqual({
			...{ reason: 'fewToTest', clients: 7, others: 23, needed: 20 }
		});
	});

	it('beside locked rules that say the opposite, nothing, or everything', () => {
		const other = (met: string): Kind[] => kinds.map((kind) => ({ ...kind, met: `${kind.met}${met}` }));
		const scored = model({ a: 10, b: 40, c: 0 });
		expect(refusal(model({ a: -20, b: 0 }), kinds, 40, ['a'])).toEqual({ reason: 'lockedAgainst' });
		expect(refusal(scored, other('c'), 40, ['c'])).toEqual({ reason: 'lockedSame' });
		const decided = [
			{ leads: 20, clients: 20, met: 'ab' },
			{ leads: 20, clients: 0, met: 'b' },
			{ leads: 20, clients: 0, met: '' }
		];
		expect(refusal(model({ a: 10, b: 1 }), decided, 40, ['a'])).toEqual({ reason: 'lockedDecide' });
	});

	it('where every rule speaks for the opposite of its points', () => {
		expect(refusal(model({ a: -10, b: -40 }))).toEqual({ reason: 'allHeld', rules: 2 });
	});
});

it('may be no better than the points as they are', () => {
	const { found } = suggest(model({ a: 30, b: 10 }));
	expect(found!.verdict).toBe('chance');
});

describe('clients among the highest scores', () => {
	const caught = (leads: number) =>
		clientsAmongTop(Float64Array.of(3, 1, 2, 2, 2), Uint8Array.of(1, 1, 1, 1, 0), leads);

	it('count in proportion where not all of the same score are taken', () => {
		expect([0, 1, 2, 4, 5, 9].map(caught)).toEqual([0, 1, 1 + 2 / 3, 3, 4, 4]);
	});
});
