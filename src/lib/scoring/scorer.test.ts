import { describe, expect, it, test } from 'vitest';
import { scoreModelSchema, type AttributeCondition, type ScoreModel } from './model.ts';
import { holds, type ScoredEvent } from './compile.ts';
import { makeScorer } from './scorer.ts';

const DAY = 86_400_000;

const model = (rules: object[], more: object = {}): ScoreModel =>
	scoreModelSchema.parse({
		name: 'm',
		groups: [
			{ key: 'fit', label: 'Fit', kind: 'fit', cap: 30 },
			{ key: 'web', label: 'Web', kind: 'engagement', cap: 50 }
		],
		rules: rules.map((rule, i) => ({ key: `r${i}`, label: '', group: 'web', points: 10, ...rule })),
		thresholds: { warm: 10, hot: 20, mql: 30 },
		...more
	});

const activity = (name: string, attributes: Record<string, string> | null = null): ScoredEvent => ({
	type: 'activity',
	activity: name,
	attributes
});
const profile = (attributes: Record<string, string>): ScoredEvent => ({
	type: 'profile',
	activity: null,
	attributes
});

/** A scorer that has seen events, each with its day. */
function after(scoreModel: ScoreModel, ...events: [day: number, event: ScoredEvent][]) {
	const scorer = makeScorer(scoreModel);
	for (const [day, event] of events) scorer.add(event, day * DAY);
	return scorer;
}

test.each<[AttributeCondition['op'], unknown, string, boolean]>([
	['eq', 'Berlin', 'Berlin', true],
	['eq', 'Berlin', 'berlin', false],
	['eq', 50, '50', true],
	['eq', 50, '50.0', false],
	['eq', true, 'true', true],
	['in', ['a', 5], '5', true],
	['in', ['a', 5], 'A', false],
	['contains', 'CTO', 'deputy cto', true],
	['contains', 'CTO', 'manager', false],
	['gte', 50, '50', true],
	['gte', 50, '49.9', false],
	['gte', 50, 'many', false],
	['gte', -1, 'n/a', false],
	['gte', -1, 'Infinity', false],
	['lte', 50, '-1e999', false],
	['lte', 50, ' 50 ', true],
	['lte', 50, '51', false],
	['lte', 50, 'few', false],
	['between', [1, 10], '1', true],
	['between', [1, 10], '10', true],
	['between', [1, 10], '10.1', false],
	['between', [1, 10], 'x', false],
	['exists', undefined, 'anything', true],
	['exists', undefined, '', false]
])('%s %j on "%s" is %s', (op, value, text, expected) => {
	const condition = { attribute: 'A', op, value } as AttributeCondition;
	expect(holds(condition, { A: text })).toBe(expected);
	expect(holds(condition, {})).toBe(false);
});

describe('rules', () => {
	it('on attributes look at the latest value', () => {
		const scored = model([{ group: 'fit', when: { attribute: 'Size', op: 'gte', value: 50 } }]);
		expect(after(scored, [0, profile({ Size: '80' })]).scoreAt(0)).toEqual({
			fit: 10,
			engagement: 0,
			score: 10
		});
		expect(after(scored, [0, profile({ Size: '80' })], [1, profile({ Size: '8' })]).scoreAt(DAY).fit).toBe(0);
	});

	it('on activities count their hits up to max, 1 unless said', () => {
		const three: [number, ScoredEvent][] = [0, 1, 2].map((day) => [day, activity('click')]);
		expect(after(model([{ when: { activity: 'click' } }]), ...three).scoreAt(2 * DAY).score).toBe(10);
		expect(after(model([{ when: { activity: 'click' }, max: 2 }]), ...three).scoreAt(2 * DAY).score).toBe(20);
		expect(after(model([{ when: { activity: 'open' } }]), ...three).scoreAt(2 * DAY).score).toBe(0);
	});

	it('on activities may look at the attributes of that event', () => {
		const where = [{ attribute: 'page', op: 'eq', value: '/price' }];
		const scored = model([{ when: { activity: 'view', where } }]);
		expect(after(scored, [0, activity('view', { page: '/price' })]).scoreAt(0).score).toBe(10);
		expect(after(scored, [0, profile({ page: '/price' })], [0, activity('view')]).scoreAt(0).score).toBe(0);
	});

	it('on events take their type, and all takes every part', () => {
		const scored = model([
			{ when: { event: 'contacted' } },
			{ when: { all: [{ activity: 'demo' }, { attribute: 'Size', op: 'gte', value: 50 }] } }
		]);
		const contacted = { type: 'contacted', activity: null, attributes: null };
		expect(after(scored, [0, contacted]).scoreAt(0).score).toBe(10);
		expect(after(scored, [0, activity('demo')], [1, profile({ Size: '80' })]).scoreAt(DAY).score).toBe(0);
		expect(after(scored, [0, profile({ Size: '80' })], [1, activity('demo')]).scoreAt(DAY).score).toBe(10);
	});

	it('lose half of each hit in a half-life', () => {
		const scored = model([{ when: { activity: 'click' }, max: 2, halfLifeDays: 10 }]);
		const scorer = after(scored, [0, activity('click')], [10, activity('click')]);
		expect(scorer.scoreAt(10 * DAY).score).toBe(15);
		expect(scorer.scoreAt(20 * DAY).score).toBe(7.5);
	});

	it('keep the newest hits of those that count', () => {
		const scored = model([{ when: { activity: 'click' }, halfLifeDays: 10 }]);
		expect(after(scored, [0, activity('click')], [10, activity('click')]).scoreAt(10 * DAY).score).toBe(10);
	});
});

