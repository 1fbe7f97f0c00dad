import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { smallModel } from '../../../tests/support/score-model.ts';
import type { ScoredEvent } from './compile.ts';
import { leadScore } from './lead-score.ts';
import { parseModel, type ScoreModel } from './model.ts';
import { makeScorer } from './scorer.ts';

const DAY = 86_400_000;

type Told = [day: number, event: Partial<ScoredEvent>];
const did = (day: number, activity: string): Told => [day, { type: 'activity', activity }];
const said = (day: number, attributes: Record<string, string>): Told => [
	day,
	{ type: 'profile', attributes }
];
const placed = (...events: Told[]) =>
	events.map(([day, event]) => ({
		event: { type: 'created', activity: null, attributes: null, ...event },
		ms: day * DAY
	}));
const of = (model: ScoreModel, day: number, ...events: Told[]) =>
	leadScore(placed(...events), model, day * DAY);

describe('a lead', () => {
	const lead = of(
		smallModel(),
		60,
		[0, {}],
		said(1, { Authority: 'decides' }),
		did(10, 'pricing_view'),
		did(10, 'demo_request'),
		did(40, 'pricing_view')
	);

	it('has a history of what added what', () => {
		expect(
			lead.steps.map(({ ms, before, score, fit, engagement, changes }) => [
				ms / DAY,
				before,
				score,
				fit,
				engagement,
				...changes.map(({ label, value }) => `${label} ${value}`)
			])
		).toEqual([
			[1, 0, 20, 20, 0, 'Decides 20'],
			[10, 20, 25, 20, 5, 'Looked at prices 5'],
			[10, 25, 55, 20, 35, 'Asked for a demo 30'],
			[40, 52.5, 57.5, 20, 37.5, 'Looked at prices 5']
		]);
	});

	it('has its parts of now', () => {
		const half = 2 ** (-50 / 30) + 2 ** (-20 / 30);
		expect(lead.groups).toEqual([
			{
				...{ group: 'fit', label: 'Fit', kind: 'fit', cap: 40, sum: 20, counts: 20 },
				rules: [{ rule: 'decides', label: 'Decides', points: 20, hits: 1, max: 1, amount: 1, value: 20 }]
			},
			{
				...{ group: 'interest', label: 'Interest', kind: 'engagement', cap: 60 },
				...{ sum: 30 + 5 * half, counts: 30 + 5 * half },
				rules: [
					{ rule: 'demo', label: 'Asked for a demo', points: 30, hits: 1, max: 1, amount: 1, value: 30 },
					{
						...{ rule: 'pricing', label: 'Looked at prices', points: 5, hits: 2, max: 4 },
						...{ amount: half, value: 5 * half }
					}
				]
			}
		]);
		expect([lead.score, lead.temperature, lead.until]).toEqual([50 + 5 * half, 'hot', null]);
	});

	it('passes thresholds', () => {
		expect(lead.crossings.map(({ ms, threshold, up }) => [ms / DAY, threshold, up])).toEqual([
			[1, 'warm', true],
			[10, 'hot', true],
			[10, 'mql', true]
		]);
		expect(lead.thresholds.map(({ threshold, met, lift }) => [threshold, met, lift])).toEqual([
			['warm', true, null],
			['hot', true, null],
			['mql', true, null]
		]);
	});

	it('that did nothing that counts has no history, and nothing to show', () => {
		const { score, steps, groups, crossings, temperature } = of(smallModel(), 1, [0, {}]);
		expect([score, steps, crossings, temperature]).toEqual([0, [], [], 'cold']);
		expect(groups.map(({ rules, counts }) => [rules, counts])).toEqual([
			[[], 0],
			[[], 0]
		]);
	});

	it('is judged at its last event where that is later', () => {
		expect(of(smallModel(), 1, [0, {}], did(40, 'demo_request'))).toMatchObject({ at: 40 * DAY, score: 30 });
	});
});

describe('decay', () => {
	const model = smallModel({ thresholds: { warm: 3, hot: 6, mql: 6 } });

	it('ends a class at the millisecond, and is among what was crossed', () => {
		const events = [did(0, 'pricing_view'), did(0, 'pricing_view')];
		const warm = of(model, 30, ...events);
		const cooled = 30 * DAY * Math.log2(10 / 6);
		const cold = 30 * DAY * Math.log2(10 / 3);
		expect([warm.temperature, warm.until]).toEqual(['warm', Math.floor(cold) + 1]);
		expect(warm.crossings).toEqual([
			...['warm', 'hot', 'mql'].map((threshold) => ({ ms: 0, threshold, up: true })),
			...['hot', 'mql'].map((threshold) => ({ ms: Math.floor(cooled) + 1, threshold, up: false }))
		]);
		expect(of(model, 60, ...events)).toMatchObject({ temperature: 'cold', until: null });
	});

	it('of points against a lead lifts it again', () => {
		const rule = { key: 'no', label: 'No', group: 'interest', points: -20, halfLifeDays: 1 };
		const against = smallModel({
			rules: [
				{ ...rule, when: { activity: 'unsubscribe' } },
				{ key: 'yes', label: 'Yes', group: 'interest', points: 30, when: { activity: 'demo_request' } }
			],
			thresholds: { warm: 20, hot: 100, mql: 100 }
		});
		expect(
			of(against, 9, did(0, 'demo_request'), did(1, 'unsubscribe')).crossings.map(({ ms, up }) => [
				ms / DAY,
				up
			])
		).toEqual([
			[0, true],
			[1, false],
			[2, true]
		]);
	});

	it('is drawn between events, also without any since', () => {
		const { line } = of(model, 90, did(0, 'pricing_view'));
		const at = (day: number) => line.find(({ ms }) => ms >= day * DAY)!.score;
		expect([line[0], line[1]].map((point) => point!.score)).toEqual([0, 5]);
		expect(at(30)).toBeCloseTo(2.5, 1);
		expect(line.at(-1)).toEqual({ ms: 90 * DAY, score: 5 / 8 });
	});
});

