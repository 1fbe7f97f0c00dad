/** What hits depend on: the conditions of one or two models, whatever points, caps and thresholds they have. */
import { atOnce } from './at-once.ts';
import type { HitTable, LeadFacts } from './hits.ts';
import type { ScoreModel, When } from './model.ts';

/** Distinct conditions, those of the first model first and in its order. */
export interface Structure {
	rules: When[];
	disqualify: When[];
}

/** What is known of leads whatever the model. */
export type KnownFacts = Omit<LeadFacts, 'disqualified'>;

/** The hits of a structure: places of `hits` are those of its `rules`. */
export interface StructureHits {
	structure: Structure;
	facts: KnownFacts;
	hits: HitTable;
	/** For each of `disqualify`: 1 for the leads that meet it. */
	unfit: Uint8Array[];
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
 * The hits of one model by the places of its own rules, and whom it disqualifies. Hits of one event stand in the order
 * of the structure. The arrays of the structure are shared where its rules are the model's. Throws a RangeError if the
 * structure lacks a condition of the model.
 */
export const hitsOf = (
	of: Pick<StructureHits, 'structure' | 'hits' | 'unfit'>,
	model: ScoreModel
): ModelHits => atOnce(hitsInTurns(of, model));

export interface ModelHits {
	hits: HitTable;
	disqualified: Uint8Array;
}

/** As {@link hitsOf}, yielding now and then. */
export function* hitsInTurns(
	{ structure, hits, unfit }: Pick<StructureHits, 'structure' | 'hits' | 'unfit'>,
	model: ScoreModel
): Generator<void, ModelHits> {
	const places = new Map<string, number[]>();
	model.rules.forEach(({ when }, i) => {
		const text = conditionText(when);
		places.set(text, [...(places.get(text) ?? []), i]);
	});
	const rulesAt = structure.rules.map((when) => {
		const text = conditionText(when);
		const found = places.get(text) ?? [];
		places.delete(text);
		return found;
	});
	const [lacking] = places.keys();
	if (lacking !== undefined) throw new RangeError(`The hits tell nothing of the condition ${lacking}.`);
	const same = rulesAt.every((of, i) => of.length === 1 && of[0] === i);
	return {
		hits: same ? hits : yield* placed(hits, rulesAt),
		disqualified: disqualifiedBy(structure, unfit, model, hits.start.length - 1)
	};
}

/**
 * The hits of a structure whose conditions are all among those of `whole`: itself if they are the same. Yields now and
 * then. Throws a RangeError for another structure.
 */
export function* partOf(whole: StructureHits, structure: Structure): Generator<void, StructureHits> {
	if (structureKey(whole.structure) === structureKey(structure)) return whole;
	const { hits } = yield* hitsInTurns(whole, structureModel(structure));
	const known = whole.structure.disqualify.map(conditionText);
	const unfit = structure.disqualify.map((when) => whole.unfit[known.indexOf(conditionText(when))]!);
	return { structure, facts: whole.facts, hits, unfit };
}

function disqualifiedBy(
	structure: Structure,
	unfit: Uint8Array[],
	{ disqualify }: ScoreModel,
	leads: number
): Uint8Array {
	const known = structure.disqualify.map(conditionText);
	const columns = disqualify.map((when) => {
		const at = known.indexOf(conditionText(when));
		if (at < 0) throw new RangeError(`The hits tell nothing of the condition ${conditionText(when)}.`);
		return unfit[at]!;
	});
	if (columns.length === 1) return columns[0]!;
	const all = new Uint8Array(leads);
	for (const column of columns) for (let i = 0; i < leads; i++) all[i]! |= column[i]!;
	return all;
}

/** Leads between two turns. */
const TURN = 16_384;

/** Hits of the rules at `rulesAt[place of the structure]`. */
function* placed({ start, what, after }: HitTable, rulesAt: number[][]): Generator<void, HitTable> {
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
