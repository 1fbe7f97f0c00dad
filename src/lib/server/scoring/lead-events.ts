/** Some of the events of many leads, lead by lead in the order of replay, with no more objects than it takes. */
import { setImmediate } from 'node:timers/promises';
import { eventTypes, type EventType } from '#lib/events/event.ts';
import { placeEvents } from '#lib/funnel/replay.ts';
import type { ScoredEvent } from '#lib/scoring/compile.ts';
import type { ReportContext } from '../reports/context.ts';
import { eventPortions, type AlikeEvents, type WantedEvents } from './event-portions.ts';
import { idAt, idsAt, leadCount, type LeadIds } from './lead-ids.ts';
import { endOfDayTypes, readEvents } from './whole-events.ts';

export interface LeadEvent {
	event: ScoredEvent;
	ms: number;
}

/** What is seen of an event. */
export type EventMaker = (type: EventType, activity: string | null, told: string | null) => ScoredEvent;

/** Leads whose events are put in order at a time, and how long that may hold up everything else, in ms. */
const BLOCK = 512;
const TURN = 20;

/** Events that look the same share an object. `rank`: place of the type. */
interface Kind {
	event: ScoredEvent;
	rank: number;
}

/** The events of all leads, those of the lead at `place` from `starts[place]` to `starts[place + 1]`. */
interface Gathered {
	starts: Uint32Array;
	ms: Float64Array;
	/** Numbers in `kinds`. */
	kind: Uint32Array;
	/** The beginning of the event's key. */
	key: Float64Array;
	kinds: Kind[];
	/** Leads whose order of events takes all that they have. */
	unsure: Set<number>;
}

/**
 * Calls `take` for each lead of `ids`, in their order, with its `wanted` events. `make`: what is seen of an event; the same
 * is made once. `events` are good until `take` returns. Leads with an approximate outcome among their wanted events are given all events that they have.
 */
export async function readLeadEvents(
	context: ReportContext,
	ids: LeadIds,
	wanted: WantedEvents,
	make: EventMaker,
	take: (place: number, events: readonly LeadEvent[]) => void
): Promise<void> {
	const all = await gather(context, leadCount(ids), eventPortions(context, ids, wanted), make);
	const isUnsure = (place: number) => all.unsure.has(place);
	const events = eventLister(all);
	let started = performance.now();
	for (let first = 0; first < leadCount(ids); first += BLOCK) {
		const end = Math.min(first + BLOCK, leadCount(ids));
		for (let place = first; place < end; place++) if (!sortLead(all, place)) all.unsure.add(place);
		const whole = await readEvents(context, idsAt(ids, range(first, end).filter(isUnsure)));
		for (let place = first; place < end; place++) {
			const every = isUnsure(place) ? whole.get(idAt(ids, place)) : undefined;
			take(place, every ? placeEvents(every) : events(place));
		}
		if (performance.now() - started < TURN) continue;
		await setImmediate();
		started = performance.now();
	}
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

/** The events of a lead, as a list that holds them until the next is asked for. */
function eventLister({ starts, ms, kind, kinds }: Gathered): (place: number) => readonly LeadEvent[] {
	const all: LeadEvent[] = [];
	const list: LeadEvent[] = [];
	return (place) => {
		const from = starts[place]!;
		const size = starts[place + 1]! - from;
		list.length = size;
		for (let i = 0; i < size; i++) {
			const { event } = kinds[kind[from + i]!]!;
			const one = (all[i] ??= { event, ms: 0 });
			one.event = event;
			one.ms = ms[from + i]!;
			list[i] = one;
		}
		return list;
	};
}

async function gather(
	{ zone }: ReportContext,
	leads: number,
	portions: AsyncIterable<AlikeEvents[]>,
	make: EventMaker
): Promise<Gathered> {
	const kinds: Kind[] = [];
	const known = new Map<string, number>();
	const kindOf = ({ type, activity, told }: AlikeEvents): number => {
		const id = JSON.stringify([type, activity, told]);
		let kind = known.get(id);
		if (kind === undefined) {
			known.set(id, (kind = kinds.length));
			kinds.push({ event: make(type, activity, told), rank: eventTypes.indexOf(type) });
		}
		return kind;
	};
	const times = [new Map<number, number>(), new Map<number, number>()];
	const msOfDay = (day: number, type: EventType): number => {
		const atEnd = endOfDayTypes.has(type);
		const known = times[Number(atEnd)]!;
		let ms = known.get(day);
		if (ms === undefined) known.set(day, (ms = atEnd ? zone.endOfDay(day) : zone.startOfDay(day)));
		return ms;
	};
	const unsure = new Set<number>();
	const starts = new Uint32Array(leads + 1);
	const parts: Part[] = [];
	for await (const portion of portions) {
		const size = portion.reduce((sum, { places }) => sum + places.length, 0);
		const part = partOf(size);
		let at = 0;
		for (const alike of portion) {
			const { places, ms, days, keys, type, late } = alike;
			const kind = kindOf(alike);
			for (let i = 0; i < places.length; i++) {
				const place = places[i]!;
				if (place < 0) continue;
				starts[place + 1]!++;
				if (late) unsure.add(place);
				part.place[at] = place;
				part.ms[at] = days && Number.isNaN(ms[i]) ? msOfDay(days[i]!, type) : ms[i]!;
				part.kind[at] = kind;
				part.key[at++] = keys[i]!;
			}
		}
		parts.push({ ...part, size: at });
	}
	for (let place = 0; place < leads; place++) starts[place + 1]! += starts[place]!;
	const all = partOf(starts[leads]!);
	const next = starts.slice(0, leads);
	for (let part = parts.pop(); part; part = parts.pop()) {
		for (let i = 0; i < part.size; i++) {
			const at = next[part.place[i]!]!++;
			all.ms[at] = part.ms[i]!;
			all.kind[at] = part.kind[i]!;
			all.key[at] = part.key[i]!;
		}
		await setImmediate();
	}
	return { ...all, starts, kinds, unsure };
}

/** The events of one portion, in no order. */
interface Part {
	size: number;
	place: Int32Array;
	ms: Float64Array;
	kind: Uint32Array;
	key: Float64Array;
}

const partOf = (size: number): Part => ({
	size,
	place: new Int32Array(size),
	ms: new Float64Array(size),
	kind: new Uint32Array(size),
	key: new Float64Array(size)
});

/** Puts the events of a lead in order; false if their keys do not tell which of two comes first. */
function sortLead({ starts, ms, kind, key, kinds }: Gathered, place: number): boolean {
	const [from, to] = [starts[place]!, starts[place + 1]!];
	const before = (aMs: number, aKind: number, aKey: number, b: number): number =>
		aMs - ms[b]! || kinds[aKind]!.rank - kinds[kind[b]!]!.rank || aKey - key[b]!;
	let isSure = true;
	for (let i = from + 1; i < to; i++) {
		const [oneMs, oneKind, oneKey] = [ms[i]!, kind[i]!, key[i]!];
		let at = i;
		for (; at > from; at--) {
			const order = before(oneMs, oneKind, oneKey, at - 1);
			if (order === 0 && oneKind !== kind[at - 1]) isSure = false;
			if (order >= 0) break;
			ms[at] = ms[at - 1]!;
			kind[at] = kind[at - 1]!;
			key[at] = key[at - 1]!;
		}
		ms[at] = oneMs;
		kind[at] = oneKind;
		key[at] = oneKey;
	}
	return isSure;
}