describe('an attribute that changed its type', () => {
	it('meets a rule of numbers while it is one, and a rule of text as it is written', () => {
		const scored = model([
			{ points: 10, when: { attribute: 'Size', op: 'gte', value: 50 } },
			{ points: 3, when: { attribute: 'Size', op: 'eq', value: 80 } },
			{ points: 1, when: { attribute: 'Size', op: 'exists' } }
		]);
		const told = (...sizes: string[]) =>
			after(scored, ...sizes.map((Size, day): [number, ScoredEvent] => [day, profile({ Size })])).scoreAt(DAY)
				.score;
		expect(told('80')).toBe(14);
		expect(told('80', 'large')).toBe(1);
		expect(told('large', '80.0')).toBe(11);
		expect(told('80', '')).toBe(0);
	});
});

describe('groups', () => {
	it('are capped on both sides, and add up', () => {
		const rule = (group: string, points: number) => ({ group, points, when: { event: 'created' } });
		const created: [number, ScoredEvent] = [0, { type: 'created', activity: null, attributes: null }];
		const score = (...rules: object[]) => after(model(rules), created).scoreAt(0);
		expect(score(rule('fit', 20), rule('fit', 20), rule('web', 5))).toEqual({
			fit: 30,
			engagement: 5,
			score: 35
		});
		expect(score(rule('fit', -40), rule('web', 60))).toEqual({ fit: -30, engagement: 50, score: 20 });
	});
});

describe('thresholds', () => {
	const rules = [
		{ key: 'need', points: 20, when: { activity: 'need' } },
		{ key: 'other', when: { activity: 'other' } },
		{ key: 'size', group: 'fit', points: 10, when: { attribute: 'Size', op: 'exists' } }
	];
	const meets = (mql: object | number, ...events: ScoredEvent[]) =>
		after(
			model(rules, { thresholds: { warm: 10, hot: 20, mql } }),
			...events.map((event): [number, ScoredEvent] => [0, event])
		).meets('mql', 0);

	it('take the score, the end included', () => {
		expect(meets(20, activity('need'))).toBe(true);
		expect(meets(21, activity('need'))).toBe(false);
	});

	it('may ask for fit, for engagement and for single rules', () => {
		const both = [activity('need'), profile({ Size: '1' })];
		expect(meets({ score: 10, minFit: 10 }, activity('need'))).toBe(false);
		expect(meets({ score: 10, minFit: 10 }, ...both)).toBe(true);
		expect(meets({ score: 10, minEngagement: 20 }, profile({ Size: '1' }))).toBe(false);
		expect(meets({ score: 10, minEngagement: 20 }, ...both)).toBe(true);
		expect(meets({ score: 10, require: ['size'] }, activity('need'))).toBe(false);
		expect(meets({ score: 10, require: ['need', 'size'] }, ...both)).toBe(true);
		expect(meets({ score: 10, require: ['other'] }, ...both)).toBe(false);
	});

	it('open the stages that have one', () => {
		expect(makeScorer(model([])).stages).toEqual(['mql']);
		const all = { warm: 1, hot: 1, eql: 1, mql: 1, sql: 1 };
		expect(makeScorer(model([], { thresholds: all })).stages).toEqual(['eql', 'mql', 'sql']);
		expect(makeScorer(model([])).meets('sql', 0)).toBe(false);
	});
});

