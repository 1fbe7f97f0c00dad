import { describe, expect, it } from 'vitest';
import type { ParsedEvent } from '#lib/events/event.ts';
import { parseEvent } from '#lib/events/parse-event.ts';
import { dayNumber, timeZone } from '#lib/events/zone.ts';
import { replay, type ReplayEvent } from '#lib/funnel/replay.ts';
import { createDemo } from './generate-demo.ts';

const until = new Date('2026-11-20T16:30:00Z');
const timezone = 'Europe/Berlin';
const demo = createDemo({ leads: 3000, seed: 4, until, timezone, currency: 'EUR' });
const lines = [...demo.lines()];
const truth = demo.truth();
const context = {
	source: null,
	timezone,
	country: null,
	currency: 'EUR',
	now: until.getTime(),
	rates: {}
};
const shared = new Set(truth.people.sharedKeys.map(({ key }) => key));

/** Good events, the last version of each. */
function readEvents(): ParsedEvent[] {
	const versions = new Map<string, ParsedEvent>();
	for (const { text, dirty } of lines) {
		if (dirty === 'notJson') continue;
		const result = parseEvent(JSON.parse(text), context);
		if (result.kind === 'events') versions.set(result.events[0]!.id ?? text, result.events[0]!);
	}
	return [...versions.values()];
}

const recordOf = (e: ParsedEvent) => (e.lead ? `${e.source} ${e.lead}` : (e.emails[0] ?? e.phones[0])!);

/** Records that share an e-mail or phone of their own are one lead. */
function joinRecords(events: ParsedEvent[]): Map<string, ParsedEvent[]> {
	const parent = new Map<string, string>();
	const root = (node: string): string => {
		const up = parent.get(node) ?? node;
		return up === node ? node : root(up);
	};
	for (const event of events)
		for (const key of [...event.emails, ...event.phones])
			if (!shared.has(key)) parent.set(root(recordOf(event)), root(key));
	return Map.groupBy(events, (event) => root(recordOf(event)));
}

function toReplay(event: ParsedEvent, key: number): ReplayEvent {
	const zone = timeZone(timezone);
	const { at, type } = event;
	const atEnd = ['client', 'refused', 'unfit', 'junk', 'returned'].includes(type);
	const text = (value: string | undefined) => value ?? null;
	return {
		key: String(key).padStart(8, '0'),
		type,
		ms: 'ms' in at ? at.ms : atEnd ? zone.endOfDay(dayNumber(at.day)) : zone.startOfDay(dayNumber(at.day)),
		dateOnly: 'day' in at,
		approximate: event.approximate,
		record: recordOf(event),
		row: null,
		source: event.source,
		contact: [...event.emails, ...event.phones].some((contact) => !shared.has(contact)),
		channel: text(event.channel),
		campaign: text(event.campaign),
		content: text(event.content),
		term: text(event.term),
		page: text(event.page),
		activity: text(event.activity),
		manager: text(event.manager),
		amount: event.amount === undefined ? null : Math.round(Number(event.amount) * 100),
		reason: text(event.reason),
		status: text(event.status),
		name: text(event.name),
		company: text(event.company),
		attributes: event.attributes ?? null
	};
}

const events = readEvents();
const people = joinRecords(events);
const leads = [...people.values()].map((own) => replay(own.map(toReplay), timeZone(timezone), null));

describe('what a reader of the demo company finds', () => {
	it('is every person once, whatever their ids', () => {
		expect(people.size).toBe(3000);
		expect(new Set(events.map(recordOf)).size).toBe(truth.people.records);
		expect(truth.people.joined).toBe(truth.people.records - 3000);
	});

	it('is the funnel of the truth', () => {
		const reached = (stage: number) => leads.filter(({ deepest }) => deepest >= stage).length;
		expect({
			lead: leads.length,
			mql: reached(3),
			sal: reached(4),
			sql: reached(5),
			client: reached(6)
		}).toEqual(truth.observed.reached);
	});

	it('is the outcomes and the revenue of the truth', () => {
		const outcomes = { open: 0, client: 0, refused: 0, unfit: 0, junk: 0 };
		for (const { outcome } of leads) outcomes[outcome]++;
		expect(outcomes).toEqual(truth.observed.outcomes);
		expect(leads.reduce((sum, { amount }) => sum + (amount ?? 0), 0)).toBe(truth.observed.revenue * 100);
	});

	it('is the leads and clients of every channel', () => {
		for (const { channel, leads: expected, clients } of truth.channels) {
			const own = leads.filter((lead) => lead.channel === channel);
			expect([channel, own.length, own.filter(({ outcome }) => outcome === 'client').length]).toEqual([
				channel,
				expected,
				clients
			]);
		}
	});

	it('is the calls that nobody answered, called back or not', () => {
		const calls = {
			calls: leads.reduce((sum, { missedCalls }) => sum + missedCalls, 0),
			leads: leads.filter(({ missedCalls }) => missedCalls > 0).length,
			open: leads.filter(({ missedCallAt }) => missedCallAt !== null).length
		};
		expect(calls).toEqual(truth.observed.missedCalls);
		expect(calls.open).toBeGreaterThan(20);
		expect(calls.leads - calls.open).toBeGreaterThan(20);
	});

	it('has stages that follow from later ones, stages out of order, and returns that became clients', () => {
		const bits = (mask: number) => mask.toString(2).replaceAll('0', '').length;
		expect(leads.reduce((sum, { outOfOrder }) => sum + bits(outOfOrder & ~1), 0)).toBeGreaterThanOrEqual(
			truth.observed.outOfOrder
		);
		expect(truth.observed.skippedStages).toBeGreaterThan(30);
		expect(
			leads.filter(({ returns, outcome }) => returns > 0 && outcome === 'client').length
		).toBeGreaterThan(2);
	});
});
