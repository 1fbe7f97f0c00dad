/** The engine against replay, and against what METHODS says counted naively. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeEvents, type Placed, type ReplayEvent } from '#lib/funnel/replay.ts';
import { stageIndex } from '#lib/funnel/stages.ts';
import { event as eventAt, told, utc } from '../../../tests/support/lead-story.ts';
import { classesOf } from './classes.ts';
import { compileModel, isEventful, matches } from './compile.ts';
import { hitTableBuilder, knockOutTableBuilder } from './hits.ts';
import { gateScores } from './gate.ts';
import { knockedOutAt } from './knock-outs.ts';
import { parseModel, type ScoreModel, type When } from './model.ts';
import { scoreBoard } from './score-board.ts';
import { countsAt, scoresOf } from './score-table.ts';
import { makeScorer } from './scorer.ts';

const DAY = 86_400_000;
const start = Date.parse('2026-01-10T00:00:00Z');
const any = <T>(...values: T[]) => fc.constantFrom(...values);

/** Few times, so that events meet at the same instant; some before the lead was created. */
const anyEvent: fc.Arbitrary<ReplayEvent> = fc
	.record({
		type: any('activity', 'activity', 'activity', 'profile', 'profile', 'contacted'),
		hour: any(-30, -5, -5, 0, 0, 0, 1, 5, 24, 24, 100, 500, 2000),
		activity: any('a', 'b', 'c'),
		city: any(null, 'X', 'Y', '7'),
		kind: any(null, 'k'),
		key: fc.nat(99)
	})
	.map(({ type, hour, activity, city, kind, key }) => ({
		...eventAt(type as ReplayEvent['type'], '2026-01-10 00:00'),
		key: String(1000 + key),
		ms: start + hour * 3_600_000,
		activity: type === 'activity' ? activity : null,
		attributes: city || kind ? { ...(city && { City: city }), ...(kind && { Kind: kind }) } : null
	}));

/** The lead ends, and may come back. */
const turn = fc
	.record({
		type: any('client', 'refused', 'refused', 'unfit', 'reopened', 'reopened', 'created'),
		hour: any(1, 5, 24, 80, 600)
	})
	.map(({ type, hour }) => ({
		...eventAt(type as ReplayEvent['type'], '2026-01-10 00:00'),
		ms: start + hour * 3_600_000
	}));

const story = fc
	.tuple(fc.array(anyEvent, { maxLength: 14 }), fc.array(turn, { maxLength: 4 }))
	.map(([events, turns]) => [{ ...eventAt('created', '2026-01-10 00:00'), ms: start }, ...events, ...turns]);

const when = any(
	{ activity: 'a' },
	{ activity: 'b', where: [{ attribute: 'Kind', op: 'exists' }] },
	{ event: 'contacted' },
	{ event: 'activity' },
	{ attribute: 'City', op: 'eq', value: 'X' },
	{ attribute: 'City', op: 'gte', value: 5 },
	{ attribute: 'Kind', op: 'exists' },
	{ all: [{ activity: 'c' }, { attribute: 'City', op: 'eq', value: 'Y' }] },
	{
		all: [
			{ attribute: 'City', op: 'exists' },
			{ attribute: 'Kind', op: 'exists' }
		]
	}
);
const anyRule = fc.record({
	when,
	group: any('fit', 'web', 'more'),
	points: fc.integer({ min: -30, max: 40 }),
	max: any(1, 1, 2, 5),
	halfLifeDays: any(undefined, undefined, 0, 3, 1e6)
});
const modelOf = (rules: object[], caps: number[], disqualify: object[], score: number): ScoreModel =>
	parseModel({
		name: 'Any',
		groups: ['fit', 'web', 'more'].map((key, i) => ({
			key,
			label: '',
			kind: i === 0 ? 'fit' : 'engagement',
			cap: caps[i]
		})),
		rules: rules.map((rule, i) => ({ key: `r${i}`, label: '', ...rule })),
		disqualify,
		thresholds: {
			warm: 10,
			hot: score + 20,
			eql: { score: score - 10, minEngagement: 5 },
			mql: score,
			sql: { score: score + 10, require: ['r0'] }
		}
	});
