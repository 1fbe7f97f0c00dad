/** The one place that decides when a lead entered a stage, how long it took and how it ended (DESIGN: Replay). */
import { eventTypes, type EventType } from '#lib/events/event.ts';
import type { Zone } from '#lib/events/zone.ts';
import type { Scorer } from '#lib/scoring/scorer.ts';
import { createAssignments, type Assignment } from './assignments.ts';
import { isAttempt, isMissedCall, unsubscribes } from './contact-events.ts';
import { stageIndex, stages, type Outcome, type Stage } from './stages.ts';

/** An event as replay takes it: from any record of one lead, its time resolved. */
export interface ReplayEvent {
	/** Breaks ties of time and type, so that the order of arrival never matters. */
	key: string;
	type: EventType;
	ms: number;
	/** The log holds a mere date; `ms` is the start or the end of that day. */
	dateOnly: boolean;
	approximate: boolean;
	/** Which of the lead's records it belongs to. */
	record: string;
	/** The row (within its source) that made it; null: a row of its own. */
	row: string | null;
	source: string;
	/** Carries a usable e-mail or phone of a person. */
	contact: boolean;
	channel: string | null;
	campaign: string | null;
	content: string | null;
	term: string | null;
	page: string | null;
	activity: string | null;
	manager: string | null;
	/** Minor units of the reporting currency. */
	amount: number | null;
	reason: string | null;
	status: string | null;
	name: string | null;
	company: string | null;
	attributes: Record<string, string> | null;
}

export interface Entry {
	ms: number;
	/** Not approximate. A mere date is exact. */
	exact: boolean;
	dateOnly: boolean;
}

export interface Move {
	ms: number;
	/** null: the arrival. */
	from: Stage | Outcome | null;
	to: Stage | Outcome;
	manager: string | null;
}

/** A marketing touch, a request, or both in one: a `created` or `activity` event with a channel, or any `created`. */
export interface Touch {
	ms: number;
	/** What its request was for the lead; null: a touch only. */
	request: RequestKind | null;
	/** It named a channel itself. The request that made the lead and named none has the source of the lead. */
	isTouch: boolean;
	channel: string | null;
	campaign: string | null;
	content: string | null;
	term: string | null;
	page: string | null;
}

/** A request made the lead (its first `created` event), came from a lead that was there, or from a client. */
export const requestKinds = ['new', 'returning', 'client'] as const;
export type RequestKind = (typeof requestKinds)[number];

