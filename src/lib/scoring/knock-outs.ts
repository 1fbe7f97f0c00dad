/** Who is knocked out, from when on and until when: the one place that decides what meets a knock-out rule. */
import { isInTime, type Cohort } from './cohort.ts';
import { holds, isEventful, matches, type ScoredEvent } from './compile.ts';
import type { HitTable } from './hits.ts';
import type { AttributeCondition, When } from './model.ts';
import type { TakeHit, Watcher } from './watch.ts';

/** A condition taken apart: what one event has to be, and what has to be the latest that the lead told. */
interface KnockOut {
	happens: When[];
	told: AttributeCondition[];
}

function takenApart(when: When): KnockOut {
	if ('all' in when) {
		const parts = when.all.map(takenApart);
		return { happens: parts.flatMap((part) => part.happens), told: parts.flatMap((part) => part.told) };
	}
	return isEventful(when)
		? { happens: [when], told: [] }
		: { happens: [], told: [when as AttributeCondition] };
}

const nothing: Record<string, string> = {};

/**
 * Takes the events of one lead after the other in the order of replay and says which conditions (by place) it begins
 * (`on`) and ceases to meet. What happened once stays; of attributes the latest values count, whenever it happened.
 */
export function knockOutWatcher(conditions: readonly When[]): Watcher {
	const all = conditions.map(takenApart);
	let attributes: Record<string, string> = {};
	const happened = new Uint8Array(all.length);
	const met = new Uint8Array(all.length);
	const next = () => {
		attributes = {};
		all.forEach(({ happens }, place) => (happened[place] = Number(happens.length === 0)));
		met.fill(0);
	};
	const see = (event: ScoredEvent, take: TakeHit) => {
		if (all.length === 0) return;
		if (event.attributes) Object.assign(attributes, event.attributes);
		for (let place = 0; place < all.length; place++) {
			const { happens, told } = all[place]!;
			if (!happened[place]) {
				if (!happens.every((part) => matches(part, event, nothing))) continue;
				happened[place] = 1;
			} else if (!event.attributes) continue;
			const now = Number(told.every((condition) => holds(condition, attributes)));
			if (now === met[place]) continue;
			met[place] = now;
			take(place, now === 1);
		}
	};
	next();
	return { see, next };
}

/** The knock-out rules that a lead meets with all of these events. */
export function knockedOutBy(conditions: readonly When[], events: readonly ScoredEvent[]): When[] {
	if (conditions.length === 0) return [];
	const watcher = knockOutWatcher(conditions);
	const met = new Set<number>();
	for (const event of events) watcher.see(event, (place, on) => (on ? met.add(place) : met.delete(place)));
	return conditions.filter((_, place) => met.has(place));
}

/** For each lead of a cohort 1 if it meets one of the rules at its decision, else 0. */
export function knockedOutAt(
	{ start, what, after }: HitTable,
	{ leads, decision }: Pick<Cohort, 'leads' | 'decision'>
): Uint8Array {
	const out = new Uint8Array(leads.length);
	const met = new Set<number>();
	for (let i = 0; i < leads.length; i++) {
		const [from, end] = [start[leads[i]!]!, start[leads[i]! + 1]!];
		if (from === end) continue;
		met.clear();
		for (let h = from; h < end; h++) {
			if (!isInTime(after[h]!, decision[i]!)) continue;
			if (what[h]! & 1) met.delete(what[h]! >> 1);
			else met.add(what[h]! >> 1);
		}
		if (met.size > 0) out[i] = 1;
	}
	return out;
}