const caps = fc.tuple(any(0, 20, 50), any(30, 100), any(10, 1000));
const anyModel = fc
	.tuple(
		fc.array(anyRule, { minLength: 1, maxLength: 8 }),
		caps,
		fc.oneof(fc.constant<object[]>([]), fc.array<object>(when, { maxLength: 3 })),
		any(5, 20, 60)
	)
	.map(([rules, limits, disqualify, score]) => modelOf(rules, limits, disqualify, score));

/** When each threshold is met for the first time, at an event after which the lead is open by replay's own account. */
function naiveCrossings(placed: Placed[], model: ScoreModel) {
	const crossed = { eql: Infinity, mql: Infinity, sql: Infinity };
	const scorer = makeScorer(model);
	if (scorer.disqualifies(placed.map(({ event }) => event))) return crossed;
	placed.forEach(({ event, ms }, i) => {
		scorer.add(event, ms);
		const soFar = placed.slice(0, i + 1).map(({ event }) => event);
		if (told(soFar).outcome !== 'open') return;
		for (const stage of crossable)
			if (crossed[stage] === Infinity && scorer.meets(stage, ms)) crossed[stage] = ms;
	});
	return crossed;
}

const crossable = ['eql', 'mql', 'sql'] as const;

it('finds the same scores as replay, which crosses thresholds while the lead is open', () => {
	fc.assert(
		fc.property(story, anyModel, (events, model) => {
			const lead = told(events, utc, makeScorer(model));
			const placed = placeEvents(events);
			const crossed = naiveCrossings(placed, model);
			crossable.forEach((stage, i) => {
				// An entry is never later than that into a later stage.
				const first = Math.min(...crossable.slice(i).map((one) => crossed[one]));
				const isOwn = (lead.own & (1 << stageIndex[stage])) !== 0;
				expect(isOwn).toBe(crossed[stage] !== Infinity);
				if (isOwn) expect(lead.entries[stageIndex[stage]]!.ms).toBe(first);
			});

			const builder = hitTableBuilder(model);
			builder.add(lead.createdAt, placed);
			const last = placed.at(-1)!.ms;
			const cohort = { leads: Uint32Array.of(0), decision: Float64Array.of(last - lead.createdAt + 1) };
			const { fit, engagement, score } = scoresOf(countsAt(builder.end(), model, cohort), model);
			const scorer = makeScorer(model);
			for (const { event, ms } of placed) scorer.add(event, ms);
			expect([fit[0], engagement[0], score[0]]).toEqual(Object.values(scorer.scoreAt(last + 1)));
			expect(lead.score).toBe(scorer.scoreAt(last).score);
		}),
		{ numRuns: 300 }
	);
});

it('crosses a threshold after the lead came back, and not while it was lost', () => {
	const model = modelOf([{ when: { activity: 'a' }, group: 'web', points: 30 }], [0, 100, 0], [], 20);
	const visit = (at: string) => eventAt('activity', at, { activity: 'a', key: at });
	const lost = [
		eventAt('created', '2026-01-10 00:00'),
		eventAt('refused', '2026-01-11 00:00'),
		visit('2026-01-12 00:00')
	];
	const mql = (...events: ReplayEvent[]) => told(events, utc, makeScorer(model)).entries[stageIndex.mql];
	expect(mql(...lost)).toBeNull();
	const back = eventAt('reopened', '2026-01-13 00:00');
	expect(mql(...lost, back)!.ms).toBe(back.ms);
});

