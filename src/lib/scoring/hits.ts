/** The hits of many leads as typed arrays: what the workbench computes every score from. */
import { isInTime } from './cohort.ts';
import { compileModel, type ScoredEvent } from './compile.ts';
import { knockOutWatcher } from './knock-outs.ts';
import type { ScoreModel, When } from './model.ts';
import { concernedBy, leadWatcher, type TakeHit, type Watcher } from './watch.ts';

/** Hits of lead i are at `start[i] .. start[i + 1]`, in the order of replay. What they tell of attributes at creation is
 * what counts for a lead that was decided on before: without what it told in between. */
export interface HitTable {
	/** leads + 1 */
	start: Uint32Array;
	/** Twice the place of the rule, + 1 where an attribute rule ceases to hold. */
	what: Uint16Array;
	/** ms since the lead was created; negative before. */
	after: Float64Array;
}

/** What is known of the same leads, in the same order: by creation, then by the hash of the first record's id. */
export interface LeadFacts {
	/** ms */
	createdAt: Float64Array;
	/** ms from creation to the earliest of acceptance, any later stage and any outcome; Infinity: none yet. */
	decidedAfter: Float64Array;
	/** Index in `outcomes`. */
	outcome: Uint8Array;
	/** ms from creation to the outcome; NaN: open, or nobody knows when. */
	outcomeAfter: Float64Array;
	/** 1: sales accepted it at some time. */
	accepted: Uint8Array;
	/** Place in `channels`. */
	channel: Uint16Array;
	channels: (string | null)[];
}

const ignore: TakeHit = () => {};

/** Gathers the hits of a model's rules lead by lead. */
export function hitTableBuilder(model: ScoreModel) {
	const compiled = compileModel(model);
	/** Many events are the same object. */
	const known = new WeakMap<ScoredEvent, number[]>();
	const concerned = (event: ScoredEvent): number[] => {
		let rules = known.get(event);
		if (!rules) known.set(event, (rules = concernedBy(compiled, event)));
		return rules;
	};
	return tableBuilder(() => leadWatcher(compiled, concerned));
}

/** Gathers when leads begin (as a hit) and cease to meet knock-out rules, by the places of the rules. */
export const knockOutTableBuilder = (conditions: readonly When[]) =>
	tableBuilder(() => knockOutWatcher(conditions));

function tableBuilder(makeWatcher: () => Watcher) {
	const [watcher, counted] = [makeWatcher(), makeWatcher()];
	const start: number[] = [0];
	let what = new Uint16Array(1 << 16);
	let after = new Float64Array(1 << 16);
	let size = 0;
	const put = (hit: number, ms: number) => {
		if (size === what.length) {
			const [a, b] = [new Uint16Array(size * 2), new Float64Array(size * 2)];
			a.set(what);
			b.set(after);
			[what, after] = [a, b];
		}
		what[size] = hit;
		after[size++] = ms;
	};
	let at = 0;
	const take: TakeHit = (rule, on) => put(rule * 2 + (on ? 0 : 1), at);
	return {
		/** `events` of one lead in the order of replay; `decidedAfter`: ms from creation to its decision, if it was before. */
		add(
			createdAt: number,
			events: readonly { event: ScoredEvent; ms: number }[],
			decidedAfter = Infinity
		): void {
			const isEarly = decidedAfter < 0;
			watcher.next();
			if (isEarly) counted.next();
			for (const { event, ms } of events) {
				at = ms - createdAt;
				if (isEarly && isInTime(at, decidedAfter)) counted.see(event, at === 0 ? take : ignore);
				watcher.see(event, isEarly && at === 0 ? ignore : take);
			}
			start.push(size);
		},
		end: (): HitTable => ({
			start: Uint32Array.from(start),
			what: what.slice(0, size),
			after: after.slice(0, size)
		})
	};
}
