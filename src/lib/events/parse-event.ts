/** Reads one event as it is posted or stands in a line of NDJSON: the fast way to the verdict of `eventSchema`. */
import { setAttribute } from './attributes.ts';
import { collectEmails, collectPhones } from './contacts.ts';
import { parseIsoDate } from './dates.ts';
import { readPlainDecimal } from './decimals.ts';
import { checkAmount, checkCurrency } from './event-amount.ts';
import {
	isEventType,
	textFields,
	type EventTime,
	type EventType,
	type ParsedEvent,
	type TextField
} from './event.ts';
import { timeFault } from './event-time.ts';
import type { ParseContext } from './parse-context.ts';
import { quarantined, reasons, RowFault, shown, warnings } from './reasons.ts';
import type { RowResult } from './row-result.ts';
import { checkLeadId, isRoundedId, storable, trimmed } from './text.ts';
import { writeEvent } from './written.ts';
import { timeZone } from './zone.ts';

type Raw = Record<string, unknown>;

/** Keys that are no attributes: the texts under their own name, the others under none. */
const fields = new Map<string, TextField | ''>([
	...textFields.map((field): [string, TextField] => [field, field]),
	...[
		'type',
		'at',
		'approximate',
		'source',
		'lead',
		'email',
		'phone',
		'id',
		'row',
		'amount',
		'attributes'
	].map((field): [string, ''] => [field, ''])
]);

/** Checks an event and brings it to the form of the log; faults of the event come back as a quarantined row. */
export function parseEvent(raw: unknown, context: ParseContext): RowResult {
	const warned: string[] = [];
	try {
		if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
			throw new RowFault(reasons.notAnObject, 'event', raw);
		}
		return { kind: 'events', events: [readEvent(raw as Raw, context, warned)], warnings: warned };
	} catch (error) {
		return quarantined(error, warned);
	}
}

function readEvent(raw: Raw, context: ParseContext, warned: string[]): ParsedEvent {
	const type = readType(raw.type);
	const atText = readText(raw, 'at', warned);
	if (atText === undefined) throw new RowFault(reasons.noDate, 'at');
	const at = readTime(atText, context);
	const approximate = readFlag(raw.approximate);
	const source = readText(raw, 'source', warned) ?? context.source;
	if (!source) throw new RowFault(reasons.noSource, 'source');

	const lead = readId(raw.lead, 'lead', warned);
	if (lead !== undefined && isRoundedId(checkLeadId(lead, 'lead'))) warned.push(warnings.roundedId);
	const contacts: string[] = [];
	const emails: string[] = [];
	const phones: string[] = [];
	if (raw.email !== undefined) {
		readIds(raw.email, 'email', contacts, warned);
		for (const text of contacts) collectEmails(text, emails, warned);
	}
	if (raw.phone !== undefined) {
		const first = contacts.length;
		readIds(raw.phone, 'phone', contacts, warned);
		for (let i = first; i < contacts.length; i++)
			collectPhones(contacts[i]!, context.country, phones, warned);
	}
	if (lead === undefined && emails.length === 0 && phones.length === 0) {
		throw new RowFault(
			reasons.noKey,
			contacts.length > 0 ? contacts.map(shown).join(', ') : 'lead, email, phone'
		);
	}

	const event: ParsedEvent = {
		type,
		at,
		approximate,
		source,
		lead,
		emails,
		phones,
		id: readId(raw.id, 'id', warned),
		row: readId(raw.row, 'row', warned),
		place: undefined,
		name: undefined,
		company: undefined,
		status: undefined,
		channel: undefined,
		campaign: undefined,
		content: undefined,
		term: undefined,
		page: undefined,
		activity: undefined,
		manager: undefined,
		currency: undefined,
		reason: undefined,
		amount: undefined,
		attributes: undefined,
		written: ''
	};
	readFields(event, raw, warned);
	const amount = readAmount(event, raw.amount, context, warned);
	if (event.id === undefined) event.written = writeEvent(event, { at: atText, contacts, amount });
	return event;
}