/** METHODS word by word: one rule of one lead at its decision. */
function naiveCount(
	events: readonly { event: ReplayEvent; ms: number }[],
	created: number,
	decision: number,
	model: ScoreModel,
	place: number
): number {
	const rule = model.rules[place]!;
	const { eventful } = compileModel(model).rules[place]!;
	const before = events.filter(({ ms }) => ms - created < decision || ms === created);
	const single = {
		...model,
		rules: [rule],
		thresholds: { warm: { score: 0 }, hot: { score: 0 }, mql: { score: 0 } }
	};
	const builder = hitTableBuilder(single);
	builder.add(created, before);
	const { what, after } = builder.end();
	if (!eventful) return what.length > 0 && what.at(-1) === 0 ? 1 : 0;
	const at = Math.max(decision, 0);
	return [...after]
		.slice(-rule.max)
		.map((time) => {
			if (rule.halfLifeDays === undefined || time === at) return 1;
			return 2 ** (-(at - time) / (rule.halfLifeDays * DAY));
		})
		.reduce((sum, one) => sum + one, 0);
}

it('counts at the decision what METHODS says, and a score is the sum of its parts', () => {
	const decision = any(
		-200 * 3_600_000,
		-29 * 3_600_000,
		-10_800_000,
		0,
		1,
		3_600_000,
		DAY,
		14 * DAY,
		1000 * DAY
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(story, decision), { maxLength: 4 }), anyModel, (stories, model) => {
			const builder = hitTableBuilder(model);
			const placed = stories.map(([events]) => placeEvents(events));
			placed.forEach((events, i) => builder.add(start, events, stories[i]![1]));
			const cohort = {
				leads: Uint32Array.from(stories, (_, i) => i),
				decision: Float64Array.from(stories, ([, one]) => one)
			};
			const counts = countsAt(builder.end(), model, cohort);
			const scores = scoresOf(counts, model);
			placed.forEach((events, i) => {
				const shown = new Float64Array(model.rules.length);
				for (let p = counts.start[i]!; p < counts.start[i + 1]!; p++)
					shown[counts.rule[p]!] = counts.count[p]!;
				const naive = model.rules.map((_, r) => naiveCount(events, start, cohort.decision[i]!, model, r));
				expect([...shown]).toEqual(naive);
				const sum = model.groups.reduce((all, { key, cap }) => {
					const of = model.rules.reduce(
						(points, rule, r) => (rule.group === key ? points + rule.points * shown[r]! : points),
						0
					);
					return all + Math.max(-cap, Math.min(cap, of));
				}, 0);
				expect(scores.score[i]).toBeCloseTo(sum, 9);
				expect(scores.fit[i]! + scores.engagement[i]!).toBeCloseTo(sum, 9);
			});
		}),
		{ numRuns: 200 }
	);
});

/** Whether any condition is met by what these events tell last, and for one of them by that event. */
const naivelyOut = (conditions: When[], events: readonly { event: ReplayEvent }[]): boolean => {
	const last: Record<string, string> = {};
	for (const { event } of events) Object.assign(last, event.attributes);
	return conditions.some((when) =>
		isEventful(when) ? events.some(({ event }) => matches(when, event, last)) : matches(when, null, last)
	);
};