describe('a disqualified lead', () => {
	const scorer = makeScorer(
		model([], {
			disqualify: [{ attribute: 'Age', op: 'lte', value: 17 }, { activity: 'job_application' }]
		})
	);

	it('is one that meets any of the rules with all that it ever told and did', () => {
		expect(scorer.disqualifies([profile({ Age: '17' })])).toBe(true);
		expect(scorer.disqualifies([activity('click'), activity('job_application')])).toBe(true);
		expect(scorer.disqualifies([profile({ Age: '17' }), profile({ Age: '27' })])).toBe(false);
		expect(scorer.disqualifies([profile({ Age: 'young' }), activity('click')])).toBe(false);
	});

	it('is cold and passes nothing for as long as it meets one, by the latest that it told', () => {
		const strict = model([{ points: 30, when: { activity: 'click' } }], {
			disqualify: [
				{ attribute: 'Age', op: 'lte', value: 17 },
				{ all: [{ activity: 'job_application' }, { attribute: 'Country', op: 'eq', value: 'X' }] }
			]
		});
		const lead = after(strict, [0, activity('click')]);
		const state = (day: number, event: ScoredEvent) => {
			lead.add(event, day * DAY);
			const { score, hotUntil, warmUntil } = lead.result(day * DAY);
			return [score, lead.meets('mql', day * DAY), hotUntil, warmUntil];
		};
		const out = [30, false, null, null];
		const valid = [30, true, Infinity, Infinity];
		expect(state(1, profile({ Age: '17' }))).toEqual(out);
		expect(state(2, profile({ Age: '18' }))).toEqual(valid);
		expect(state(3, activity('job_application'))).toEqual(valid);
		expect(state(4, profile({ Country: 'X' }))).toEqual(out);
		expect(state(5, profile({ Age: '17' }))).toEqual(out);
		expect(state(6, profile({ Country: 'Y' }))).toEqual(out);
		expect(state(7, profile({ Age: '70' }))).toEqual(valid);
	});
});

describe('temperature', () => {
	const decaying = model([{ points: 40, when: { activity: 'click' }, halfLifeDays: 10 }]);

	it('ends in the millisecond in which decay takes the score below', () => {
		const { score, hotUntil, warmUntil } = after(decaying, [0, activity('click')]).result(0);
		expect([score, hotUntil, warmUntil]).toEqual([40, 10 * DAY + 1, 20 * DAY + 1]);
	});

	it('is counted from the moment that is asked for', () => {
		const { hotUntil, warmUntil } = after(decaying, [0, activity('click')]).result(15 * DAY);
		expect([hotUntil, warmUntil]).toEqual([null, 20 * DAY + 1]);
	});

	it('begins in the millisecond in which what took points away has faded enough', () => {
		const rising = model([
			{ points: 30, when: { activity: 'click' } },
			{ points: -20, when: { activity: 'complaint' }, halfLifeDays: 10 }
		]);
		const lead = after(rising, [0, activity('click')], [0, activity('complaint')]);
		expect(lead.result(0)).toEqual({
			...{ fit: 0, engagement: 10, score: 10 },
			...{ hotFrom: 10 * DAY, hotUntil: Infinity, warmFrom: null, warmUntil: Infinity }
		});
		expect(lead.result(10 * DAY)).toMatchObject({ hotFrom: null, hotUntil: Infinity });
		const none = { hotFrom: null, hotUntil: null };
		expect(after(rising, [0, activity('complaint')]).result(0)).toMatchObject(none);
	});

	it('may begin by time and end by time', () => {
		const both = model([
			{ points: 30, when: { activity: 'click' }, halfLifeDays: 100 },
			{ points: -30, when: { activity: 'complaint' }, halfLifeDays: 10 }
		]);
		const lead = after(both, [0, activity('click')], [0, activity('complaint')]);
		const { warmFrom, warmUntil, hotFrom, hotUntil } = lead.result(0);
		expect([lead.meets('warm', warmFrom! - 1), lead.meets('warm', warmFrom!)]).toEqual([false, true]);
		expect([lead.meets('warm', warmUntil! - 1), lead.meets('warm', warmUntil!)]).toEqual([true, false]);
		expect([lead.meets('hot', hotFrom! - 1), lead.meets('hot', hotFrom!)]).toEqual([false, true]);
		expect(hotUntil).toBeLessThan(warmUntil!);
	});

	it('never ends where nothing decays', () => {
		const steady = model([
			{ points: 20, when: { activity: 'click' } },
			{ when: { activity: 'other' }, halfLifeDays: 1 }
		]);
		expect(after(steady, [0, activity('click')]).result(0)).toMatchObject({
			hotUntil: Infinity,
			warmUntil: Infinity
		});
		expect(after(steady, [0, activity('click')], [1, activity('other')]).result(DAY).hotUntil).toBe(Infinity);
	});
});