export interface ReplayedLead {
	createdAt: number;
	/** Number of the local day of `createdAt`. */
	arrivedDay: number;
	channel: string | null;
	campaign: string | null;
	content: string | null;
	term: string | null;
	page: string | null;
	/** Source of the first `created` event, else of the first event. */
	source: string;
	name: string | null;
	company: string | null;
	/** When each stage was entered, its own way or by a later stage; null: not reached. By stage index. */
	entries: (Entry | null)[];
	/** Bit i: the entry into stage i is the stage's own. */
	own: number;
	/** Bit i: own, but later than the own entry of a later stage. */
	outOfOrder: number;
	/** Days between the own exact entries of two stages, by `from * 7 + to`; null: none. */
	durations: (number | null)[];
	/** Deepest stage reached. */
	deepest: number;
	/** Where the lead stands on the ladder now, whatever the outcome. */
	stage: number;
	outcome: Outcome;
	outcomeAt: Entry | null;
	/** Whole days from the arrival to the outcome; null: open, or a date that is unknown or before the arrival. */
	outcomeDays: number | null;
	reason: string | null;
	/** How often it was worked again after it had been refused, a sale to a refused lead among them. */
	reopens: number;
	/** The refusal that was taken back last: its reason, and the days until then (null: not known). */
	lastReopened: { reason: string | null; days: number | null } | null;
	returns: number;
	firstReturnedAt: number | null;
	/** Why it was sent back last. */
	returnReason: string | null;
	/** Bit i: sent back at least once while stage i was the deepest. */
	returnedFrom: number;
	firstManager: string | null;
	manager: string | null;
	/** Who had it from when to when; the last one ends with the lead. */
	assignments: Assignment[];
	/** When it was accepted (entered SAL): 0 cold, 1 warm, 2 hot; null: never, or without a model. */
	acceptedTemperature: number | null;
	/** Calls, mails and meetings of sales, in vain or not, until the sale. */
	salesActivities: number;
	/** Calls of the lead that nobody answered, and the first of those since sales tried to reach it last; null: none. */
	missedCalls: number;
	missedCallAt: number | null;
	/** Wants no more mails. */
	unsubscribed: boolean;
	/** Never before `createdAt`. */
	firstContactAt: number | null;
	/** Minutes from the arrival to the first contact; null: none, or either is not known to the minute. */
	contactMinutes: number | null;
	contactAttempts: number;
	/** The attempts up to and with the first contact; null: never reached. */
	attemptsToContact: number | null;
	/** Hour of the local week of the arrival, 0 is Monday from midnight; null: the hour is not known. */
	arrivedHour: number | null;
	lastActivityAt: number | null;
	/** Minor units; null: no sale named an amount. */
	amount: number | null;
	/** The earliest of acceptance, any later stage and any outcome that was told, however approximate; null: none yet. */
	decidedAt: number | null;
	fit: number | null;
	engagement: number | null;
	score: number | null;
	/** When decay takes the score below the threshold; Infinity: never; null: it is not above and never will be. */
	hotUntil: number | null;
	warmUntil: number | null;
	/** When the score rises above the threshold, as what took points away fades; null: it is above, or never will be. */
	hotFrom: number | null;
	warmFrom: number | null;
	/** Events after the sale: kept, without effect. */
	lateEvents: number;
	exactEvents: number;
	/** Latest value of each attribute. */
	attributes: Record<string, string>;
	/** Last status in each record's own words. */
	statuses: Record<string, string>;
	hasContact: boolean;
	moves: Move[];
	/** In the order of replay, those after the sale too. */
	touches: Touch[];
}

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
const LAST = stages.length - 1;
const MQL = stageIndex.mql;
const SAL = stageIndex.sal;
const typeRank = Object.fromEntries(eventTypes.map((type, i) => [type, i])) as Record<EventType, number>;

/** Stage index of an event type; undefined for types that are no stage. */
const stageOfType = Object.fromEntries(stages.slice(1).map((s) => [s, stageIndex[s]])) as Partial<
	Record<EventType, number>
>;

const isLoss = (type: EventType) => type === 'refused' || type === 'unfit' || type === 'junk';
const isOutcome = (type: EventType) => type === 'client' || isLoss(type);

/** Beyond it amounts are not exact; absurd ones stop there instead of making the lead unreadable. */
const mostMinor = Number.MAX_SAFE_INTEGER;

/** What the order of replay depends on. */
export type PlaceableEvent = Pick<ReplayEvent, 'key' | 'type' | 'ms' | 'approximate' | 'record' | 'row'>;

export interface Placed<T extends PlaceableEvent = ReplayEvent> {
	event: T;
	ms: number;
	rank: number;
}

/**
 * Events in the order of replay: by time, type and key. An approximate outcome follows the other events of its row and
 * takes the time of the last of them if that is later.
 */