function readType(value: unknown): EventType {
	if (isEventType(value)) return value;
	const none = value === undefined || value === null || value === '';
	throw none ? new RowFault(reasons.noType, 'type') : new RowFault(reasons.unknownType, 'type', value);
}

function readTime(text: string, context: ParseContext): EventTime {
	const time = parseIsoDate(text, timeZone(context.timezone));
	if (!time) throw new RowFault(reasons.badDate, 'at', text);
	const problem = timeFault(time, context.now);
	if (problem) throw new RowFault(problem, 'at', text);
	return time;
}

function readFlag(value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	if (value === undefined || value === null) return false;
	throw new RowFault(reasons.badFlag, 'approximate', value);
}

/** A text without surrounding space; undefined where there is none. */
function readText(raw: Raw, field: string, warned: string[]): string | undefined {
	const value = raw[field];
	if (typeof value === 'string') return storable(trimmed(value), field, warned) || undefined;
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'number' && field !== 'at' && Number.isFinite(value)) return String(value);
	throw new RowFault(field === 'at' ? reasons.badDate : reasons.badText, field, value);
}

function readId(value: unknown, field: string, warned: string[]): string | undefined {
	if (typeof value === 'string') return storable(trimmed(value), field, warned) || undefined;
	if (value === undefined || value === null) return undefined;
	if (Number.isSafeInteger(value)) return String(value);
	throw new RowFault(typeof value === 'number' ? reasons.inexactId : reasons.badText, field, value);
}

/** Adds one text, or those of a list, to `texts`. */
function readIds(value: unknown, field: string, texts: string[], warned: string[]): void {
	for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
		const text = readId(item, field, warned);
		if (text !== undefined) texts.push(text);
	}
}

/** Gives the event its amount, and back the amount as written. */
function readAmount(
	event: ParsedEvent,
	value: unknown,
	context: ParseContext,
	warned: string[]
): string | undefined {
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === ''))
		return undefined;
	if (typeof value !== 'string' && !Number.isFinite(value))
		throw new RowFault(reasons.badAmount, 'amount', value);
	const amount = checkAmount(readPlainDecimal(value as string | number), 'amount', value);
	if (event.type === 'client') {
		event.amount = amount;
		event.currency = checkCurrency(event.currency, event.at, context);
	} else warned.push(warnings.amount);
	return String(value);
}

/** Reads texts, and attributes of both kinds: of two with one name the one within `attributes` counts. */
function readFields(event: ParsedEvent, raw: Raw, warned: string[]): void {
	let attributes: Record<string, string> | undefined;
	for (const key in raw) {
		const field = fields.get(key);
		if (field === undefined) attributes = addAttribute(attributes, key, raw[key], warned);
		else if (field !== '') event[field] = readText(raw, field, warned);
	}
	const inner = raw.attributes;
	if (inner !== undefined && inner !== null) {
		if (typeof inner !== 'object' || Array.isArray(inner)) {
			throw new RowFault(reasons.badAttributes, 'attributes', inner);
		}
		for (const key in inner) attributes = addAttribute(attributes, key, (inner as Raw)[key], warned);
	}
	event.attributes = attributes;
}

function addAttribute(
	attributes: Record<string, string> | undefined,
	key: string,
	value: unknown,
	warned: string[]
): Record<string, string> | undefined {
	const name = storable(key, key, warned);
	let text: string;
	if (typeof value === 'string') text = storable(trimmed(value), key, warned);
	else if (value === undefined || value === null) return attributes;
	else if (typeof value === 'boolean' || Number.isFinite(value)) text = String(value);
	else throw new RowFault(reasons.badAttributes, key, value);
	if (text === '') return attributes;
	const all = attributes ?? {};
	setAttribute(all, name, text);
	return all;
}
