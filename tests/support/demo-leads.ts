/** The leads of a demo company by the ordinary rules, without a database: parsed, joined by their keys, replayed. */
import type { Demo, DemoLine } from '#lib/demo/generate-demo.ts';
import type { DemoTruth } from '#lib/demo/truth.ts';
import type { ParsedEvent } from '#lib/events/event.ts';
import { parseEvent } from '#lib/events/parse-event.ts';
import { dayNumber, timeZone, type Zone } from '#lib/events/zone.ts';
import { replay, type ReplayedLead, type ReplayEvent } from '#lib/funnel/replay.ts';

type Company = Pick<DemoTruth, 'until' | 'timezone' | 'currency' | 'people'>;

export interface DemoLeads {
	/** Good events, the last version of each. */
	events: ParsedEvent[];
	leads: ReplayedLead[];
	/** The events of the same leads as replay takes them. */
	stories: ReplayEvent[][];
}

/** Makes the company and reads it. Throws for a line that is no JSON and does not say so. */
export function readDemo(demo: Demo): DemoLeads {
	const lines = [...demo.lines()];
	const company = demo.truth();
	const shared = new Set(company.people.sharedKeys.map(({ key }) => key));
	const zone = timeZone(company.timezone);
	const events = readEvents(lines, company);
	const stories = joinRecords(events, shared).map((own) =>
		own.map((event, i) => toReplay(event, i, zone, shared))
	);
	return { events, leads: stories.map((story) => replay(story, zone, null)), stories };
}

function readEvents(lines: DemoLine[], { until, timezone, currency }: Company): ParsedEvent[] {
	const now = Date.parse(until);
	const context = { source: null, timezone, country: null, currency, now, rates: {} };
	const versions = new Map<string, ParsedEvent>();
	for (const { text, dirty } of lines) {
		if (dirty === 'notJson') continue;
		const result = parseEvent(JSON.parse(text), context);
		if (result.kind === 'events') versions.set(result.events[0]!.id ?? text, result.events[0]!);
	}
	return [...versions.values()];
}

export const recordOf = (event: ParsedEvent) =>
	event.lead ? `${event.source} ${event.lead}` : (event.emails[0] ?? event.phones[0])!;

/** Records that share an e-mail or phone of their own are one lead. */
function joinRecords(events: ParsedEvent[], shared: Set<string>): ParsedEvent[][] {
	const parent = new Map<string, string>();
	const root = (node: string): string => {
		const up = parent.get(node) ?? node;
		return up === node ? node : root(up);
	};
	for (const event of events)
		for (const key of [...event.emails, ...event.phones])
			if (!shared.has(key)) parent.set(root(recordOf(event)), root(key));
	return [...Map.groupBy(events, (event) => root(recordOf(event))).values()];
}

function toReplay(event: ParsedEvent, key: number, zone: Zone, shared: Set<string>): ReplayEvent {
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