export function placeEvents<T extends PlaceableEvent>(events: T[]): Placed<T>[] {
	const placed = events.map((event) => ({ event, ms: event.ms, rank: typeRank[event.type] }));
	const late = placed.filter(({ event }) => event.approximate && event.row !== null && isOutcome(event.type));
	const ends = late.length ? endsOfRows(events) : new Map<string, RowEnd>();
	for (const p of late) {
		const { ms, rank, alike } = ends.get(p.event.row!)!;
		const isAlone = p.ms === ms && p.rank === rank && alike === 1;
		p.ms = ms;
		if (rank >= p.rank && !isAlone) p.rank = rank + 0.5;
	}
	return placed.sort(
		(a, b) =>
			a.ms - b.ms ||
			a.rank - b.rank ||
			compare(a.event.key, b.event.key) ||
			compare(a.event.record, b.event.record)
	);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Time of the last event of a row, the highest rank of type at that time, and how many events have both. */
interface RowEnd {
	ms: number;
	rank: number;
	alike: number;
}

function endsOfRows(events: PlaceableEvent[]): Map<string, RowEnd> {
	const ends = new Map<string, RowEnd>();
	for (const { row, ms, type } of events) {
		if (row === null) continue;
		const rank = typeRank[type];
		const end = ends.get(row);
		if (!end || ms > end.ms || (ms === end.ms && rank > end.rank)) ends.set(row, { ms, rank, alike: 1 });
		else if (ms === end.ms && rank === end.rank) end.alike++;
	}
	return ends;
}

interface Closure {
	row: string | null;
	ms: number;
}

const sameRow = (a: string | null, b: string | null) => a !== null && a === b;

/**
 * Replays all events of one lead. Pure; the order of `events` does not matter; at least one event.
 * `scorer`: a fresh one of the live score model, or null without a model.
 */
export function replay(events: ReplayEvent[], zone: Zone, scorer: Scorer | null): ReplayedLead {
	const placed = placeEvents(events);
	const first = placed[0]!;
	const arrival = placed.find((p) => p.event.type === 'created') ?? first;
	const createdAt = arrival.ms;
	const eligible = !scorer || !scorer.disqualifies(placed.map((p) => p.event));

	const raw: (Entry | null)[] = new Array<Entry | null>(stages.length).fill(null);
	raw[0] = entryOf(arrival);
	let deepest = 0;
	let stage = 0;
	let returnedFrom = 0;
	/** The sales side of the lead: records that were ever opened, null while they are. */
	const records = new Map<string, Closure | null>();
	let closure: (Closure & { outcome: Outcome }) | null = null;
	let clientAt: Entry | null = null;
	const attributes: Record<string, string> = {};
	const statuses: Record<string, string> = {};
	const touches: Touch[] = [];
	const assignments = createAssignments();
	const moves: Move[] = [{ ms: createdAt, from: null, to: 'lead', manager: arrival.event.manager }];
	const lead: ReplayedLead = {
		createdAt,
		arrivedDay: zone.dayOf(createdAt),
		channel: null,
		campaign: null,
		content: null,
		term: null,
		page: null,
		source: arrival.event.source,
		name: null,
		company: null,
		entries: [],
		own: 0,
		outOfOrder: 0,
		durations: [],
		deepest: 0,
		stage: 0,
		outcome: 'open',
		outcomeAt: null,
		outcomeDays: null,
		reason: null,
		reopens: 0,
		lastReopened: null,
		returns: 0,
		firstReturnedAt: null,
		returnReason: null,
		returnedFrom: 0,
		firstManager: null,
		manager: null,
		assignments: assignments.list,
		acceptedTemperature: null,
		salesActivities: 0,
		missedCalls: 0,
		missedCallAt: null,
		unsubscribed: false,
		firstContactAt: null,
		contactMinutes: null,
		contactAttempts: 0,
		attemptsToContact: null,
		arrivedHour: arrivedHour(entryOf(arrival), zone),
		lastActivityAt: null,
		amount: null,
		decidedAt: null,
		fit: null,
		engagement: null,
		score: null,
		hotUntil: null,
		warmUntil: null,
		hotFrom: null,
		warmFrom: null,
		lateEvents: 0,
		exactEvents: 0,
		attributes,
		statuses,
		hasContact: false,
		moves,
		touches
	};

	const enter = (s: number, p: Placed) => {
		raw[s] ??= entryOf(p);
		if (s > deepest) deepest = s;
		if (s > stage) {
			if (!closure) moves.push({ ms: p.ms, from: stages[stage]!, to: stages[s]!, manager: lead.manager });
			stage = s;
		}
	};

	for (const p of placed) {
		const e = p.event;
		const { type } = e;
		if (!e.approximate) lead.exactEvents++;
		if (e.channel !== null && lead.channel === null) {
			lead.channel = e.channel;
			lead.campaign = e.campaign;
			lead.content = e.content;
			lead.term = e.term;
			lead.page = e.page;
		}
		if (e.name !== null) lead.name = e.name;
		if (e.company !== null) lead.company = e.company;
		if (e.status !== null) statuses[e.record] = e.status;
		if (e.attributes !== null) Object.assign(attributes, e.attributes);
		if (e.contact) lead.hasContact = true;
		if (!e.approximate && type !== 'profile' && type !== 'assigned') lead.lastActivityAt = p.ms;
		if (type === 'activity') lead.unsubscribed = unsubscribes.get(e.activity) ?? lead.unsubscribed;
		scorer?.add(e, p.ms);
		if (type === 'created')
			touches.push(touchOf(p, p === arrival ? 'new' : clientAt ? 'client' : 'returning'));
		else if (type === 'activity' && e.channel !== null) touches.push(touchOf(p, null));

		if (clientAt) {
			lead.lateEvents++;
			if (type === 'client' && e.amount !== null)
				lead.amount = Math.min(mostMinor, (lead.amount ?? 0) + e.amount);
			continue;
		}

		const stageOf = stageOfType[type];
		const wasClosed: Closure | null = closure;
		const reopened = type === 'client' || reopens(p, stageOf, records, closure);
		if (reopened && closure?.outcome === 'refused') {
			lead.reopens++;
			lead.lastReopened = { reason: lead.reason, days: durationDays(lead.outcomeAt, entryOf(p), zone) };
		}
		if (reopened && closure && type !== 'client') {
			moves.push({ ms: p.ms, from: closure.outcome, to: stages[stage]!, manager: e.manager ?? lead.manager });
			closure = null;
			lead.reason = null;
		}

		if (e.manager !== null && (!wasClosed || reopened || sameRow(e.row, wasClosed.row))) {
			lead.firstManager ??= e.manager;
			lead.manager = e.manager;
		}
		if (lead.manager !== null && (e.manager !== null || reopened))
			assignments.has(lead.manager, p.ms, stage, closure !== null);

		if (isLoss(type)) {
			records.set(e.record, { row: e.row, ms: p.ms });
			if ([...records.values()].every((record) => record !== null)) {
				const from: Stage | Outcome = closure ? closure.outcome : stages[stage]!;
				if (from !== type) moves.push({ ms: p.ms, from, to: type as Outcome, manager: lead.manager });
				closure = { row: e.row, ms: p.ms, outcome: type as Outcome };
				assignments.end(p.ms);
				lead.outcomeAt = entryOf(p);
				lead.reason = e.reason;
			}
		} else if (type === 'client') {
			const from = closure ? closure.outcome : stages[stage]!;
			moves.push({ ms: p.ms, from, to: 'client', manager: lead.manager });
			clientAt = entryOf(p);
			closure = null;
			assignments.end(p.ms);
			raw[LAST] = clientAt;
			deepest = stage = LAST;
			lead.outcomeAt = clientAt;
			lead.reason = null;
			lead.amount = e.amount;
		} else if (type === 'returned') {
			lead.returns++;
			lead.firstReturnedAt ??= p.ms;
			lead.returnReason = e.reason;
			returnedFrom |= 1 << deepest;
			if (stage > MQL) {
				if (!closure) moves.push({ ms: p.ms, from: stages[stage]!, to: 'mql', manager: lead.manager });
				stage = MQL;
			}
		} else if (stageOf !== undefined) {
			enter(stageOf, p);
		} else if (isMissedCall(e)) {
			lead.missedCalls++;
			lead.missedCallAt ??= p.ms;
		} else if (isAttempt(e)) {
			lead.contactAttempts++;
			lead.salesActivities++;
			lead.missedCallAt = null;
			if (type === 'contacted' && isSinceArrival(p, lead, zone) && lead.firstContactAt === null) {
				lead.firstContactAt = Math.max(p.ms, createdAt);
				lead.contactMinutes = minutesBetween(raw[0], entryOf(p));
				lead.attemptsToContact = lead.contactAttempts;
			}
		} else if (type === 'activity' && e.manager !== null) lead.salesActivities++;

		if (!clientAt && eligible) {
			if (e.contact && raw[stageIndex.iql] === null) enter(stageIndex.iql, p);
			if (scorer && !closure) {
				for (const s of scorer.stages)
					if (raw[stageIndex[s]] === null && scorer.meets(s, p.ms)) enter(stageIndex[s], p);
			}
		}
		if (lead.decidedAt === null && (closure || (stageOf ?? 0) >= SAL)) lead.decidedAt = p.ms;
		if (scorer && lead.acceptedTemperature === null && deepest >= SAL)
			lead.acceptedTemperature = temperatureOf(scorer, p.ms);
	}

	const { channel, campaign, content, term, page } = lead;
	for (const touch of touches)
		if (touch.request === 'new' && !touch.isTouch)
			Object.assign(touch, { channel, campaign, content, term, page });
	lead.outcome = clientAt ? 'client' : (closure?.outcome ?? 'open');
	if (lead.outcome === 'open') lead.outcomeAt = null;
	const days = durationDays(raw[0], lead.outcomeAt, zone);
	lead.outcomeDays = days === null ? null : Math.floor(days);
	lead.deepest = deepest;
	lead.stage = stage;
	lead.returnedFrom = returnedFrom;
	settleEntries(lead, raw, zone);
	if (scorer) Object.assign(lead, scorer.result(placed.at(-1)!.ms));
	return lead;
}

const temperatureOf = (scorer: Scorer, ms: number) =>
	scorer.meets('hot', ms) ? 2 : scorer.meets('warm', ms) ? 1 : 0;

const entryOf = (p: Placed): Entry => ({
	ms: p.ms,
	exact: !p.event.approximate,
	dateOnly: p.event.dateOnly
});

const touchOf = ({ event, ms }: Placed, request: RequestKind | null): Touch => ({
	ms,
	request,
	isTouch: event.channel !== null,
	channel: event.channel,
	campaign: event.campaign,
	content: event.content,
	term: event.term,
	page: event.page
});

/**
 * Keeps the record of an event open, or opens it again. True if the event opens the closed lead or its closed record.
 * Records that never had a `created`, `reopened` or stage event (a mailing tool's, a call tracker's) hold nothing open.
 */
function reopens(
	p: Placed,
	stageOf: number | undefined,
	records: Map<string, Closure | null>,
	closure: Closure | null
): boolean {
	const { type, record, row, approximate } = p.event;
	if (type !== 'created' && type !== 'reopened' && stageOf === undefined) return false;
	const closed = records.get(record) ?? closure;
	if (!closed) {
		records.set(record, null);
		return false;
	}
	const opens =
		type === 'reopened' ||
		((type === 'created' || !approximate) && !sameRow(row, closed.row) && p.ms > closed.ms);
	if (opens) records.set(record, null);
	return opens;
}

/** Entries, marks and durations from the own entries: the funnel never grows downward. */
function settleEntries(lead: ReplayedLead, raw: (Entry | null)[], zone: Zone): void {
	const entries = new Array<Entry | null>(stages.length).fill(null);
	const durations = new Array<number | null>(stages.length * stages.length).fill(null);
	let earliest: Entry | null = null;
	for (let s = LAST; s >= 0; s--) {
		const own = raw[s];
		if (own) {
			lead.own |= 1 << s;
			if (s > 0 && earliest && earliest.ms < own.ms) lead.outOfOrder |= 1 << s;
			if (!earliest || own.ms <= earliest.ms) earliest = own;
		}
		entries[s] = s === 0 ? own! : earliest;
	}
	for (let from = 0; from < LAST; from++)
		for (let to = from + 1; to <= LAST; to++)
			durations[from * stages.length + to] = durationDays(raw[from]!, raw[to]!, zone);
	lead.entries = entries;
	lead.durations = durations;
}

/** Days between two own entries: whole calendar days where either is a mere date; null if not exact or negative. */
function durationDays(from: Entry | null, to: Entry | null, zone: Zone): number | null {
	if (!from?.exact || !to?.exact) return null;
	const days =
		from.dateOnly || to.dateOnly ? zone.dayOf(to.ms) - zone.dayOf(from.ms) : (to.ms - from.ms) / DAY;
	return days < 0 ? null : days;
}

/** A mere date stands at the start of its day: that of the arrival is no day before it. */
const isSinceArrival = (
	{ ms, event }: Placed,
	{ createdAt, arrivedDay }: ReplayedLead,
	zone: Zone
): boolean => ms >= createdAt || (event.dateOnly && zone.dayOf(ms) === arrivedDay);

/** Minutes between two times that are both known to the minute, else null. */
const minutesBetween = (from: Entry | null, to: Entry): number | null =>
	isTimed(from) && isTimed(to) ? (to.ms - from.ms) / MINUTE : null;

const isTimed = (entry: Entry | null): entry is Entry => entry !== null && entry.exact && !entry.dateOnly;

/** The day that days are counted from is a Thursday. */
const arrivedHour = (arrival: Entry, zone: Zone): number | null =>
	isTimed(arrival) ? Math.floor((arrival.ms + zone.offsetAt(arrival.ms)) / HOUR + 72) % 168 : null;
