/** The immutable keys of the log: hashes, so that every source's ids fit one column. */
import { hash } from 'node:crypto';
import type { ParsedEvent } from '#lib/events/event.ts';

/** 128 bits of SHA-256 as 32 hex digits, which PostgreSQL reads as a uuid. */
const digest = (text: string) => hash('sha256', text, 'hex').slice(0, 32);

/** The record that an event belongs to: (source, lead), else its first e-mail, else its first phone. */
export const recordId = (event: ParsedEvent): string =>
	event.lead !== undefined
		? digest(`lead\0${event.source}\0${event.lead}`)
		: digest(`key\0${event.emails[0] ?? event.phones[0]}`);

/** The row of a file that may be read again, or the event with an id of its own; null where neither is known. */
export const rowId = (
	event: Pick<ParsedEvent, 'source' | 'row' | 'id'>,
	mapping: string | null
): string | null => {
	if (mapping !== null && event.row !== undefined)
		return digest(`row\0${event.source}\0${mapping}\0${event.row}`);
	return event.id !== undefined ? digest(`id\0${event.source}\0${event.id}`) : null;
};

/**
 * Key of an event (DESIGN: Events): its id; else mapping, row and place; else all its fields as written.
 * `unit` is the `rowId` of its row.
 */
export function eventKey(event: ParsedEvent, mapping: string | null, unit: string | null): string {
	if (event.id !== undefined)
		return mapping === null && unit !== null ? unit : digest(`id\0${event.source}\0${event.id}`);
	if (mapping !== null && event.row !== undefined)
		return digest(`row\0${event.source}\0${mapping}\0${event.row}\0${event.place}`);
	return digest(`written\0${event.source}\0${event.written}`);
}

/** All that a row's events say, so that a row read again with the same content is known without comparing them. */
export const contentKey = (content: string): string => digest(content);
