/** Reads one event as it is posted or stands in a line of NDJSON: the fast way to the verdict of `eventSchema`. */
import { collectEmails, collectPhones } from './contacts.ts';
import { parseIsoDate } from './dates.ts';
import { isHuge, readPlainDecimal } from './decimals.ts';
import { isEventType, textFields, type EventTime, type EventType, type ParsedEvent } from './event.ts';
import { timeFault } from './event-time.ts';
import type { ParseContext } from './parse-context.ts';
import { quarantined, reasons, RowFault, warnings } from './reasons.ts';
import type { RowResult } from './row-result.ts';
import { isRoundedId, trimmed, wellFormed } from './text.ts';
import { setAttribute, writeAttribute, writeField } from './written.ts';
import { timeZone } from './zone.ts';

type Raw = Record<string, unknown>;

/** Every field of an event but the attributes that are keys of their own. */
export const eventFields: ReadonlySet<string> = new Set([
	...['type', 'at', 'approximate', 'source', 'lead', 'email', 'phone', 'id', 'row', 'amount', 'attributes'],
	...textFields
]);

/** Checks an event and brings it to the form of the log; faults of the event come back as a quarantined row. */
export function parseEvent(raw: unknown, context: ParseContext): RowResult {
	const warned: string[] = [];
	try {
		if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
			throw new RowFault(reasons.notAnObject, 'event', raw);
		}
		const event = readEvent(raw as Raw, context, warned);
		if (event.written.includes('\0')) throw new RowFault(reasons.nul, nulField(raw as Raw));
		if (event.written.isWellFormed()) return { kind: 'events', events: [event], warnings: warned };
		return warnAlso(parseEvent(wellFormed(raw), context), warnings.brokenCharacter);
	} catch (error) {
		return quarantined(error, warned);
	}
}

function readEvent(raw: Raw, context: ParseContext, warned: string[]): ParsedEvent {
	const type = readType(raw.type);
	const atText = readText(raw, 'at');
	if (atText === undefined) throw new RowFault(reasons.noDate, 'at');
	const at = readTime(atText, context);
	const approximate = readFlag(raw.approximate);
	const source = readText(raw, 'source') ?? context.source;
	if (!source) throw new RowFault(reasons.noSource, 'source');

	let written =
		writeField('type', type) +
		writeField('at', atText) +
		(approximate ? 'approximate' : '') +
		writeField('source', source);
	const lead = readId(raw, 'lead');
	if (lead !== undefined) {
		written += writeField('lead', lead);
		if (isRoundedId(lead)) warned.push(warnings.roundedId);
	}
	const emails: string[] = [];
	const phones: string[] = [];
	if (raw.email !== undefined) {
		for (const text of readTexts(raw, 'email')) {
			written += writeField('email', text);
			collectEmails(text, emails, warned);
		}
	}
	if (raw.phone !== undefined) {
		for (const text of readTexts(raw, 'phone')) {
			written += writeField('phone', text);
			collectPhones(text, context.country, phones, warned);
		}
	}
	if (lead === undefined && emails.length === 0 && phones.length === 0) {
		throw new RowFault(reasons.noKey, givenKeys(raw));
	}

	const event: ParsedEvent = {
		type,
		at,
		approximate,
		source,
		lead,
		emails,
		phones,
		id: readId(raw, 'id'),
		row: readId(raw, 'row'),
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
		amount: undefined,
		currency: undefined,
		reason: undefined,
		attributes: undefined,
		written: ''
	};
	if (event.id !== undefined) written += writeField('id', event.id);
	if (event.row !== undefined) written += writeField('row', event.row);
	for (const field of textFields) {
		if (raw[field] === undefined) continue;
		const text = readText(raw, field);
		if (text === undefined) continue;
		event[field] = text;
		written += writeField(field, text);
	}
	if (raw.amount !== undefined && raw.amount !== null)
		written += readAmount(event, raw.amount, context, warned);
	event.written = written + readAttributes(event, raw);
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
function readText(raw: Raw, field: string): string | undefined {
	const value = raw[field];
	if (typeof value === 'string') return trimmed(value) || undefined;
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'number' && field !== 'at' && Number.isFinite(value)) return String(value);
	throw new RowFault(field === 'at' ? reasons.badDate : reasons.badText, field, value);
}

