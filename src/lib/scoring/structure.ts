/** What hits depend on: the conditions of one or two models, whatever points, caps and thresholds they have. */
import { atOnce } from './at-once.ts';
import type { HitTable, LeadFacts } from './hits.ts';
import type { ScoreModel, When } from './model.ts';

/** Distinct conditions, those of the first model first and in its order. */
export interface Structure {
	rules: When[];
	disqualify: When[];
}

/** The hits of a structure: places of `hits` are those of its `rules`. */
export interface StructureHits {
	structure: Structure;
	facts: LeadFacts;
	hits: HitTable;
	/** When leads begin and cease to meet those of its `disqualify`, by their places. */
	knockOuts: HitTable;
}

/** JSON with the names of objects in order: equal for equal conditions. */
export function conditionText(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(conditionText).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const parts = Object.entries(value)
		.filter(([, one]) => one !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, one]) => `${JSON.stringify(name)}:${conditionText(one)}`);
	return `{${parts.join(',')}}`;
}

const distinct = (conditions: When[]): When[] => [
	...new Map(conditions.map((when) => [conditionText(when), when])).values()
];

/** The structure of a model, or of two that are compared. */
export const structureOf = (...models: (ScoreModel | null)[]): Structure => {
	const given = models.filter((model) => model !== null);
	return {
		rules: distinct(given.flatMap(({ rules }) => rules.map(({ when }) => when))),
		disqualify: distinct(given.flatMap(({ disqualify }) => disqualify))
	};
};

/** Equal for structures with the same conditions in the same order. */
export const structureKey = ({ rules, disqualify }: Structure): string => conditionText([rules, disqualify]);

/** Whether the hits of a structure tell all that a model needs. */
export const covers = (structure: Structure, model: ScoreModel): boolean =>
	coversStructure(structure, structureOf(model));

/** Whether all conditions of the second structure are among those of the first. */
export function coversStructure(structure: Structure, { rules, disqualify }: Structure): boolean {
	const known = new Set(structure.rules.map(conditionText));
	const unfit = new Set(structure.disqualify.map(conditionText));
	return (
		rules.every((when) => known.has(conditionText(when))) &&
		disqualify.every((when) => unfit.has(conditionText(when)))
	);
}

/** A model whose rules are those of the structure, in its order; it has no points. */
export const structureModel = ({ rules, disqualify }: Structure): ScoreModel => ({
	name: 'structure',
	version: 1,
	status: 'draft',
	groups: [],
	rules: rules.map((when, i) => ({ key: String(i), label: '', group: '', points: 0, max: 1, when })),
	disqualify,
	thresholds: { warm: { score: 0 }, hot: { score: 0 }, mql: { score: 0 } }
});

/**
 * The hits of one model by the places of its own rules, and when it knocks out whom. Hits of one event stand in the order
 * of the structure. The arrays of the structure are shared where its rules are the model's. Throws a RangeError if the
 * structure lacks a condition of the model.
 */
export const hitsOf = (
	of: Pick<StructureHits, 'structure' | 'hits' | 'knockOuts'>,
	model: ScoreModel
): ModelHits => atOnce(hitsInTurns(of, model));

export interface ModelHits {
	hits: HitTable;
	/** By the places of its own knock-out rules. */
	knockOuts: HitTable;
}

/** As {@link hitsOf}, yielding now and then. */
export function* hitsInTurns(
	{ structure, hits, knockOuts }: Pick<StructureHits, 'structure' | 'hits' | 'knockOuts'>,
	model: ScoreModel
): Generator<void, ModelHits> {
	const rules = model.rules.map(({ when }) => when);
	return {
		hits: yield* placed(hits, placesIn(structure.rules, rules)),
		knockOuts: yield* placed(knockOuts, placesIn(structure.disqualify, model.disqualify))
	};
}

/** For each condition of a structure its places among others. Throws a RangeError if it lacks one of them. */
function placesIn(structure: When[], others: When[]): number[][] {
	const places = new Map<string, number[]>();
	others.forEach((when, i) => {
		const text = conditionText(when);
		places.set(text, [...(places.get(text) ?? []), i]);
	});
	const placesAt = structure.map((when) => {
		const text = conditionText(when);
		const found = places.get(text) ?? [];
		places.delete(text);
		return found;
	});
	const [lacking] = places.keys();
	if (lacking !== undefined) throw new RangeError(`The hits tell nothing of the condition ${lacking}.`);
	return placesAt;
}

/**
 * The hits of a structure whose conditions are all among those of `whole`: itself if they are the same. Yields now and
 * then. Throws a RangeError for another structure.
 */
export function* partOf(whole: StructureHits, structure: Structure): Generator<void, StructureHits> {
	if (structureKey(whole.structure) === structureKey(structure)) return whole;
	const { hits, knockOuts } = yield* hitsInTurns(whole, structureModel(structure));
	return { structure, facts: whole.facts, hits, knockOuts };
}

/** Leads between two turns. */
const TURN = 16_384;

/** Hits of the rules at `rulesAt[place of the structure]`: the same table where that is the same place. */
function* placed(hits: HitTable, rulesAt: number[][]): Generator<void, HitTable> {
	if (rulesAt.every((of, i) => of.length === 1 && of[0] === i)) return hits;
	const { start, what, after } = hits;
	const firsts = Int32Array.from(rulesAt, (of) => of[0] ?? -1);
	const copies = Uint32Array.from(rulesAt, (of) => of.length);
	let size = 0;
	for (let h = 0; h < what.length; h++) size += copies[what[h]! >> 1]!;
	yield;
	const into: HitTable = {
		start: new Uint32Array(start.length),
		what: new Uint16Array(size),
		after: new Float64Array(size)
	};
	let at = 0;
	for (let i = 0; i + 1 < start.length; i++) {
		for (let h = start[i]!; h < start[i + 1]!; h++) {
			const from = what[h]!;
			const first = firsts[from >> 1]!;
			if (first < 0) continue;
			into.what[at] = first * 2 + (from & 1);
			into.after[at++] = after[h]!;
			for (let k = 1; k < copies[from >> 1]!; k++) {
				into.what[at] = rulesAt[from >> 1]![k]! * 2 + (from & 1);
				into.after[at++] = after[h]!;
			}
		}
		into.start[i + 1] = at;
		if (i % TURN === TURN - 1) yield;
	}
	return into;
}
