import { expect, it } from 'vitest';
import type { ScoredEvent } from './compile.ts';
import { hitTableBuilder } from './hits.ts';
import { parseModel, type When } from './model.ts';
import { atOnce } from './at-once.ts';
import { covers, hitsOf, partOf, structureKey, structureModel, structureOf } from './structure.ts';

const model = (whens: When[], disqualify: When[] = []) =>
	parseModel({
		name: 'm',
		groups: [{ key: 'g', label: '', kind: 'fit', cap: 10 }],
		rules: whens.map((when, i) => ({ key: `r${i}`, label: '', group: 'g', points: i, when })),
		disqualify,
		thresholds: { warm: 1, hot: 2, mql: 2 }
	});

const a: When = { activity: 'a' };
const b: When = { activity: 'b' };
const city: When = { attribute: 'City', op: 'eq', value: 'Köln' };
const student: When = { attribute: 'Job', op: 'eq', value: 'student' };

const event = (activity: string | null, attributes: Record<string, string> | null = null): ScoredEvent => ({
	type: activity === null ? 'profile' : 'activity',
	activity,
	attributes
});
const stories = [
	[
		{ event: event('a'), ms: 1 },
		{ event: event(null, { City: 'Köln' }), ms: 2 },
		{ event: event('b'), ms: 3 },
		{ event: event(null, { City: 'Bonn' }), ms: 4 }
	],
	[],
	[{ event: event('b'), ms: 5 }]
];

function table(of: ReturnType<typeof model>) {
	const builder = hitTableBuilder(of);
	for (const story of stories) builder.add(0, story);
	return builder.end();
}

it('holds the conditions of both models once, however their names are ordered', () => {
	const written = { value: 'Köln', op: 'eq', attribute: 'City' } as When;
	const structure = structureOf(model([city, a, a]), model([b, written], [student]));
	expect(structure).toEqual({ rules: [city, a, b], disqualify: [student] });
	expect(structureKey(structureOf(model([written])))).toBe(structureKey(structureOf(model([city]), null)));
	expect(structureKey(structureOf(model([a, city])))).not.toBe(structureKey(structureOf(model([city, a]))));
	expect(structureKey(structureOf(model([a], [city])))).not.toBe(structureKey(structureOf(model([a, city]))));
});

it('gives each model the hits that its own rules have', () => {
	const draft = model([city, a]);
	const live = model([b, a, city, b]);
	const structure = structureOf(draft, live);
	const hits = table(structureModel(structure));
	const of = (one: typeof draft) => hitsOf({ structure, hits, knockOuts: nobody }, one).hits;
	expect(of(draft)).toEqual(table(draft));
	expect(of(live)).toEqual(table(live));
});

it('shares the arrays where the rules are the same', () => {
	const draft = model([city, a]);
	const structure = structureOf(draft);
	const hits = table(structureModel(structure));
	expect(hitsOf({ structure, hits, knockOuts: nobody }, draft).hits).toBe(hits);
});

const nobody = { start: new Uint32Array(4), what: new Uint16Array(0), after: new Float64Array(0) };
/** The first lead begins to meet both rules, and the second ceases to meet the second. */
const outs = {
	start: Uint32Array.of(0, 2, 3, 3),
	what: Uint16Array.of(0, 2, 3),
	after: Float64Array.of(5, 6, 7)
};

it('tells whom each model knocks out', () => {
	const strict = model([a], [student, city]);
	const mild = model([a], [city]);
	const none = model([a]);
	const structure = structureOf(strict, mild);
	const hits = table(structureModel(structure));
	const of = (one: typeof mild) => {
		const { knockOuts } = hitsOf({ structure, hits, knockOuts: outs }, one);
		return [[...knockOuts.start], [...knockOuts.what], [...knockOuts.after]];
	};
	expect(of(strict)).toEqual([
		[0, 2, 3, 3],
		[0, 2, 3],
		[5, 6, 7]
	]);
	expect(of(mild)).toEqual([
		[0, 1, 2, 2],
		[0, 1],
		[6, 7]
	]);
	expect(of(none)).toEqual([[0, 0, 0, 0], [], []]);
});

it('names a condition that it does not have', () => {
	const structure = structureOf(model([a]));
	const hits = table(structureModel(structure));
	expect(covers(structure, model([a]))).toBe(true);
	expect(covers(structure, model([b]))).toBe(false);
	expect(covers(structure, model([a], [b]))).toBe(false);
	expect(() => hitsOf({ structure, hits, knockOuts: nobody }, model([b]))).toThrow(
		'The hits tell nothing of the condition {"activity":"b"}.'
	);
	expect(() => hitsOf({ structure, hits, knockOuts: nobody }, model([a], [b]))).toThrow('{"activity":"b"}');
});

it('takes the part of another structure out of a whole one', () => {
	const whole = structureOf(model([a, city], [student]), model([b], [city]));
	const asked = structureOf(model([b, city], [city]));
	const facts = {
		createdAt: new Float64Array(3),
		decidedAfter: new Float64Array(3),
		outcome: new Uint8Array(3),
		outcomeAfter: new Float64Array(3),
		accepted: new Uint8Array(3),
		channel: new Uint16Array(3),
		channels: [null]
	};
	const read = { structure: whole, facts, hits: table(structureModel(whole)), knockOuts: outs };
	expect(atOnce(partOf(read, asked))).toEqual({
		...{
			structure: asked,
			facts,
			knockOuts: {
				start: Uint32Array.of(0, 1, 2, 2),
				what: Uint16Array.of(0, 1),
				after: Float64Array.of(6, 7)
			}
		},
		hits: table(structureModel(asked))
	});
	expect(atOnce(partOf(read, structureOf(model([a, city], [student]), model([b], [city]))))).toBe(read);
	expect(() => atOnce(partOf(read, structureOf(model([{ activity: 'c' }]))))).toThrow('{"activity":"c"}');
});