function readId(raw: Raw, field: string): string | undefined {
	const value = raw[field];
	return value === undefined ? undefined : idText(value, field);
}

function idText(value: unknown, field: string): string | undefined {
	if (typeof value === 'string') return trimmed(value) || undefined;
	if (value === undefined || value === null) return undefined;
	if (Number.isSafeInteger(value)) return String(value);
	throw new RowFault(typeof value === 'number' ? reasons.inexactId : reasons.badText, field, value);
}

function readTexts(raw: Raw, field: string): string[] {
	const value = raw[field];
	const texts: string[] = [];
	for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
		const text = idText(item, field);
		if (text !== undefined) texts.push(text);
	}
	return texts;
}

function readAmount(event: ParsedEvent, value: unknown, context: ParseContext, warned: string[]): string {
	if (typeof value === 'string' && value.trim() === '') return '';
	if (typeof value !== 'string' && !Number.isFinite(value))
		throw new RowFault(reasons.badAmount, 'amount', value);
	const amount = checkAmount(readPlainDecimal(value as string | number), 'amount', value);
	if (event.type === 'client') {
		event.amount = amount;
		event.currency = checkCurrency(event.currency, context);
	} else warned.push(warnings.amount);
	return writeField('amount', String(value));
}

/** The amount, if it is one that an event may have. */
export function checkAmount(amount: string | null, field: string, value: unknown): string {
	if (amount === null) throw new RowFault(reasons.badAmount, field, value);
	if (amount.charCodeAt(0) === 45) throw new RowFault(reasons.negativeAmount, field, value);
	if (isHuge(amount)) throw new RowFault(reasons.hugeAmount, field, value);
	return amount;
}

/** The currency of an amount in capitals, if the amount can be converted. */
export function checkCurrency(currency: string | undefined, context: ParseContext): string | undefined {
	const code = currency?.toUpperCase();
	if (code === undefined || code === context.currency || context.rates.has(code)) return code;
	throw new RowFault(reasons.noRate, 'currency', currency);
}

/** Reads attributes of both kinds; of two with one name the one within `attributes` counts. */
function readAttributes(event: ParsedEvent, raw: Raw): string {
	let attributes: Record<string, string> | undefined;
	for (const key in raw) {
		if (eventFields.has(key)) continue;
		const text = scalarText(raw[key], key);
		if (text !== undefined) setAttribute((attributes ??= {}), key, text);
	}
	const inner = raw.attributes;
	if (inner !== undefined && inner !== null) {
		if (typeof inner !== 'object' || Array.isArray(inner)) {
			throw new RowFault(reasons.badAttributes, 'attributes', inner);
		}
		for (const key in inner) {
			const text = scalarText((inner as Raw)[key], `attributes.${key}`);
			if (text === undefined) continue;
			if (attributes?.[key]?.includes('\0')) throw new RowFault(reasons.nul, key);
			setAttribute((attributes ??= {}), key, text);
		}
	}
	if (!attributes) return '';
	event.attributes = attributes;
	let written = '';
	for (const key of Object.keys(attributes).sort()) written += writeAttribute(key, attributes[key]!);
	return written;
}

function scalarText(value: unknown, field: string): string | undefined {
	if (typeof value === 'string') return trimmed(value) || undefined;
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'boolean' || Number.isFinite(value)) return String(value);
	throw new RowFault(reasons.badAttributes, field, value);
}

function givenKeys(raw: Raw): string {
	const given = ['lead', 'email', 'phone'].filter((field) => raw[field] !== undefined && raw[field] !== null);
	return given.length === 0
		? 'lead, email, phone'
		: given.map((field) => new RowFault('', field, raw[field]).detail).join(', ');
}

const nulField = (raw: Raw) =>
	Object.keys(raw).find((key) => JSON.stringify([key, raw[key]]).includes('\\u0000')) ?? 'attributes';

function warnAlso(result: RowResult, warning: string): RowResult {
	if (result.kind !== 'ignored') result.warnings.push(warning);
	return result;
}