test('points that a change of an answer takes away are in the history', () => {
	const { steps, groups } = of(
		smallModel(),
		3,
		said(1, { Authority: 'decides' }),
		said(2, { Authority: 'none' })
	);
	expect(steps.map(({ score, changes }) => [score, changes[0]!.value])).toEqual([
		[20, 20],
		[0, -20]
	]);
	expect(groups[0]!.rules).toMatchObject([{ hits: 1, amount: 0, value: 0 }]);
});

test('a lead that is knocked out says by which rule, and nothing lifts it', () => {
	const country = { attribute: 'Country', op: 'eq', value: 'Nowhere' } as const;
	const model = smallModel({ disqualify: [{ activity: 'job_application' }, country] });
	const lead = of(
		model,
		3,
		said(1, { Country: 'Nowhere', Authority: 'decides', Budget: 'approved' }),
		did(2, 'demo_request')
	);
	expect(lead).toMatchObject({ score: 70, temperature: 'cold', until: null, knockedOutBy: [country] });
	expect(lead.thresholds.map(({ met }) => met)).toEqual([false, false, false]);
	expect(lead.thresholds.map(({ lift }) => lift)).toEqual([null, null, null]);
	expect(of(model, 3, said(1, { Country: 'Here' })).knockedOutBy).toEqual([]);
});

test('the score is exactly the sum of its shown parts, and that of replay', () => {
	const attribute = fc.constantFrom('A', 'B');
	const value = fc.constantFrom('1', '2', 'x');
	const activity = fc.constantFrom('click', 'view', 'call');
	const rule = fc.record(
		{
			group: fc.constantFrom('fit', 'web', 'mail'),
			points: fc.double({ min: -30, max: 30, noNaN: true }),
			max: fc.integer({ min: 1, max: 3 }),
			halfLifeDays: fc.constantFrom(0, 0.001, 1, 30, 1e6),
			when: fc.oneof(
				fc.record({ attribute, op: fc.constant('eq'), value }),
				activity.map((name) => ({ activity: name })),
				fc
					.tuple(activity, attribute, value)
					.map(([name, of, is]) => ({ all: [{ activity: name }, { attribute: of, op: 'eq', value: is }] }))
			)
		},
		{ requiredKeys: ['group', 'points', 'when'] }
	);
	const groups = fc.tuple(...['fit', 'web', 'mail'].map(() => fc.constantFrom(0, 5, 12.5, 40))).map((caps) =>
		['fit', 'web', 'mail'].map((key, i) => ({
			...{ key, label: key, kind: i === 0 ? 'fit' : 'engagement', cap: caps[i] }
		}))
	);
	const models = fc.record({ groups, rules: fc.array(rule, { maxLength: 8 }) }).map(({ groups, rules }) =>
		parseModel({
			name: 'random',
			groups,
			rules: rules.map((one, i) => ({ key: `r${i}`, label: `Rule ${i}`, ...one })),
			thresholds: { warm: 5, hot: { score: 15, minFit: 2 }, mql: { score: 20, minEngagement: 1 } }
		})
	);
	const events = fc.array(
		fc.tuple(
			fc.integer({ min: 0, max: 40 }),
			fc.oneof(
				activity.map((name) => ({ type: 'activity', activity: name })),
				fc.tuple(attribute, value).map(([name, is]) => ({ type: 'profile', attributes: { [name]: is } }))
			)
		),
		{ maxLength: 12 }
	);
	fc.assert(
		fc.property(models, events, fc.integer({ min: 0, max: 90 }), (model, told, day) => {
			const all = placed(...told.sort(([a], [b]) => a - b));
			const lead = leadScore(all, model, day * DAY);
			const sum = (values: number[]) => values.reduce((total, one) => total + one, 0);
			expect(lead.score).toBe(sum(lead.groups.map(({ counts }) => counts)));
			for (const { sum: whole, rules } of lead.groups) expect(whole).toBe(sum(rules.map((one) => one.value)));
			const scorer = makeScorer(model);
			for (const { event, ms } of all) scorer.add(event, ms);
			const { fit, engagement, score } = scorer.scoreAt(lead.at);
			expect([lead.fit, lead.engagement, lead.score]).toEqual([fit, engagement, score]);
			for (const { threshold, met } of lead.thresholds) {
				expect(scorer.meets(threshold, lead.at)).toBe(met);
				const last = lead.crossings.findLast((one) => one.threshold === threshold);
				expect(last?.up ?? false).toBe(all.length > 0 && met);
			}
			expect(lead.line.at(-1)!.score).toBe(score);
		}),
		{ numRuns: 300 }
	);
});
