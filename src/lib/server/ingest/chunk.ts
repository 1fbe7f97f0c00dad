/** Rows gathered for one transaction, as lines of COPY. */
import type { EventTime, ParsedEvent } from '#lib/events/event.ts';
import { copyBlocks, copyText, copyTextArray, type CopyBlocks } from '../db/copy-text.ts';
import { instantText } from '../db/instant-text.ts';
import { eventKey, recordId, rowId } from './keys.ts';

export interface Chunk {
	loadId: number;
	events: CopyBlocks;
	eventCount: number;
	/** The records of `recordLines`. */
	records: Set<string>;
	recordLines: CopyBlocks;
	/** Distinct pairs of key and record. */
	keys: Set<string>;
	/** Rows (and events with an id) that may replace what they made before. */
	rows: CopyBlocks;
	/** How often each of them occurred in this chunk: a later one replaces an earlier one, in its own round. */
	rounds: Map<string, number>;
	lastRound: number;
	/** Lines of rows that mean nothing, but may have meant something before. */
	ignoredLines: number[];
	/** Events of each round, and the lines they come from. */
	eventsOfRound: number[];
	linesOfRound: number[][];
}

export const emptyChunk = (loadId: number): Chunk => ({
	loadId,
	events: copyBlocks(),
	eventCount: 0,
	records: new Set(),
	recordLines: copyBlocks(),
	keys: new Set(),
	rows: copyBlocks(),
	rounds: new Map(),
	lastRound: 0,
	ignoredLines: [],
	eventsOfRound: [0],
	linesOfRound: [[]]
});

/** Adds the events of one row, at least one. `mapping` is the name of the mapping that made them, or null. */
export function addRow(chunk: Chunk, line: number, events: ParsedEvent[], mapping: string | null): void {
	const unit = rowId(events[0]!, mapping);
	const round = unit === null ? 0 : nextRound(chunk, unit);
	chunk.eventsOfRound[round] = chunk.eventsOfRound[round]! + events.length;
	chunk.linesOfRound[round]!.push(line);
	chunk.eventCount += events.length;
	let record = '';
	for (const event of events) {
		record = recordId(event);
		const key = eventKey(event, mapping, unit);
		chunk.events.add(eventLine(chunk.loadId, line, round, event, record, key, unit));
		if (!chunk.records.has(record)) {
			chunk.records.add(record);
			chunk.recordLines.add(
				`${record}\t${record}\t${event.lead === undefined ? '\\N' : copyText(event.source)}\t${copyText(event.lead)}\n`
			);
		}
		for (const email of event.emails) chunk.keys.add(`${copyText(email)}\t${record}\n`);
		for (const phone of event.phones) chunk.keys.add(`${phone}\t${record}\n`);
	}
	if (unit !== null) chunk.rows.add(`${unit}\t${record}\t${round}\t${line}\n`);
}

/** Adds a row that gives no events any more: what it made before is withdrawn. */
export function addIgnoredRow(
	chunk: Chunk,
	line: number,
	row: { source: string; row: string },
	mapping: string
): void {
	chunk.ignoredLines.push(line);
	const unit = rowId({ ...row, id: undefined }, mapping)!;
	chunk.rows.add(`${unit}\t\\N\t${nextRound(chunk, unit)}\t${line}\n`);
}

/** A row that occurs again in the chunk comes in a round of its own, after the one before. */
function nextRound(chunk: Chunk, unit: string): number {
	const round = chunk.rounds.get(unit) ?? 0;
	chunk.rounds.set(unit, round + 1);
	chunk.eventsOfRound[round] ??= 0;
	chunk.linesOfRound[round] ??= [];
	if (round > chunk.lastRound) chunk.lastRound = round;
	return round;
}

const timeColumns = (at: EventTime) => ('ms' in at ? `${instantText(at.ms)}\t\\N` : `\\N\t${at.day}`);

function eventLine(
	loadId: number,
	line: number,
	round: number,
	event: ParsedEvent,
	record: string,
	key: string,
	unit: string | null
): string {
	const contacts =
		event.phones.length === 0
			? event.emails
			: event.emails.length === 0
				? event.phones
				: [...event.emails, ...event.phones];
	return (
		`${round}\t${record}\t${key}\t${timeColumns(event.at)}\t${loadId}\t${line}\t${unit ?? '\\N'}\t` +
		`${event.approximate ? 't' : 'f'}\t${event.type}\t${copyText(event.source)}\t${copyText(event.row)}\t` +
		`${copyTextArray(contacts)}\t${copyText(event.name)}\t${copyText(event.company)}\t${copyText(event.status)}\t` +
		`${copyText(event.channel)}\t${copyText(event.campaign)}\t${copyText(event.content)}\t${copyText(event.term)}\t` +
		`${copyText(event.page)}\t${copyText(event.activity)}\t${copyText(event.manager)}\t${event.amount ?? '\\N'}\t` +
		`${copyText(event.currency)}\t${copyText(event.reason)}\t` +
		`${event.attributes ? copyText(JSON.stringify(event.attributes)) : '\\N'}\n`
	);
}