it('knocks out at any decision whom replay knocks out with what it has read until then', () => {
	const decision = any(-29 * 3_600_000, -10_800_000, 0, 1, 3_600_000, 5 * DAY, 14 * DAY, 1000 * DAY);
	const someRules = fc.array(when, { minLength: 1, maxLength: 3 });
	fc.assert(
		fc.property(story, decision, anyModel, someRules, (events, at, { rules }, disqualify) => {
			const model = modelOf(
				rules.map(({ group, points, max, when }) => ({ group, points, max, when })),
				[50, 100, 1000],
				disqualify,
				20
			);
			const placed = placeEvents(events);
			const known = placed.filter(({ ms }) => ms - start < at || ms === start);
			const scorer = makeScorer(model);
			for (const { event, ms } of known) scorer.add(event, ms);
			const out = naivelyOut(model.disqualify, known);

			const builder = hitTableBuilder(model);
			const knockOuts = knockOutTableBuilder(model.disqualify);
			for (const one of [builder, knockOuts]) one.add(start, placed, at);
			const cohort = { leads: Uint32Array.of(0), decision: Float64Array.of(at) };
			const hits = builder.end();
			const knockedOut = knockedOutAt(knockOuts.end(), cohort);
			expect([...knockedOut]).toEqual([Number(out)]);
			expect(scorer.disqualifies(known.map(({ event }) => event))).toBe(out);

			const then = Math.max(start + at, known.at(-1)!.ms);
			const counts = countsAt(hits, model, cohort);
			const scores = scoresOf(counts, model);
			const least = model.thresholds.mql.score;
			const isPast = gateScores(model, cohort, knockedOut, counts, scores)[0]! >= least;
			expect(isPast).toBe(scorer.meets('mql', then));
			const [classes, spare] = [new Uint8Array(1), new Uint8Array(1)];
			classesOf(scoreBoard(hits, cohort, model), model, knockedOut, classes, spare);
			expect(classes[0]).toBe(scorer.meets('hot', then) ? 2 : scorer.meets('warm', then) ? 1 : 0);
			if (out) expect(scorer.result(then)).toMatchObject({ hotUntil: null, warmUntil: null });
		}),
		{ numRuns: 300 }
	);
});

it('follows a model as it is edited to the scores that it would have from the start', () => {
	const change = fc.record({
		rule: fc.nat(7),
		points: fc.option(fc.integer({ min: -30, max: 40 })),
		max: fc.option(any(1, 2, 3)),
		halfLifeDays: fc.option(any(0, 1, 30)),
		cap: fc.option(any(0, 10, 500))
	});
	fc.assert(
		fc.property(
			fc.array(story, { minLength: 1, maxLength: 5 }),
			anyModel,
			fc.array(change, { minLength: 1, maxLength: 5 }),
			(stories, model, moves) => {
				const builder = hitTableBuilder(model);
				for (const events of stories) builder.add(start, placeEvents(events));
				const hits = builder.end();
				const cohort = {
					leads: Uint32Array.from(stories, (_, i) => i),
					decision: Float64Array.from(stories, (_, i) => i * 5 * DAY)
				};
				const board = scoreBoard(hits, cohort, model);
				let now = model;
				for (const { rule, cap, ...values } of moves) {
					const at = rule % model.rules.length;
					const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
					now = {
						...now,
						rules: now.rules.map((one, i) => (i === at ? { ...one, ...given } : one)),
						groups: now.groups.map((one, i) => (i === 1 && cap !== null ? { ...one, cap } : one))
					};
					board.move(now);
					const counts = countsAt(hits, now, cohort);
					expect(board.counts).toEqual(counts);
					expect(board.scores).toEqual(scoresOf(counts, now));
				}
			}
		),
		{ numRuns: 100 }
	);
});

it.each([1, 200])('scores %i rules as replay does', (many) => {
	const rules = Array.from({ length: many }, (_, i) => ({
		when: i % 2 ? { attribute: 'City', op: 'eq', value: `c${i}` } : { activity: `a${i}` },
		group: i % 2 ? 'fit' : 'web',
		points: i + 1
	}));
	const model = modelOf(rules, [1e6, 1e6, 0], [], 1);
	const events = [
		eventAt('created', '2026-01-10 00:00', { attributes: { City: `c${many - 1}` } }),
		...rules.map((_, i) => eventAt('activity', '2026-01-10 01:00', { activity: `a${i}`, key: String(i) }))
	];
	const expected = model.rules.reduce(
		(sum, { points }, i) => (i % 2 === 0 || i === many - 1 ? sum + points : sum),
		0
	);
	const builder = hitTableBuilder(model);
	builder.add(start, placeEvents(events));
	const cohort = { leads: Uint32Array.of(0), decision: Float64Array.of(DAY) };
	expect(scoresOf(countsAt(builder.end(), model, cohort), model).score[0]).toBe(expected);
	expect(told(events, utc, makeScorer(model)).score).toBe(expected);
});
