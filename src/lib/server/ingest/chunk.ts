/** Rows gathered for one transaction, as lines of COPY. */
import type { EventTime, ParsedEvent } from '#lib/events/event.ts';
import { copyBlocks, copyText, copyTextArray, type CopyBlocks } from '../db/copy-text.ts';
import { instantText } from '../db/instant-text.ts';
import { contentKey, eventKey, recordId, rowId } from './keys.ts';

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
	/** Rows are named by their line, and where several stand in one line by the next free number. */
	lastRow: number;
	lastLine: number;
	severalInLine: boolean;
	/** Rows that mean nothing, but may have meant something before. */
	ignoredRows: number[];
	/** Events of each round, and the rows they come from. */
	eventsOfRound: number[];
	rowsOfRound: number[][];
	/** Rows of each round that may have been read before. */
	unitsOfRound: number[];
	/** Every row has a key, and no event one of its own beside it: new rows have new events. */
	keyedByRow: boolean;
	/** Some rows have no key: only their events can tell that they were read before. */
	hasUnkeyed: boolean;
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
	lastRow: 0,
	lastLine: 0,
	severalInLine: false,
	ignoredRows: [],
	eventsOfRound: [0],
	rowsOfRound: [[]],
	unitsOfRound: [0],
	keyedByRow: true,
	hasUnkeyed: false
});

/** Adds the events of one row, at least one. `mapping` is the name of the mapping that made them, or null. */
export function addRow(chunk: Chunk, line: number, events: ParsedEvent[], mapping: string | null): void {
	const row = nextRow(chunk, line);
	const unit = rowId(events[0]!, mapping);
	const units = unitsOf(events, mapping, unit);
	if (units.length !== 1) chunk.keyedByRow = false;
	const round = nextRound(chunk, units);
	chunk.eventsOfRound[round] = chunk.eventsOfRound[round]! + events.length;
	chunk.rowsOfRound[round]!.push(row);
	chunk.eventCount += events.length;
	let record = '';
	let content = '';
	for (const event of events) {
		record = recordId(event);
		const at = `${record}\t${eventKey(event, mapping, unit)}\t${timeColumns(event.at)}`;
		const fields = eventFields(event);
		content += at + fields;
		chunk.events.add(`${round}\t${row}\t${at}\t${chunk.loadId}\t${line}\t${unit ?? '\\N'}\t${fields}`);
		if (!chunk.records.has(record)) {
			chunk.records.add(record);
			chunk.recordLines.add(
				`${record}\t${record}\t${event.lead === undefined ? '\\N' : copyText(event.source)}\t${copyText(event.lead)}\n`
			);
		}
		for (const email of event.emails) chunk.keys.add(`${copyText(email)}\t${record}\n`);
		for (const phone of event.phones) chunk.keys.add(`${phone}\t${record}\n`);
	}
	if (unit === null) {
		chunk.hasUnkeyed = true;
		return;
	}
	chunk.unitsOfRound[round] = chunk.unitsOfRound[round]! + 1;
	// Where an event has an id of its own beside the row's, another row may have changed it.
	const known = units.length === 1 ? contentKey(content) : '\\N';
	chunk.rows.add(`${unit}\t${record}\t${round}\t${row}\t${line}\t${known}\n`);
}

/** Adds a row that gives no events any more: what it made before is withdrawn. */
export function addIgnoredRow(
	chunk: Chunk,
	line: number,
	ignored: { source: string; row: string },
	mapping: string
): void {
	const row = nextRow(chunk, line);
	chunk.ignoredRows.push(row);
	const unit = rowId({ ...ignored, id: undefined }, mapping)!;
	const round = nextRound(chunk, [unit]);
	chunk.keyedByRow = false;
	chunk.unitsOfRound[round] = chunk.unitsOfRound[round]! + 1;
	chunk.rows.add(`${unit}\t\\N\t${round}\t${row}\t${line}\t\\N\n`);
}

function nextRow(chunk: Chunk, line: number): number {
	const row = Math.max(line, chunk.lastRow + 1);
	chunk.lastRow = row;
	chunk.lastLine = line;
	if (row !== line) chunk.severalInLine = true;
	return row;
}

/** What a row may replace: what it made before, and other rows' events of the same ids. */
function unitsOf(events: ParsedEvent[], mapping: string | null, unit: string | null): string[] {
	const units = unit === null ? [] : [unit];
	if (mapping !== null)
		for (const event of events) if (event.id !== undefined) units.push(eventKey(event, mapping, unit));
	return units;
}

/** What occurs again in the chunk comes in a round of its own, after the one before. */
function nextRound(chunk: Chunk, units: string[]): number {
	let round = 0;
	for (const unit of units) round = Math.max(round, chunk.rounds.get(unit) ?? 0);
	for (const unit of units) chunk.rounds.set(unit, round + 1);
	chunk.eventsOfRound[round] ??= 0;
	chunk.rowsOfRound[round] ??= [];
	chunk.unitsOfRound[round] ??= 0;
	if (round > chunk.lastRound) chunk.lastRound = round;
	return round;
}

const timeColumns = (at: EventTime) => ('ms' in at ? `${instantText(at.ms)}\t\\N` : `\\N\t${at.day}`);

/** The columns of an event after its unit. */
function eventFields(event: ParsedEvent): string {
	const contacts =
		event.phones.length === 0
			? event.emails
			: event.emails.length === 0
				? event.phones
				: [...event.emails, ...event.phones];
	return (
		`${event.approximate ? 't' : 'f'}\t${event.type}\t${copyText(event.source)}\t${copyText(event.row)}\t` +
		`${copyTextArray(contacts)}\t${copyText(event.name)}\t${copyText(event.company)}\t${copyText(event.status)}\t` +
		`${copyText(event.channel)}\t${copyText(event.campaign)}\t${copyText(event.content)}\t${copyText(event.term)}\t` +
		`${copyText(event.page)}\t${copyText(event.activity)}\t${copyText(event.manager)}\t${event.amount ?? '\\N'}\t` +
		`${copyText(event.currency)}\t${copyText(event.reason)}\t` +
		`${event.attributes ? copyText(JSON.stringify(event.attributes)) : '\\N'}\n`
	);
}
