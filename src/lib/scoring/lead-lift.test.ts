import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { smallModel } from '../../../tests/support/score-model.ts';
import type { ScoredEvent } from './compile.ts';
import type { LiftRule } from './lead-lift.ts';
import { leadScore } from './lead-score.ts';
import { parseModel, type ScoreModel } from './model.ts';
import type { ThresholdName } from './threshold-names.ts';

const DAY = 86_400_000;
const did = (activity: string): Partial<ScoredEvent> => ({ type: 'activity', activity });
const said = (attributes: Record<string, string>): Partial<ScoredEvent> => ({ type: 'profile', attributes });

const after = (model: ScoreModel, events: Partial<ScoredEvent>[], day = 0) =>
	leadScore(
		[{}, ...events].map((event) => ({
			event: { type: 'created', activity: null, attributes: null, ...event },
			ms: 0
		})),
		model,
		day * DAY
	);
const liftOf = (model: ScoreModel, name: ThresholdName, events: Partial<ScoredEvent>[], day = 0) =>
	after(model, events, day).thresholds.find(({ threshold }) => threshold === name)!.lift;
const words = (rules: LiftRule[] | null | undefined) =>
	rules?.map(({ rule, times }) => (times === 1 ? rule : `${rule} × ${times}`));

describe('what lifts a lead', () => {
	it('is any rule that reaches the threshold alone, with the times it takes', () => {
		const lift = liftOf(smallModel(), 'warm', []);
		expect(words(lift?.alone)).toEqual(['decides', 'budget', 'demo', 'pricing × 4']);
		expect(lift?.together).toBeNull();
	});

	it('is else the fewest rules together', () => {
		const lift = liftOf(smallModel({ thresholds: { warm: 20, hot: 70, mql: 70 } }), 'hot', []);
		expect(lift?.alone).toEqual([]);
		expect(words(lift?.together)).toEqual(['decides', 'budget', 'demo']);
	});

	it('counts what is there already', () => {
		const lift = liftOf(smallModel(), 'hot', [said({ Budget: 'approved' }), did('pricing_view')]);
		expect(words(lift?.alone)).toEqual(['decides', 'demo', 'pricing × 3']);
	});

	it('counts afresh what has lost its points', () => {
		const views = Array.from({ length: 4 }, () => did('pricing_view'));
		const model = smallModel({ thresholds: { warm: 18, hot: 20, mql: 20 } });
		expect(words(liftOf(model, 'hot', views, 30)?.alone)).toContain('pricing × 4');
		expect(words(liftOf(model, 'warm', views, 30)?.alone)).toContain('pricing × 4');
	});

	it('includes rules that the threshold asks for, and enough of fit and interest', () => {
		const need = smallModel({ thresholds: { warm: 20, hot: { score: 20, require: ['budget'] }, mql: 20 } });
		expect(words(liftOf(need, 'hot', [said({ Authority: 'decides' })])?.alone)).toEqual(['budget']);
		const both = smallModel({
			thresholds: { warm: 20, hot: { score: 20, minFit: 20, minEngagement: 5 }, mql: 20 }
		});
		expect(words(liftOf(both, 'hot', [])?.together)).toEqual(['decides', 'demo']);
		expect(words(liftOf(both, 'hot', [did('demo_request')])?.alone)).toEqual(['decides', 'budget']);
		expect(after(both, []).thresholds[1]).toMatchObject({
			missing: { fit: 20, engagement: 5, score: 20 },
			missingRules: []
		});
		expect(after(need, []).thresholds[1]!.missingRules).toEqual(['Budget approved']);
	});

	it('is nothing where the model cannot reach the threshold', () => {
		expect(liftOf(smallModel({ thresholds: { warm: 20, hot: 101, mql: 20 } }), 'hot', [])).toBeNull();
		expect(liftOf(smallModel({ rules: [], thresholds: { warm: 1, hot: 2, mql: 2 } }), 'warm', [])).toBeNull();
	});

	it('never takes two answers to one question', () => {
		const rule = (value: string, points: number) => ({
			...{ key: value, label: value, group: 'fit', points },
			when: { attribute: 'Budget', op: 'eq', value }
		});
		const model = smallModel({
			rules: [rule('approved', 20), rule('planned', 10)],
			thresholds: { warm: 20, hot: 30, mql: 30 }
		});
		expect(liftOf(model, 'hot', [])).toBeNull();
		expect(words(liftOf(model, 'warm', [said({ Budget: 'planned' })])?.alone)).toEqual(['approved']);
	});
});

test('whatever lifts a lead does so, and nothing of it can be left out', () => {
	const names = ['a', 'b', 'c', 'd', 'e', 'f'];
	const rule = fc.record({
		group: fc.constantFrom('fit', 'web'),
		points: fc.integer({ min: -20, max: 20 }),
		max: fc.integer({ min: 1, max: 3 }),
		activity: fc.constantFrom(...names)
	});
	const models = fc
		.record({
			rules: fc.array(rule, { minLength: 1, maxLength: 6 }),
			hot: fc.record({
				score: fc.integer({ min: 1, max: 60 }),
				minFit: fc.integer({ min: 0, max: 30 }),
				minEngagement: fc.integer({ min: 0, max: 30 })
			})
		})
		.map(({ rules, hot }) =>
			parseModel({
				name: 'random',
				groups: [
					{ key: 'fit', label: 'Fit', kind: 'fit', cap: 40 },
					{ key: 'web', label: 'Web', kind: 'engagement', cap: 30 }
				],
				rules: rules.map(({ activity, ...one }, i) => ({
					...{ ...one, key: `r${i}`, label: activity },
					when: { activity: `${activity}${i}` }
				})),
				thresholds: { warm: 0, hot, mql: 1000 }
			})
		);
	fc.assert(
		fc.property(models, (model) => {
			const lift = liftOf(model, 'hot', []);
			const events = (rules: readonly LiftRule[]) =>
				rules.flatMap(({ rule, times }) => {
					const { when } = model.rules.find(({ key }) => key === rule)!;
					return Array.from({ length: times }, () => did((when as { activity: string }).activity));
				});
			const isHot = (rules: readonly LiftRule[]) => after(model, events(rules)).thresholds[1]!.met;
			const fewer = (rules: readonly LiftRule[]) =>
				rules.map((one) => rules.map((other) => (other === one ? { ...one, times: one.times - 1 } : other)));
			const found = [...(lift?.alone ?? []).map((one) => [one]), ...(lift?.together ? [lift.together] : [])];
			if (lift) expect(found.length).toBeGreaterThan(0);
			for (const rules of found) {
				expect(isHot(rules)).toBe(true);
				for (const less of fewer(rules)) expect(isHot(less)).toBe(false);
			}
			if (lift === null && !isHot([])) {
				const all = model.rules
					.filter(({ points }) => points > 0)
					.map(({ key, label, max }) => ({ rule: key, label, times: max }));
				expect(isHot(all)).toBe(false);
			}
		}),
		{ numRuns: 200 }
	);
});
