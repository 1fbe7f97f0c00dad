/** Moves of the workbench on made-up hits, timed: the same in Node and in a browser. */
import { parseModel, type ScoreModel } from '#lib/scoring/model.ts';
import { structureOf, type StructureHits } from '#lib/scoring/structure.ts';
import { workbench, type WorkbenchOptions } from '#lib/scoring/workbench.ts';

/** ms that half of the moves take at most, and 95 of 100. */
export interface MoveTimes {
	p50: number;
	p95: number;
}
export type Moves = Record<'weight' | 'threshold' | 'halfLife' | 'first', MoveTimes>;

const DAY = 86_400_000;
const RULES = 20;
const HITS = 10;

/** Ten fit rules, ten of interest, of which five decay: every lead has ten hits. */
const model = parseModel({
	name: 'Bench',
	groups: [
		{ key: 'fit', label: '', kind: 'fit', cap: 60 },
		{ key: 'web', label: '', kind: 'engagement', cap: 80 }
	],
	rules: Array.from({ length: RULES }, (_, i) => ({
		key: `r${i}`,
		label: '',
		points: 3 + (i % 7) * 4,
		...(i < 10
			? { group: 'fit', when: { attribute: `a${i}`, op: 'exists' } }
			: { group: 'web', max: 3, when: { activity: `e${i}` }, ...(i < 15 && { halfLifeDays: 20 }) })
	})),
	thresholds: { warm: 20, hot: 50, mql: 50 }
});

const options: WorkbenchOptions = {
	horizonDays: 90,
	delayDays: 14,
	asOf: 1_800_000_000_000,
	channels: null,
	timezone: 'Europe/Berlin'
};

function madeUp(leads: number): StructureHits {
	let state = 7;
	const next = (below: number) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
	const size = leads * HITS;
	const table: StructureHits = {
		structure: structureOf(model),
		facts: {
			createdAt: Float64Array.from({ length: leads }, (_, i) => 1_700_000_000_000 + i * 60_000),
			decidedAfter: new Float64Array(leads).fill(Infinity),
			outcome: new Uint8Array(leads),
			outcomeAfter: new Float64Array(leads).fill(NaN),
			accepted: new Uint8Array(leads),
			channel: Uint16Array.from({ length: leads }, () => next(12)),
			channels: Array.from({ length: 12 }, (_, i) => `Channel ${i}`)
		},
		hits: {
			start: Uint32Array.from({ length: leads + 1 }, (_, i) => i * HITS),
			what: new Uint16Array(size),
			after: new Float64Array(size)
		},
		knockOuts: { start: new Uint32Array(leads + 1), what: new Uint16Array(0), after: new Float64Array(0) }
	};
	for (let i = 0; i < leads; i++) {
		if (next(12) === 0) {
			table.facts.outcome[i] = 1;
			table.facts.outcomeAfter[i] = table.facts.decidedAfter[i] = (10 + next(60)) * DAY;
		}
		for (let h = i * HITS; h < (i + 1) * HITS; h++) {
			table.hits.what[h] = next(RULES) * 2;
			table.hits.after[h] = (h - i * HITS) * DAY + next(DAY);
		}
	}
	return table;
}

export function timeMoves(leads: number, times: number): Moves {
	const bench = workbench(madeUp(leads));
	let draft = model;
	const took = (make: (i: number) => ScoreModel): MoveTimes => {
		const all = Array.from({ length: times }, (_, i) => {
			draft = make(i);
			const started = performance.now();
			bench.compare(draft, model, options);
			return performance.now() - started;
		}).sort((a, b) => a - b);
		return { p50: all[Math.floor(times / 2)]!, p95: all[Math.ceil(times * 0.95) - 1]! };
	};
	const withRule = (place: number, change: object) => ({
		...draft,
		rules: draft.rules.map((rule, i) => (i === place ? { ...rule, ...change } : rule))
	});
	const started = performance.now();
	bench.compare(draft, model, options);
	const first = performance.now() - started;
	return {
		first: { p50: first, p95: first },
		weight: took((i) => withRule(i % RULES, { points: i % 23 })),
		threshold: took((i) => ({
			...draft,
			thresholds: { ...draft.thresholds, mql: { score: 20 + (i % 60) } }
		})),
		halfLife: took((i) => withRule(10 + (i % 5), { halfLifeDays: 5 + i }))
	};
}
